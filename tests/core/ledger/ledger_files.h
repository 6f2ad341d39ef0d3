#pragma once

#include "core/ledger/sqlite_ledger.h"
#include "tests/core/ledger/ledger_samples.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace kaunta::ledger::test {

using kaunta::test::SeededRandom;
using kaunta::test::TestClock;

//! A ledger file in a folder of its own.
struct LedgerFile {
    QTemporaryDir folder;
    TestClock clock;
    SeededRandom random;
    SqliteLedgerOptions options;

    LedgerFile()
    {
        options.path = folder.filePath(u"ledger.sqlite"_s);
        options.reserveBytes = 64 * 1024;
        options.busyTimeout = std::chrono::milliseconds(0);
    }
    QString path() const { return options.path; }
    Result<std::unique_ptr<SqliteLedger>, LedgerFault> tryOpen() { return SqliteLedger::open(options, clock, random); }
    std::unique_ptr<SqliteLedger> open()
    {
        auto opened = tryOpen();
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened).value();
    }
};

//! What somebody with the sqlite3 program does to the file. The number of the error, 0 for none.
inline QString tamper(const QString &path, const QStringList &statements, QVariant *answer = nullptr)
{
    QString error = u"0"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(path);
        if (!database.open())
            error = database.lastError().nativeErrorCode();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (error == "0"_L1 && !query.exec(statement))
                error = query.lastError().nativeErrorCode();
            if (answer && query.next())
                *answer = query.value(0);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    return error;
}

inline QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

} // namespace kaunta::ledger::test
