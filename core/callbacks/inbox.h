#pragma once

#include "core/base/result.h"
#include "core/callbacks/path_kind.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <memory>
#include <optional>

namespace kaunta {
class Clock;
}

namespace kaunta::callbacks {

//! A body that came to one of our secret paths and waits for its interpretation.
struct Arrived {
    qint64 inboxId = 0;   //!< grows with arrival; never reused
    QString token;        //!< the path's last 32 hex digits: names the attempt of a charge, refund or question
    QByteArray body;      //!< whole, as it came
    QString source;       //!< address of the peer; the HTTP front judges it in production
    QDateTime at;         //!< when it came, UTC
    PathKind kind = PathKind::StkCallback;   //!< what the path was for when it came
};

//! A request to a path that is nobody's.
struct Stray {
    QString path;
    QByteArray body;      //!< its first kStrayBytes bytes
    QString source;
    QDateTime at;
};

struct InboxFault {
    enum class Kind {
        Unusable,    //!< cannot be opened: damaged, no rights, not an inbox
        Unwritable,  //!< disk full, read-only, I/O error: nothing was stored
        TooMany,     //!< this path has brought as many different bodies as it may
    };
    Kind kind = Kind::Unwritable;
    QString detail;   //!< for the log
};

//! Callbacks as they came: what is stored here has survived the power going off before its sender is told so. Interpretation
//! comes later and may be repeated: what is not interpreted yet is kept as such. Limits from design.md, The ledger. Lives on the
//! engine's thread; calls block.
class CallbackInbox : public QObject
{
    Q_OBJECT
public:
    static constexpr int kBodiesPerPath = 20;
    //! The paths of direct payments are registered once and live for years: so many bodies in 24 hours. No till sells more.
    static constexpr int kPaymentsPerDay = 5000;
    static constexpr int kStraysKept = 100;
    static constexpr int kStrayBytes = 2048;

    //! The till's inbox, in a file of its own (inbox.sqlite, mode 0600, WAL, synchronous FULL). Makes the file if it is not there.
    //! The clock must outlive the inbox.
    static Result<std::unique_ptr<CallbackInbox>, InboxFault> open(const QString &path, const Clock &clock);

    //! Durable when it returns a value: the body's inboxId. A body that this path has brought before, byte for byte, is
    //! counted and not stored again (it has been interpreted or will be): the id is the first one's.
    virtual Result<qint64, InboxFault> store(const QString &token, const QByteArray &body, const QString &source, PathKind kind) = 0;
    Result<qint64, InboxFault> store(const QString &token, const QByteArray &body, const QString &source)
    {
        return store(token, body, source, PathKind::StkCallback);
    }
    //! Counts it and keeps the last kStraysKept. Best effort: strangers may not make us wait for the disk.
    virtual void storeStray(const QString &path, const QByteArray &body, const QString &source) = 0;

    //! The oldest body after `afterId` that is not interpreted yet; nothing: nullopt.
    virtual std::optional<Arrived> next(qint64 afterId) const = 0;
    std::optional<Arrived> next() const { return next(0); }
    //! To be called when what the body teaches is in the ledger. False: could not be written, next() will bring it again,
    //! which does no harm.
    virtual bool markInterpreted(qint64 inboxId) = 0;

    virtual qint64 strayCount() const = 0;   //!< since the file was made
    virtual QList<Stray> strays() const = 0; //!< oldest first

Q_SIGNALS:
    //! Something was stored: pull with next() until nothing is left. Comes later than store() returns, so that nobody is
    //! called back in the middle of a send. Not emitted for what an earlier run left behind: pull once at the start.
    void arrived();

protected:
    void announce();   //!< arrived(), once for everything that is stored before it is told

private:
    bool m_announced = false;
};

} // namespace kaunta::callbacks
