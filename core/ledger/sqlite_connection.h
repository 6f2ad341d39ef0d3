#pragma once

#include "core/ledger/ledger.h"

#include <QVariantList>
#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>

class QSqlError;
class QSqlQuery;

namespace kaunta::ledger {

//! What an error of SQLite means for a ledger. Source: sqlite.org/rescode.html; extended codes are told apart where the
//! plain one is not enough. `path` is asked whether its folder takes files, because SQLite says only "cannot open".
LedgerFault faultOf(const QSqlError &error, const QString &path);
LedgerFault faultOfCode(int extendedCode, const QString &text, const QString &path);

//! One connection to a ledger file, with its prepared statements. Belongs to the thread that opened it, and takes its entry
//! in Qt's table of connections with it when it goes.
class SqliteConnection
{
public:
    enum class Mode { Write, Read };
    static Result<std::unique_ptr<SqliteConnection>, LedgerFault> open(const QString &path, Mode mode, std::chrono::milliseconds busyTimeout);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    //! Prepares `sql` once (it must be a literal: its address is its name), binds, runs, resets. The number of rows changed.
    Result<int, LedgerFault> run(const char *sql, const QVariantList &values = {});
    //! The same for questions. Every row is handed to `row`; the number of rows. Reset before it returns: no read
    //! transaction stays open behind anyone's back.
    Result<int, LedgerFault> each(const char *sql, const QVariantList &values, const std::function<void(const QSqlQuery &)> &row);
    //! A statement that is needed once.
    Result<Done, LedgerFault> exec(const QString &sql);

    QString name() const { return m_name; } //!< Qt's name of the connection: for diagnostics and tests
    QString path() const { return m_path; }

private:
    SqliteConnection(QString name, QString path);
    Result<QSqlQuery *, LedgerFault> started(const char *sql, const QVariantList &values);

    QString m_name;
    QString m_path;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements;
};

//! BEGIN IMMEDIATE … COMMIT; rolled back when it goes without having been committed.
class Transaction
{
public:
    explicit Transaction(SqliteConnection &connection) : m_connection(connection) {}
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Result<Done, LedgerFault> begin();
    Result<Done, LedgerFault> beginReading(); //!< one snapshot for several questions
    Result<Done, LedgerFault> commit();

private:
    SqliteConnection &m_connection;
    bool m_open = false;
};

} // namespace kaunta::ledger
