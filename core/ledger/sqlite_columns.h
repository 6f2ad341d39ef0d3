#pragma once

#include "core/ledger/sqlite_rows.h"

#include <QSqlQuery>

//! How values get into a row and out of it. For sqlite_rows.cpp and sqlite_refund_rows.cpp alone.
namespace kaunta::ledger {

//! Unique where it is set: NULLs are never equal to one another.
inline QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

inline QVariant boundBytes(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

//! Reads a row from left to right.
class Columns
{
public:
    explicit Columns(const QSqlQuery &row) : m_row(row) {}
    QString text() { return m_row.value(m_at++).toString(); }
    QByteArray bytes() { return m_row.value(m_at++).toByteArray(); }
    qint64 integer() { return m_row.value(m_at++).toLongLong(); }
    QDateTime time()
    {
        const QVariant value = m_row.value(m_at++);
        return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    }
    Money money()
    {
        const qint64 minor = integer();
        return Money::fromMinor(minor, known(currencyFromCode(text())));
    }
    template <class T>
    T known(const std::optional<T> &value)
    {
        m_whole = m_whole && value.has_value();
        return value.value_or(T{});
    }
    bool whole() const { return m_whole; }

private:
    const QSqlQuery &m_row;
    int m_at = 0;
    bool m_whole = true;
};

} // namespace kaunta::ledger
