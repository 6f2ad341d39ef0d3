#include "core/callbacks/inbox.h"

#include "core/base/clock.h"
#include "core/callbacks/inbox_file.h"

#include <QCryptographicHash>
#include <QVariant>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

//! As it stands in the file.
QString kindName(PathKind kind)
{
    switch (kind) {
    case PathKind::StkCallback:
        return u"stk"_s;
    case PathKind::Result:
        return u"result"_s;
    case PathKind::QueueTimeout:
        return u"timeout"_s;
    case PathKind::C2bValidation:
        return u"c2b-validation"_s;
    case PathKind::C2bConfirmation:
        return u"c2b"_s;
    case PathKind::SelfTest:
        break;
    }
    return u"self-test"_s;
}

PathKind kindFromName(const QString &name)
{
    for (const PathKind kind : {PathKind::StkCallback, PathKind::Result, PathKind::QueueTimeout, PathKind::C2bValidation, PathKind::C2bConfirmation})
        if (kindName(kind) == name)
            return kind;
    return PathKind::SelfTest;   // teaches nothing about money
}

class FileInbox final : public CallbackInbox
{
public:
    FileInbox(std::unique_ptr<InboxFile> file, std::unique_ptr<InboxFile> strayFile, const Clock &clock)
        : m_file(std::move(file)), m_strays(std::move(strayFile)), m_clock(clock)
    {
    }
    Result<qint64, InboxFault> store(const QString &token, const QByteArray &body, const QString &source, PathKind kind) override;
    void storeStray(const QString &path, const QByteArray &body, const QString &source) override;
    std::optional<Arrived> next(qint64 afterId) const override;
    bool markInterpreted(qint64 inboxId) override;
    qint64 strayCount() const override;
    QList<Stray> strays() const override;

private:
    Result<qint64, InboxFault> put(const QString &token, const QByteArray &body, const QString &source, PathKind kind) const;
    bool isFull(const QString &token, PathKind kind, bool *failed) const;
    InboxFault unwritable() const { return {InboxFault::Kind::Unwritable, m_file->lastError()}; }

    std::unique_ptr<InboxFile> m_file;
    std::unique_ptr<InboxFile> m_strays;   // a connection of its own, which does not wait for the disk
    const Clock &m_clock;
};

//! Has this path brought as many different bodies as it may?
bool FileInbox::isFull(const QString &token, PathKind kind, bool *failed) const
{
    const bool lives = kind == PathKind::C2bConfirmation || kind == PathKind::C2bValidation;
    QSqlQuery count = lives ? m_file->run(u"SELECT count(*) FROM body WHERE token = ? AND at_utc > ?"_s, {token, toIso(m_clock.nowUtc().addDays(-1))})
                            : m_file->run(u"SELECT count(*) FROM body WHERE token = ?"_s, {token});
    *failed = !count.next();
    return !*failed && count.value(0).toInt() >= (lives ? kPaymentsPerDay : kBodiesPerPath);
}

//! Inside one transaction: the id of the body that is stored afterwards.
Result<qint64, InboxFault> FileInbox::put(const QString &token, const QByteArray &body, const QString &source, PathKind kind) const
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    QSqlQuery known = m_file->run(u"UPDATE body SET copies = copies + 1 WHERE token = ? AND digest = ? RETURNING id"_s, {token, digest});
    if (!known.isActive())
        return Fail{unwritable()};
    if (known.next()) {
        const qint64 id = known.value(0).toLongLong();
        known.finish();
        return id;
    }
    known.finish();
    bool failed = false;
    if (isFull(token, kind, &failed))
        return Fail{InboxFault{InboxFault::Kind::TooMany, u"this path has brought too many different bodies"_s}};
    if (failed)
        return Fail{unwritable()};
    // A null QByteArray would be stored as NULL: an empty body is a body.
    const QSqlQuery stored = m_file->run(u"INSERT INTO body(token, digest, body, source, at_utc, kind) VALUES(?, ?, ?, ?, ?, ?)"_s,
                                       {token, digest, body.isNull() ? QByteArray("") : body, source.isNull() ? u""_s : source, toIso(m_clock.nowUtc()),
                                        kindName(kind)});
    if (!stored.isActive())
        return Fail{unwritable()};
    return stored.lastInsertId().toLongLong();
}

