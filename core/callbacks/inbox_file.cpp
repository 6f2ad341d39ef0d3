#include "core/callbacks/inbox_file.h"

#include <QFile>
#include <QSqlError>
#include <atomic>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

// One step for each version; a file runs those that it has not seen. `digest` is the body's SHA-256: what a path brought before
// is found without comparing bodies. Ids are never reused, so the number of strays since ever is the last id.
const QList<QStringList> &schemaSteps()
{
    static const QList<QStringList> steps{
        {
            u"CREATE TABLE body(id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL, source TEXT NOT NULL,"
            " at_utc TEXT NOT NULL, copies INTEGER NOT NULL DEFAULT 1, interpreted INTEGER NOT NULL DEFAULT 0, UNIQUE(token, digest))"_s,
            u"CREATE INDEX body_waiting ON body(id) WHERE interpreted = 0"_s,
            u"CREATE TABLE stray(id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, body BLOB NOT NULL, source TEXT NOT NULL, at_utc TEXT NOT NULL)"_s,
        },
        {
            u"ALTER TABLE body ADD COLUMN kind TEXT NOT NULL DEFAULT 'stk'"_s,   // there were no others
            u"CREATE INDEX body_arrival ON body(token, at_utc)"_s,
        },
    };
    return steps;
}

//! The file must be nobody else's to read from its first moment on.
bool makePrivate(const QString &path)
{
    constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
    QFile file(path);
    return file.open(QIODevice::ReadWrite, kOwnerOnly) && file.setPermissions(kOwnerOnly);
}

} // namespace

Result<std::unique_ptr<InboxFile>, InboxFault> InboxFile::open(const QString &path, Commit commit)
{
    static std::atomic_int count = 0;   // connection names are process-wide
    if (!makePrivate(path))
        return Fail{InboxFault{InboxFault::Kind::Unusable, u"cannot be created or opened: "_s + path}};
    // No copy of the handle stays here: Qt complains when a connection is removed while somebody holds one.
    std::unique_ptr<InboxFile> file(new InboxFile(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"inbox-%1"_s.arg(++count))));
    file->m_database.setDatabaseName(path);
    file->m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=500"_s);   // nobody else writes here; a check from outside may be in the way
    if (!file->m_database.open() || !file->prepare(commit))
        return Fail{InboxFault{InboxFault::Kind::Unusable, file->m_lastError.isEmpty() ? file->m_database.lastError().text() : file->m_lastError}};
    return file;
}

InboxFile::~InboxFile()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

bool InboxFile::prepare(Commit commit)
{
    QSqlQuery mode = run(u"PRAGMA journal_mode = WAL"_s);
    if (!mode.next() || mode.value(0).toString() != "wal"_L1)
        return false;
    mode.finish();
    if (!run(commit == Commit::Durable ? u"PRAGMA synchronous = FULL"_s : u"PRAGMA synchronous = NORMAL"_s).isActive() || !begin())
        return false;
    QSqlQuery version = run(u"PRAGMA user_version"_s);
    const int schema = version.next() ? version.value(0).toInt() : -1;
    version.finish();
    const auto &steps = schemaSteps();
    if (schema < 0 || schema > steps.size()) {
        m_lastError = u"made by another version of the program"_s;
        return false;
    }
    for (qsizetype step = schema; step < steps.size(); ++step) {
        for (const QString &sql : steps.at(step))
            if (!run(sql).isActive())
                return false;
        if (!run(u"PRAGMA user_version = %1"_s.arg(step + 1)).isActive())
            return false;
    }
    return this->commit();
}

QSqlQuery InboxFile::run(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.prepare(sql)) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (query.exec())
            return query;
    }
    m_lastError = query.lastError().text();
    return QSqlQuery();
}

bool InboxFile::begin() const
{
    return run(u"BEGIN IMMEDIATE"_s).isActive();
}

bool InboxFile::commit() const
{
    return run(u"COMMIT"_s).isActive();
}

void InboxFile::rollBack() const
{
    const QString cause = m_lastError;
    run(u"ROLLBACK"_s);
    m_lastError = cause;
}

} // namespace kaunta::callbacks
