#include "core/ledger/sqlite_connection.h"

#include "core/ledger/disk.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <atomic>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

QString freshName()
{
    static std::atomic<quint64> count{0};
    return u"kaunta-ledger-"_s + QString::number(++count);
}

QSqlDatabase databaseOf(const QString &name)
{
    return QSqlDatabase::database(name, false);
}

//! A ledger on a read-only disk (an archive, a file system that was remounted after an error) can still be looked at: nobody
//! writes it, or there would be a -wal file, so it needs neither locks nor the files that carry them.
bool canBeReadAsItIs(const QString &path)
{
    return QFileInfo::exists(path) && QFileInfo(path + u"-wal"_s).size() == 0 && !folderTakesFiles(QFileInfo(path).absolutePath());
}

} // namespace

SqliteConnection::SqliteConnection(QString name, QString path) : m_name(std::move(name)), m_path(std::move(path)) {}

SqliteConnection::~SqliteConnection()
{
    m_statements.clear();
    databaseOf(m_name).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqliteConnection>, LedgerFault> SqliteConnection::open(const QString &path, Mode mode, std::chrono::milliseconds busyTimeout)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(freshName(), path));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection->m_name);
    if (!database.isValid())
        return Fail{LedgerFault{LedgerError::Other, u"Qt's SQLite driver is not installed"_s}};
    database.setDatabaseName(path);
    QString options = u"QSQLITE_BUSY_TIMEOUT="_s + QString::number(busyTimeout.count());
    if (mode == Mode::Read)
        options += u";QSQLITE_OPEN_READONLY"_s;
    if (mode == Mode::Read && canBeReadAsItIs(path)) {
        options += u";QSQLITE_OPEN_URI"_s;
        database.setDatabaseName(QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded) + u"?immutable=1"_s);
    }
    database.setConnectOptions(options);
    if (!database.open())
        return Fail{faultOf(database.lastError(), path)};
    // A file is not to be trusted because it is ours; and what was erased must be gone from its pages.
    QStringList pragmas{u"foreign_keys = ON"_s, u"synchronous = FULL"_s, u"trusted_schema = OFF"_s, u"cell_size_check = ON"_s,
                        u"secure_delete = ON"_s};
    if (mode == Mode::Read)
        pragmas.append(u"query_only = ON"_s);
    for (const QString &pragma : pragmas) {
        if (auto set = connection->exec(u"PRAGMA "_s + pragma); !set)
            return Fail{set.error()};
    }
    return connection;
}

Result<QSqlQuery *, LedgerFault> SqliteConnection::started(const char *sql, const QVariantList &values)
{
    std::unique_ptr<QSqlQuery> &statement = m_statements[sql];
    if (!statement) {
        auto fresh = std::make_unique<QSqlQuery>(databaseOf(m_name));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QString::fromLatin1(sql)))
            return Fail{faultOf(fresh->lastError(), m_path)};
        statement = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        statement->bindValue(static_cast<int>(i), values[i]);
    if (!statement->exec()) {
        const LedgerFault fault = faultOf(statement->lastError(), m_path);
        statement->finish();
        return Fail{fault};
    }
    return statement.get();
}

Result<int, LedgerFault> SqliteConnection::run(const char *sql, const QVariantList &values)
{
    const auto statement = started(sql, values);
    if (!statement)
        return Fail{statement.error()};
    const int changed = (*statement)->numRowsAffected();
    (*statement)->finish();
    return changed;
}

Result<int, LedgerFault> SqliteConnection::each(const char *sql, const QVariantList &values, const std::function<void(const QSqlQuery &)> &row)
{
    const auto statement = started(sql, values);
    if (!statement)
        return Fail{statement.error()};
    QSqlQuery &query = **statement;
    int count = 0;
    for (; query.next(); ++count)
        row(query);
    const bool failed = query.lastError().isValid(); // next() says false both at the end and on a damaged page
    const LedgerFault fault = failed ? faultOf(query.lastError(), m_path) : LedgerFault{};
    query.finish();
    if (failed)
        return Fail{fault};
    return count;
}

Result<Done, LedgerFault> SqliteConnection::exec(const QString &sql)
{
    QSqlQuery query(databaseOf(m_name));
    if (!query.exec(sql))
        return Fail{faultOf(query.lastError(), m_path)};
    return Done{};
}

Transaction::~Transaction()
{
    if (m_open) // after Full SQLite has rolled back by itself; then this says so and that is all
        (void)m_connection.run("ROLLBACK");
}

Result<Done, LedgerFault> Transaction::begin()
{
    // IMMEDIATE takes the write lock now: Busy comes before anything was done, never in the middle.
    const auto begun = m_connection.run("BEGIN IMMEDIATE");
    m_open = static_cast<bool>(begun);
    return begun.map([](int) { return Done{}; });
}

Result<Done, LedgerFault> Transaction::beginReading()
{
    const auto begun = m_connection.run("BEGIN");
    m_open = static_cast<bool>(begun);
    return begun.map([](int) { return Done{}; });
}

Result<Done, LedgerFault> Transaction::commit()
{
    const auto committed = m_connection.run("COMMIT");
    m_open = !committed;
    return committed.map([](int) { return Done{}; });
}

} // namespace kaunta::ledger
