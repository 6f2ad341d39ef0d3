#include "app/desktop/single_instance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QThread>

namespace kaunta::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kRaise = "raise\n";
constexpr QByteArrayView kRaised = "raised\n";
constexpr unsigned long kBetweenTriesMs = 50;

bool raiseFirst(const QString &name, QDeadlineTimer deadline)
{
    const auto left = [&] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(name);
    if (!socket.waitForConnected(left()))
        return false;
    socket.write(kRaise.data(), kRaise.size());
    while (socket.bytesAvailable() < kRaised.size())
        if (!socket.waitForReadyRead(left()))
            return false;
    return socket.read(kRaised.size()) == kRaised;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataDir, QObject *parent) : QObject(parent), m_dataDir(dataDir)
{
    const QByteArray folder = QFileInfo(dataDir).canonicalFilePath().toUtf8();
    m_name = u"kaunta-"_s + QString::fromLatin1(QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().left(24));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

SingleInstance::Place SingleInstance::take(std::chrono::milliseconds patience)
{
    for (const QDeadlineTimer deadline(patience); !deadline.hasExpired(); QThread::msleep(kBetweenTriesMs)) {
        LockTrouble trouble{};
        m_lock = WriterLock::take(m_dataDir, &trouble);
        if (m_lock || trouble == LockTrouble::CannotWrite) {   // who cannot write finds better words for it than this
            listen();
            return Place::First;
        }
        if (raiseFirst(m_name, deadline))   // not yet, if it has just started; not any more, if it is just ending
            return Place::Second;
    }
    return Place::Silent;
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_name);   // of one that was killed: the lock says that nobody listens there
    if (!m_server.listen(m_name))
        qWarning("A second start will not find this window.");
}

void SingleInstance::answer()
{
    while (QLocalSocket *guest = m_server.nextPendingConnection()) {
        connect(guest, &QLocalSocket::disconnected, guest, &QObject::deleteLater);
        connect(guest, &QLocalSocket::readyRead, this, [this, guest] {
            if (guest->bytesAvailable() < kRaise.size())
                return;
            if (guest->read(kRaise.size()) == kRaise) {
                guest->write(kRaised.data(), kRaised.size());
                Q_EMIT raiseWanted();
            }
            guest->disconnectFromServer();
        });
    }
}

} // namespace kaunta::desktop
