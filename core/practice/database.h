#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>
#include <functional>

namespace kaunta::practice {

//! practice.sqlite: its file, its schema and its one connection. Several processes may use the file at once. One thread only.
//! A file of an earlier Kaunta is brought up to date; one of a later Kaunta is left alone, and problem() says so.
class Database
{
public:
    //! Empty path: memory. Otherwise the file is made with mode 0600.
    explicit Database(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString problem() const { return m_problem; }   //!< why the file could not be used; everything is then in memory

    //! One transaction; inside another one it is a part of that. False: the work said no, or the disk did; nothing changed.
    bool atomically(const std::function<bool()> &work);
    bool run(const QString &sql, const QVariantList &values = {}) const;
    int changed(const QString &sql, const QVariantList &values) const;        //!< rows; -1: failed
    QSqlQuery rows(const QString &sql, const QVariantList &values = {}) const;   //!< executed; without rows when it failed

private:
    bool open(const QString &path);
    bool makeSchema();

    QString m_connection;
    QString m_problem;
    QSqlDatabase m_db;
    bool m_inside = false;
};

} // namespace kaunta::practice
