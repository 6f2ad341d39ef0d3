#pragma once

#include "core/ledger/sqlite_connection.h"

#include <QDateTime>
#include <QStringList>

namespace kaunta::ledger {

inline constexpr qint64 kApplicationId = 1263424577; //!< "KNTA", in the header of every ledger file

//! One numbered SQL file of core/ledger/migrations.
struct Migration {
    int version = 0;
    QStringList statements;
};

//! Those that this program was built with: 1, 2, 3 … without a gap.
QList<Migration> embeddedMigrations();
//! Statements are separated by empty lines, so that triggers need no SQL parser.
QStringList statementsOf(const QString &sql);

//! Version of the file: 0 for an empty file. Corrupt when it is a database of something else, Newer when it is beyond
//! `latest`. Changes nothing.
Result<int, LedgerFault> ledgerVersion(SqliteConnection &connection, int latest);

//! Brings the file to the last of `migrations`, all or nothing. A file that holds a ledger already is first copied whole to
//! `backupFolder`/ledger-<time>-v<version>.sqlite (mode 0600).
Result<Done, LedgerFault> migrate(SqliteConnection &connection, int from, const QList<Migration> &migrations, const QString &backupFolder,
                                  const QDateTime &now);

} // namespace kaunta::ledger
