#pragma once

#include "core/base/clock.h"
#include "core/ledger/record_json.h"

//! How the fields of a record are taken from JSON and put there. For record_json.cpp and refund_json.cpp alone.
namespace kaunta::ledger {

//! Takes fields out of an object and remembers whether one was missing or of another type.
class Fields
{
public:
    explicit Fields(const QJsonObject &json) : m_json(json) {}

    QString text(QLatin1StringView name)
    {
        const QJsonValue value = take(name, QJsonValue::String);
        return value.toString();
    }
    qint64 integer(QLatin1StringView name) { return take(name, QJsonValue::Double).toInteger(); }
    bool flag(QLatin1StringView name) { return take(name, QJsonValue::Bool).toBool(); }
    QJsonObject object(QLatin1StringView name) { return take(name, QJsonValue::Object).toObject(); }
    QDateTime time(QLatin1StringView name)
    {
        const QString iso = text(name);
        if (iso.isEmpty())
            return {};
        QDateTime when = fromIso(iso);
        m_whole = m_whole && when.isValid();
        return when;
    }
    Money money()
    {
        const qint64 minor = integer(QLatin1StringView("amountMinor"));
        return Money::fromMinor(minor, known(currencyFromCode(text(QLatin1StringView("currency")))));
    }
    template <class T>
    T known(const std::optional<T> &value)
    {
        m_whole = m_whole && value.has_value();
        return value.value_or(T{});
    }
    bool whole() const { return m_whole; }

private:
    QJsonValue take(QLatin1StringView name, QJsonValue::Type type)
    {
        QJsonValue value = m_json.value(name);
        m_whole = m_whole && value.type() == type;
        return value;
    }

    const QJsonObject &m_json;
    bool m_whole = true;
};

inline void putMoney(QJsonObject &json, const Money &money)
{
    json[QLatin1StringView("amountMinor")] = money.minor();
    json[QLatin1StringView("currency")] = currencyCode(money.currency());
}

} // namespace kaunta::ledger
