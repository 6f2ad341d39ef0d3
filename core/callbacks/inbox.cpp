#include "core/callbacks/inbox.h"

#include "core/base/clock.h"
#include "core/callbacks/inbox_file.h"

#include <QCryptographicHash>
#include <QVariant>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

struct CallbackInbox::Private {
    std::unique_ptr<InboxFile> file;
    std::unique_ptr<InboxFile> strays;   // a connection of its own, which does not wait for the disk
    const Clock &clock;
    bool announced = false;

    Result<qint64, InboxFault> put(const QString &token, const QByteArray &body, const QString &source) const;
    InboxFault unwritable() const { return {InboxFault::Kind::Unwritable, file->lastError()}; }
};

//! Inside one transaction: the id of the body that is stored afterwards.
Result<qint64, InboxFault> CallbackInbox::Private::put(const QString &token, const QByteArray &body, const QString &source) const
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    QSqlQuery known = file->run(u"UPDATE body SET copies = copies + 1 WHERE token = ? AND digest = ? RETURNING id"_s, {token, digest});
    if (!known.isActive())
        return Fail{unwritable()};
    if (known.next()) {
        const qint64 id = known.value(0).toLongLong();
        known.finish();
        return id;
    }
    known.finish();
    QSqlQuery count = file->run(u"SELECT count(*) FROM body WHERE token = ?"_s, {token});
    if (!count.next())
        return Fail{unwritable()};
    if (count.value(0).toInt() >= kBodiesPerPath)
        return Fail{InboxFault{InboxFault::Kind::TooMany, u"this path has brought too many different bodies"_s}};
    count.finish();
    // A null QByteArray would be stored as NULL: an empty body is a body.
    const QSqlQuery stored = file->run(u"INSERT INTO body(token, digest, body, source, at_utc) VALUES(?, ?, ?, ?, ?)"_s,
                                       {token, digest, body.isNull() ? QByteArray("") : body, source.isNull() ? u""_s : source, toIso(clock.nowUtc())});
    if (!stored.isActive())
        return Fail{unwritable()};
    return stored.lastInsertId().toLongLong();
}

CallbackInbox::CallbackInbox(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
CallbackInbox::~CallbackInbox() = default;

Result<std::unique_ptr<CallbackInbox>, InboxFault> CallbackInbox::open(const QString &path, const Clock &clock)
{
    auto file = InboxFile::open(path, Commit::Durable);
    if (!file)
        return Fail{file.error()};
    auto strays = InboxFile::open(path, Commit::Lazy);
    if (!strays)
        return Fail{strays.error()};
    return std::unique_ptr<CallbackInbox>(
        new CallbackInbox(std::make_unique<Private>(Private{std::move(file).value(), std::move(strays).value(), clock, false})));
}

Result<qint64, InboxFault> CallbackInbox::store(const QString &token, const QByteArray &body, const QString &source)
{
    if (!d->file->begin())
        return Fail{d->unwritable()};
    auto stored = d->put(token, body, source);
    if (stored && !d->file->commit())
        stored = Fail{d->unwritable()};
    if (!stored) {
        d->file->rollBack();
        return stored;
    }
    if (!d->announced) {
        d->announced = true;
        QMetaObject::invokeMethod(this, [this] {
            d->announced = false;
            Q_EMIT arrived();
        }, Qt::QueuedConnection);
    }
    return stored;
}

void CallbackInbox::storeStray(const QString &path, const QByteArray &body, const QString &source)
{
    const bool stored = d->strays->begin()
        && d->strays->run(u"INSERT INTO stray(path, body, source, at_utc) VALUES(?, ?, ?, ?)"_s,
                          {path.isEmpty() ? u""_s : path.left(kStrayBytes), body.isEmpty() ? QByteArray("") : body.left(kStrayBytes), source.isNull() ? u""_s : source,
                           toIso(d->clock.nowUtc())}).isActive()
        && d->strays->run(u"DELETE FROM stray WHERE id <= (SELECT max(id) FROM stray) - ?"_s, {kStraysKept}).isActive() && d->strays->commit();
    if (!stored)
        d->strays->rollBack();
}

std::optional<Arrived> CallbackInbox::next(qint64 afterId) const
{
    QSqlQuery found = d->file->run(u"SELECT id, token, body, source, at_utc FROM body WHERE interpreted = 0 AND id > ? ORDER BY id LIMIT 1"_s, {afterId});
    if (!found.isActive())
        qWarning("The inbox cannot be read: %s", qUtf8Printable(d->file->lastError()));
    if (!found.isActive() || !found.next())
        return std::nullopt;
    return Arrived{found.value(0).toLongLong(), found.value(1).toString(), found.value(2).toByteArray(), found.value(3).toString(),
                   fromIso(found.value(4).toString())};
}

bool CallbackInbox::markInterpreted(qint64 inboxId)
{
    return d->file->run(u"UPDATE body SET interpreted = 1 WHERE id = ?"_s, {inboxId}).isActive();
}

qint64 CallbackInbox::strayCount() const
{
    QSqlQuery last = d->file->run(u"SELECT seq FROM sqlite_sequence WHERE name = 'stray'"_s);
    return last.next() ? last.value(0).toLongLong() : 0;
}

QList<Stray> CallbackInbox::strays() const
{
    QList<Stray> list;
    QSqlQuery row = d->file->run(u"SELECT path, body, source, at_utc FROM stray ORDER BY id"_s);
    while (row.next())
        list << Stray{row.value(0).toString(), row.value(1).toByteArray(), row.value(2).toString(), fromIso(row.value(3).toString())};
    return list;
}

} // namespace kaunta::callbacks