Result<qint64, InboxFault> FileInbox::store(const QString &token, const QByteArray &body, const QString &source, PathKind kind)
{
    if (!m_file->begin())
        return Fail{unwritable()};
    auto stored = put(token, body, source, kind);
    if (stored && !m_file->commit())
        stored = Fail{unwritable()};
    if (!stored) {
        m_file->rollBack();
        return stored;
    }
    announce();
    return stored;
}

void FileInbox::storeStray(const QString &path, const QByteArray &body, const QString &source)
{
    const bool stored = m_strays->begin()
        && m_strays->run(u"INSERT INTO stray(path, body, source, at_utc) VALUES(?, ?, ?, ?)"_s,
                          {path.isEmpty() ? u""_s : path.left(kStrayBytes), body.isEmpty() ? QByteArray("") : body.left(kStrayBytes), source.isNull() ? u""_s : source,
                           toIso(m_clock.nowUtc())}).isActive()
        && m_strays->run(u"DELETE FROM stray WHERE id <= (SELECT max(id) FROM stray) - ?"_s, {kStraysKept}).isActive() && m_strays->commit();
    if (!stored)
        m_strays->rollBack();
}

std::optional<Arrived> FileInbox::next(qint64 afterId) const
{
    QSqlQuery found = m_file->run(u"SELECT id, token, body, source, at_utc, kind FROM body WHERE interpreted = 0 AND id > ? ORDER BY id LIMIT 1"_s, {afterId});
    if (!found.isActive())
        qWarning("The inbox cannot be read: %s", qUtf8Printable(m_file->lastError()));
    if (!found.isActive() || !found.next())
        return std::nullopt;
    return Arrived{found.value(0).toLongLong(), found.value(1).toString(), found.value(2).toByteArray(), found.value(3).toString(),
                   fromIso(found.value(4).toString()), kindFromName(found.value(5).toString())};
}

bool FileInbox::markInterpreted(qint64 inboxId)
{
    return m_file->run(u"UPDATE body SET interpreted = 1 WHERE id = ?"_s, {inboxId}).isActive();
}

qint64 FileInbox::strayCount() const
{
    QSqlQuery last = m_file->run(u"SELECT seq FROM sqlite_sequence WHERE name = 'stray'"_s);
    return last.next() ? last.value(0).toLongLong() : 0;
}

QList<Stray> FileInbox::strays() const
{
    QList<Stray> list;
    QSqlQuery row = m_file->run(u"SELECT path, body, source, at_utc FROM stray ORDER BY id"_s);
    while (row.next())
        list << Stray{row.value(0).toString(), row.value(1).toByteArray(), row.value(2).toString(), fromIso(row.value(3).toString())};
    return list;
}

} // namespace

Result<std::unique_ptr<CallbackInbox>, InboxFault> CallbackInbox::open(const QString &path, const Clock &clock)
{
    auto file = InboxFile::open(path, Commit::Durable);
    if (!file)
        return Fail{file.error()};
    auto strays = InboxFile::open(path, Commit::Lazy);
    if (!strays)
        return Fail{strays.error()};
    return std::unique_ptr<CallbackInbox>(std::make_unique<FileInbox>(std::move(file).value(), std::move(strays).value(), clock));
}

void CallbackInbox::announce()
{
    if (m_announced)
        return;
    m_announced = true;
    QMetaObject::invokeMethod(this, [this] {
        m_announced = false;
        Q_EMIT arrived();
    }, Qt::QueuedConnection);
}

} // namespace kaunta::callbacks
