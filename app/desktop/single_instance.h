#pragma once

#include "core/profile/writer_lock.h"

#include <QLocalServer>
#include <QObject>
#include <chrono>

namespace kaunta::desktop {

//! One running till for one data directory: whoever starts another one wants to see the first. This is for people: that two
//! programs never write one ledger is the profile's WriterLock's business. Belongs to the window's thread.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    enum class Place {
        First,    //!< nobody else, or nobody can tell: open the window
        Second,   //!< the first one has been raised: end
        Silent,   //!< another one runs and does not answer
    };
    //! `dataDir` exists.
    explicit SingleInstance(const QString &dataDir, QObject *parent = nullptr);
    //! Blocks until the first one answers, no longer than `patience`. Call it once.
    Place take(std::chrono::milliseconds patience = std::chrono::seconds{5});
    QString serverName() const { return m_name; }

Q_SIGNALS:
    void raiseWanted();   //!< of the first one

private:
    void listen();
    void answer();

    QString m_dataDir;
    QString m_name;   //!< of the socket or pipe: made from the folder, because a path may be longer than a socket's
    std::unique_ptr<WriterLock> m_lock;
    QLocalServer m_server;
};

} // namespace kaunta::desktop
