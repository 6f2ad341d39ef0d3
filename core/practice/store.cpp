#include "core/practice/store.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <atomic>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeepMs = 30LL * 24 * 3600 * 1000;

const QString kPushColumns = QStringLiteral(
    "checkout_id, merchant_id, phone, amount, short_code, reference, callback_url, created_at, ends_at, result, result_at, "
    "pending, early_result, early_from, limited_left, receipt, tries_left, ignored");

const char *const kSchema[] = {
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

//! SQLite keeps the mode of the main file for its -wal and -shm companions, so it is enough to make that one private.
bool makePrivate(const QString &path)
{
    constexpr auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile file(path);
    return file.exists() ? file.setPermissions(owner) : file.open(QIODevice::WriteOnly | QIODevice::Append, owner);
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

QVariant orNull(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<qint64>());
}

QSqlQuery prepared(const QSqlDatabase &db, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(db);
    query.setForwardOnly(true);
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    return query;
}

} // namespace

Store::Store(const QString &path, qint64 now)
{
    static std::atomic<int> counter{0};
    m_connection = u"kaunta-practice-%1"_s.arg(++counter);
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (path.isEmpty() || !open(path))
        open(u":memory:"_s);
    run(u"DELETE FROM callback WHERE checkout_id IN (SELECT checkout_id FROM push WHERE created_at < ?)"_s, {now - kKeepMs});
    run(u"DELETE FROM push WHERE created_at < ?"_s, {now - kKeepMs});
}

Store::~Store()
{
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_connection);
}

bool Store::open(const QString &path)
{
    const bool isFile = path != ":memory:"_L1;
    if (isFile && !makePrivate(path)) {
        m_problem = u"%1 cannot be made or is not ours."_s.arg(path);
        return false;
    }
    m_db.setDatabaseName(path);
    bool works = m_db.open();
    // Practice money: a power cut may lose the last second, a killed process loses nothing.
    works = works && run(u"PRAGMA journal_mode=WAL"_s) && run(u"PRAGMA synchronous=NORMAL"_s);
    works = works && atomically([this] {
        bool made = true;
        for (const char *statement : kSchema)
            made = made && run(QString::fromLatin1(statement));
        return made;
    });
    if (works)
        return true;
    m_problem = u"%1 cannot be used: %2"_s.arg(path, m_db.lastError().text());
    m_db.close();
    return false;
}

bool Store::atomically(const std::function<bool()> &work)
{
    if (!run(u"BEGIN IMMEDIATE"_s))   // takes the write lock now: nothing that was read inside can be out of date
        return false;
    if (work() && run(u"COMMIT"_s))
        return true;
    run(u"ROLLBACK"_s);
    return false;
}

bool Store::run(const QString &sql, const QVariantList &values) const
{
    return prepared(m_db, sql, values).exec();
}

int Store::changed(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query = prepared(m_db, sql, values);
    return query.exec() ? query.numRowsAffected() : -1;
}

bool Store::addToken(const QString &token, qint64 expiresAt, qint64 now)
{
    return run(u"DELETE FROM token WHERE expires_at <= ?"_s, {now}) && run(u"INSERT INTO token VALUES(?, ?)"_s, {token, expiresAt});
}

bool Store::tokenIsValid(const QString &token, qint64 now) const
{
    QSqlQuery query = prepared(m_db, u"SELECT 1 FROM token WHERE value = ? AND expires_at > ?"_s, {token, now});
    return query.exec() && query.next();
}

bool Store::dropTokens()
{
    return run(u"DELETE FROM token"_s);
}

std::optional<bool> Store::addPush(const PushRecord &push, const QList<qint64> &callbacksAt)
{
    bool locked = false;
    const bool added = atomically([&] {
        locked = promptIsAlive(push.phone, push.createdAt);
        bool works = !locked
                     && run(u"INSERT INTO push(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(kPushColumns),
                            {push.checkoutId, push.merchantId, push.phone, push.amount, push.shortCode, push.reference, push.callbackUrl,
                             push.createdAt, push.endsAt, orNull(push.result), orNull(push.resultAt), static_cast<int>(push.pending),
                             orNull(push.earlyResult), push.earlyFrom, push.limitedLeft, orNull(push.receipt), push.triesLeft, push.ignored ? 1 : 0});
        for (const qint64 at : callbacksAt)
            works = works && run(u"INSERT INTO callback(checkout_id, due_at) VALUES(?, ?)"_s, {push.checkoutId, at});
        return works;
    });
    if (locked)
        return {};
    return added;
}

