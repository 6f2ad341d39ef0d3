#include "core/ledger/migrations.h"

#include "core/ledger/disk.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSqlQuery>

static void initLedgerResources() // Q_INIT_RESOURCE must stand outside every namespace
{
    Q_INIT_RESOURCE(ledger_migrations);
}

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

Result<qint64, LedgerFault> number(SqliteConnection &connection, const char *sql)
{
    qint64 value = 0;
    const auto read = connection.each(sql, {}, [&](const QSqlQuery &row) { value = row.value(0).toLongLong(); });
    if (!read)
        return Fail{read.error()};
    return value;
}

Result<Done, LedgerFault> backUp(SqliteConnection &connection, int version, const QString &folder, const QDateTime &now)
{
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    const QString stem = folder + u"/ledger-"_s + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s) + u"-v"_s + QString::number(version);
    QString path = stem + u".sqlite"_s;
    for (int copy = 2; QFile::exists(path); ++copy)
        path = stem + u'-' + QString::number(copy) + u".sqlite"_s;
    if (auto made = createPrivateFile(path); !made) // VACUUM INTO takes an empty file as it is, mode included
        return made;
    if (auto copied = connection.run("VACUUM INTO ?", {path}); !copied) {
        QFile::remove(path);
        return Fail{copied.error()};
    }
    syncFolder(folder);
    return Done{};
}

} // namespace

QStringList statementsOf(const QString &sql)
{
    static const QRegularExpression emptyLine(u"\\n[ \\t\\r]*\\n"_s);
    static const QRegularExpression comments(u"^--[^\\n]*\\n?"_s, QRegularExpression::MultilineOption);
    QStringList statements;
    for (QString statement : sql.split(emptyLine)) {
        statement = statement.remove(comments).trimmed();
        if (!statement.isEmpty())
            statements.append(statement);
    }
    return statements;
}

QList<Migration> embeddedMigrations()
{
    initLedgerResources();
    const QDir folder(u":/kaunta/ledger/migrations"_s);
    QList<Migration> migrations;
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            migrations.append({name.first(4).toInt(), statementsOf(QString::fromUtf8(file.readAll()))});
    }
    return migrations;
}

Result<int, LedgerFault> ledgerVersion(SqliteConnection &connection, int latest)
{
    const auto version = number(connection, "PRAGMA user_version");
    if (!version)
        return Fail{version.error()};
    const auto application = number(connection, "PRAGMA application_id");
    const auto tables = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (!application || !tables)
        return Fail{application ? tables.error() : application.error()};
    const bool isEmpty = *version == 0 && *application == 0 && *tables == 0;
    if (!isEmpty && (*application != kApplicationId || *version < 1))
        return Fail{LedgerFault{LedgerError::Corrupt, u"a database, but not a ledger"_s}};
    if (*version > latest)
        return Fail{LedgerFault{LedgerError::Newer,
                                u"version "_s + QString::number(*version) + u" of the ledger, this program knows "_s + QString::number(latest)}};
    return static_cast<int>(*version);
}

Result<Done, LedgerFault> migrate(SqliteConnection &connection, int from, const QList<Migration> &migrations, const QString &backupFolder,
                                  const QDateTime &now)
{
    if (migrations.isEmpty() || from == migrations.last().version)
        return Done{};
    if (from > 0) {
        if (auto saved = backUp(connection, from, backupFolder, now); !saved)
            return saved;
    }
    Transaction transaction(connection);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto still = ledgerVersion(connection, migrations.last().version);
    if (!still || *still != from) // another program was quicker between our look and our lock
        return Fail{still ? LedgerFault{LedgerError::Busy, u"another program is changing the ledger"_s} : still.error()};
    for (const Migration &migration : migrations) {
        if (migration.version <= from)
            continue;
        for (const QString &statement : migration.statements) {
            if (auto done = connection.exec(statement); !done)
                return done;
        }
        if (auto done = connection.exec(u"PRAGMA user_version = "_s + QString::number(migration.version)); !done)
            return done;
    }
    return transaction.commit();
}

} // namespace kaunta::ledger
