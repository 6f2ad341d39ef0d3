#include "core/practice/database.h"

#include <QFile>
#include <QSqlError>
#include <atomic>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

// 0: Kaunta before it knew reversals, which wrote no number.
constexpr int kSchemaVersion = 2;

const char *const kFirstSchema[] = {
    "CREATE TABLE IF NOT EXISTS token(value TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS push(checkout_id TEXT PRIMARY KEY, merchant_id TEXT NOT NULL, phone TEXT NOT NULL, amount TEXT NOT NULL,"
    " short_code TEXT NOT NULL, reference TEXT NOT NULL, callback_url TEXT NOT NULL, created_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,"
    " result TEXT, result_at INTEGER, pending INTEGER NOT NULL, early_result TEXT, early_from INTEGER NOT NULL,"
    " limited_left INTEGER NOT NULL, receipt TEXT UNIQUE, tries_left INTEGER NOT NULL, ignored INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS push_phone ON push(phone, created_at)",
    "CREATE INDEX IF NOT EXISTS push_waiting ON push(ends_at) WHERE result_at IS NULL",
    "CREATE TABLE IF NOT EXISTS callback(id INTEGER PRIMARY KEY, checkout_id TEXT NOT NULL, due_at INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS callback_due ON callback(due_at) WHERE delivered = 0",
    "CREATE TABLE IF NOT EXISTS counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
};

//! The world behind the calls. Kinds and accounts are the numbers of their enums.
const char *const kSecondSchema[] = {
    "ALTER TABLE push ADD COLUMN till TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE callback ADD COLUMN kind INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE callback ADD COLUMN url TEXT",
    "ALTER TABLE callback ADD COLUMN body BLOB",
    "CREATE TABLE deal(receipt TEXT PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, short_code TEXT NOT NULL, till TEXT NOT NULL,"
    " phone TEXT NOT NULL, amount INTEGER NOT NULL, reference TEXT NOT NULL, third_party TEXT NOT NULL, conversation_id TEXT NOT NULL, original TEXT)",
    "CREATE INDEX deal_shop ON deal(short_code, at)",
    "CREATE INDEX deal_till ON deal(till, at) WHERE till <> ''",
    "CREATE UNIQUE INDEX deal_original ON deal(original) WHERE original IS NOT NULL",
    "CREATE TABLE movement(short_code TEXT NOT NULL, account INTEGER NOT NULL, at INTEGER NOT NULL, amount INTEGER NOT NULL, receipt TEXT NOT NULL)",
    "CREATE INDEX movement_account ON movement(short_code, account, at, amount)",
    "CREATE TABLE ask(conversation_id TEXT PRIMARY KEY, originator_id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, short_code TEXT NOT NULL,"
    " amount INTEGER NOT NULL, phone TEXT NOT NULL, created_at INTEGER NOT NULL, done_at INTEGER NOT NULL, result TEXT NOT NULL,"
    " receipt TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE c2b_url(short_code TEXT PRIMARY KEY, version INTEGER NOT NULL, completes INTEGER NOT NULL, confirmation TEXT NOT NULL,"
    " validation TEXT NOT NULL, registered_at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE direct(receipt TEXT PRIMARY KEY, short_code TEXT NOT NULL, till INTEGER NOT NULL, phone TEXT NOT NULL, amount INTEGER NOT NULL,"
    " reference TEXT NOT NULL, created_at INTEGER NOT NULL, confirm_after TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE initiator_key(id INTEGER PRIMARY KEY CHECK(id = 1), key_pem BLOB NOT NULL, certificate_pem BLOB NOT NULL)",
    "INSERT INTO deal SELECT receipt, 0, result_at, short_code, '', phone, CAST(amount AS INTEGER), reference, '', '', NULL FROM push"
    " WHERE result = '0' AND receipt IS NOT NULL",
    "INSERT INTO movement SELECT short_code, 1, at, amount, receipt FROM deal",
    "PRAGMA user_version = 2",
};

//! SQLite keeps the mode of the main file for its -wal and -shm companions, so it is enough to make that one private.
bool makePrivate(const QString &path)
{
    constexpr auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile file(path);
    return file.exists() ? file.setPermissions(owner) : file.open(QIODevice::WriteOnly | QIODevice::Append, owner);
}

} // namespace

Database::Database(const QString &path)
{
    static std::atomic<int> counter{0};
    m_connection = u"kaunta-practice-%1"_s.arg(++counter);
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (path.isEmpty() || !open(path))
        open(u":memory:"_s);
}

Database::~Database()
{
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_connection);
}

bool Database::open(const QString &path)
{
    const bool isFile = path != ":memory:"_L1;
    if (isFile && !makePrivate(path)) {
        m_problem = u"%1 cannot be made or is not ours."_s.arg(path);
        return false;
    }
    m_db.setDatabaseName(path);
    bool works = m_db.open();
    // Practice money: a power cut may lose the last second, a killed process loses nothing.
    works = works && run(u"PRAGMA journal_mode=WAL"_s) && run(u"PRAGMA synchronous=NORMAL"_s) && atomically([this] { return makeSchema(); });
    if (works)
        return true;
    if (m_problem.isEmpty())
        m_problem = u"%1 cannot be used: %2"_s.arg(path, m_db.lastError().text());
    m_db.close();
    return false;
}

bool Database::makeSchema()
{
    QSqlQuery version = rows(u"PRAGMA user_version"_s);
    if (!version.next())
        return false;
    const int found = version.value(0).toInt();
    version.finish();
    if (found > kSchemaVersion) {
        m_problem = u"%1 was written by a later version of Kaunta."_s.arg(m_db.databaseName());
        return false;
    }
    const auto make = [this](const char *statement) { return run(QString::fromLatin1(statement)); };
    return std::all_of(std::begin(kFirstSchema), std::end(kFirstSchema), make)
           && (found == kSchemaVersion || std::all_of(std::begin(kSecondSchema), std::end(kSecondSchema), make));
}

bool Database::atomically(const std::function<bool()> &work)
{
    if (m_inside)
        return work();
    if (!run(u"BEGIN IMMEDIATE"_s))   // takes the write lock now: nothing that was read inside can be out of date
        return false;
    m_inside = true;
    const bool done = work() && run(u"COMMIT"_s);
    m_inside = false;
    if (!done)
        run(u"ROLLBACK"_s);
    return done;
}

bool Database::run(const QString &sql, const QVariantList &values) const
{
    return rows(sql, values).isActive();
}

int Database::changed(const QString &sql, const QVariantList &values) const
{
    const QSqlQuery query = rows(sql, values);
    return query.isActive() ? query.numRowsAffected() : -1;
}

QSqlQuery Database::rows(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.exec();
    return query;
}

} // namespace kaunta::practice