bool Store::promptIsAlive(const QString &phone, qint64 now) const
{
    QSqlQuery query = prepared(m_db, u"SELECT 1 FROM push WHERE phone = ? AND ends_at > ? AND (result_at IS NULL OR result_at > ?)"_s, {phone, now, now});
    return query.exec() && query.next();
}

std::vector<PushRecord> Store::pushes(const QString &where, const QVariantList &values) const
{
    std::vector<PushRecord> found;
    QSqlQuery query = prepared(m_db, u"SELECT "_s + kPushColumns + u" FROM push WHERE "_s + where, values);
    if (!query.exec())
        return found;
    while (query.next()) {
        int column = 0;
        const auto next = [&] { return query.value(column++); };
        PushRecord push;
        for (QString *text : {&push.checkoutId, &push.merchantId, &push.phone, &push.amount, &push.shortCode, &push.reference, &push.callbackUrl})
            *text = next().toString();
        push.createdAt = next().toLongLong();
        push.endsAt = next().toLongLong();
        push.result = next().toString();
        if (const QVariant at = next(); !at.isNull())
            push.resultAt = at.toLongLong();
        push.pending = static_cast<Behaviour::Pending>(next().toInt());
        push.earlyResult = next().toString();
        push.earlyFrom = next().toLongLong();
        push.limitedLeft = next().toInt();
        push.receipt = next().toString();
        push.triesLeft = next().toInt();
        push.ignored = next().toInt() != 0;
        found.push_back(push);
    }
    return found;
}

std::optional<PushRecord> Store::push(const QString &checkoutId) const
{
    const std::vector<PushRecord> found = pushes(u"checkout_id = ?"_s, {checkoutId});
    return found.empty() ? std::optional<PushRecord>() : found.front();
}

bool Store::receiptExists(const QString &receipt) const
{
    return !pushes(u"receipt = ?"_s, {receipt}).empty();
}

bool Store::useLimitedQuery(const QString &checkoutId)
{
    return changed(u"UPDATE push SET limited_left = limited_left - 1 WHERE checkout_id = ? AND limited_left > 0"_s, {checkoutId}) == 1;
}

std::vector<PushRecord> Store::waitingPrompts() const
{
    return pushes(u"result_at IS NULL ORDER BY created_at, checkout_id"_s, {});
}

bool Store::settle(const QString &checkoutId, const QString &result, const QString &receipt, qint64 at, qint64 callbackAt)
{
    return atomically([&] {
        return changed(u"UPDATE push SET result = ?, result_at = ?, receipt = ? WHERE checkout_id = ? AND result_at IS NULL"_s,
                       {result, at, orNull(receipt), checkoutId})
                   == 1
               && run(u"INSERT INTO callback(checkout_id, due_at) VALUES(?, ?)"_s, {checkoutId, callbackAt});
    });
}

bool Store::noteWrongPin(const QString &checkoutId)
{
    return changed(u"UPDATE push SET tries_left = tries_left - 1 WHERE checkout_id = ? AND result_at IS NULL AND tries_left > 0"_s, {checkoutId}) == 1;
}

bool Store::noteIgnored(const QString &checkoutId)
{
    return changed(u"UPDATE push SET ignored = 1 WHERE checkout_id = ? AND result_at IS NULL"_s, {checkoutId}) == 1;
}

std::vector<DueCallback> Store::dueCallbacks(qint64 now) const
{
    std::vector<DueCallback> due;
    QSqlQuery query = prepared(m_db, u"SELECT id, checkout_id FROM callback WHERE delivered = 0 AND due_at <= ? ORDER BY due_at, id"_s, {now});
    if (query.exec())
        while (query.next())
            due.push_back({query.value(0).toLongLong(), query.value(1).toString()});
    return due;
}

bool Store::markDelivered(qint64 callbackId)
{
    return changed(u"UPDATE callback SET delivered = 1 WHERE id = ?"_s, {callbackId}) == 1;
}

std::optional<qint64> Store::nextDue() const
{
    QSqlQuery query = prepared(m_db,
                               u"SELECT min(at) FROM (SELECT min(due_at) AS at FROM callback WHERE delivered = 0"
                               " UNION ALL SELECT min(ends_at) FROM push WHERE result_at IS NULL)"_s,
                               {});
    if (!query.exec() || !query.next() || query.value(0).isNull())
        return {};
    return query.value(0).toLongLong();
}

qint64 Store::counter(const QString &name) const
{
    QSqlQuery query = prepared(m_db, u"SELECT value FROM counter WHERE name = ?"_s, {name});
    return query.exec() && query.next() ? query.value(0).toLongLong() : 0;
}

bool Store::raiseCounter(const QString &name)
{
    return run(u"INSERT INTO counter VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET value = value + 1"_s, {name});
}

} // namespace kaunta::practice
