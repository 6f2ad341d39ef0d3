#include "tests/support/rude_server.h"

#include "tests/support/test_authority.h"

#include <QSslSocket>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace kaunta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr char kStale[] = R"({"stale":"answer"})";

// QTcpSocket::abort() alone ends with FIN unless unread bytes are waiting; only this makes it an RST every time.
void reset(QTcpSocket *socket)
{
    linger now{};
    now.l_onoff = 1;
    now.l_linger = 0;
#ifdef Q_OS_WIN
    setsockopt(static_cast<SOCKET>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&now), sizeof now);
#else
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
    socket->abort();
}

// The bytes must be on the wire before the RST, which would otherwise throw them away.
void resetOnceWritten(QTcpSocket *socket)
{
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
        if (socket->bytesToWrite() == 0)
            reset(socket);
    }, Qt::QueuedConnection);
}

QByteArray inChunks(const QByteArray &body)
{
    QByteArray out;
    for (qsizetype at = 0; at < body.size(); at += 1000) {
        const QByteArray part = body.mid(at, 1000);
        out += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
    }
    return out;
}

QByteArray bombOf64MiB()
{
    // qCompress gives a zlib stream behind four bytes of length; "deflate" in HTTP is exactly that stream.
    return qCompress(QByteArray(64 * 1024 * 1024, '0'), 9).mid(4);
}

qsizetype contentLength(const QByteArray &head)
{
    for (const QByteArray &line : head.split('\n'))
        if (line.toLower().startsWith("content-length:"))
            return line.mid(15).trimmed().toLongLong();
    return 0;
}

} // namespace

RudeServer::RudeServer(Manners manners, Wire wire, const TestAuthority *authority)
    : m_manners(manners), m_wire(wire), m_authority(authority)
{
    if (m_wire == Wire::Https && !m_authority)
        m_authority = &TestAuthority::trusted();
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

QUrl RudeServer::url(const QString &path) const
{
    const QString scheme = m_wire == Wire::Https ? u"https"_s : u"http"_s;
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(serverPort()).arg(path));
}

qint64 RudeServer::pending() const
{
    qint64 sum = 0;
    for (auto it = m_open.keyBegin(); it != m_open.keyEnd(); ++it) {
        const auto *tls = qobject_cast<const QSslSocket *>(*it);
        sum += (*it)->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
    }
    return sum;
}

void RudeServer::sendLate()
{
    const QList<QTcpSocket *> sockets = m_open.keys();
    for (QTcpSocket *socket : sockets)
        socket->write(polite(kStale));
}

void RudeServer::closeIdle()
{
    const QList<QTcpSocket *> sockets = m_open.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnectFromHost();
}

void RudeServer::incomingConnection(qintptr handle)
{
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(handle);
    m_open.insert(socket, Half{{}, ++m_connections});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_open.remove(socket);
        socket->deleteLater();
    });
    if (m_wire == Wire::Https) {
        socket->setSslConfiguration(m_authority->serverConfiguration());
        socket->startServerEncryption();
    }
}

void RudeServer::read(QTcpSocket *socket)
{
    Half &half = m_open[socket];
    const QByteArray fresh = socket->readAll();
    m_bytes += fresh.size();
    half.bytes += fresh;
    const qsizetype head = half.bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return;
    const qsizetype whole = head + 4 + contentLength(half.bytes.left(head));
    if (half.bytes.size() < whole)
        return;
    m_requests.append(Seen{half.bytes.left(head), half.bytes.mid(head + 4, whole - head - 4), half.number});
    half.bytes.remove(0, whole);
    Q_EMIT requestSeen();
    react(socket);
}

QByteArray RudeServer::polite(const QByteArray &body) const
{
    return "HTTP/1.1 " + status + "\r\n" + extraHead + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void RudeServer::react(QTcpSocket *socket)
{
    switch (m_manners) {
    case Manners::Answer:
        socket->write(polite(answer));
        return;
    case Manners::AnswerAndClose:
        socket->write(polite(answer));
        socket->disconnectFromHost();
        return;
    case Manners::CloseAfterReading:
        socket->disconnectFromHost();
        return;
    case Manners::ResetAfterReading:
        reset(socket);
        return;
    case Manners::Silent:
        return;
    case Manners::Drip:
        socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 100000\r\n\r\n");
        drip(socket);
        return;
    case Manners::DripHead:
        socket->write("HTTP/1.1 " + status + "\r\nX-Long: ");
        drip(socket);
        return;
    case Manners::Redirect307:
        socket->write("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.toEncoded() + "\r\nContent-Length: 0\r\n\r\n");
        return;
    case Manners::Portal302:
        socket->write("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.toEncoded() + "\r\nContent-Length: 0\r\n\r\n");
        return;
    case Manners::CutBody:
        socket->write("HTTP/1.1 " + status + "\r\n" + extraHead + "Content-Length: 1000\r\n\r\n" + answer);
        socket->disconnectFromHost();
        return;
    case Manners::CutBodyByReset:
        resetOnceWritten(socket);
        socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 1000\r\n\r\n" + answer);
        return;
    case Manners::CutChunked:
        socket->write("HTTP/1.1 " + status + "\r\n" + extraHead + "Transfer-Encoding: chunked\r\n\r\n" + inChunks(answer));
        socket->disconnectFromHost();
        return;
    case Manners::CutChunkedByReset:
        resetOnceWritten(socket);
        socket->write("HTTP/1.1 " + status + "\r\nTransfer-Encoding: chunked\r\n\r\n" + inChunks(answer));
        return;
    case Manners::CutHead:
        socket->write("HTTP/1.1 " + status + "\r\nContent-Ty");
        socket->disconnectFromHost();
        return;
    case Manners::LongBody:
        socket->write("HTTP/1.1 " + status + "\r\n" + extraHead + "\r\n" + answer);
        socket->disconnectFromHost();
        return;
    case Manners::Chunked:
        socket->write("HTTP/1.1 " + status + "\r\n" + extraHead + "Transfer-Encoding: chunked\r\n\r\n" + inChunks(answer) + "0\r\n\r\n");
        return;
    case Manners::ChunkedAndClose:
        socket->write("HTTP/1.1 " + status + "\r\n" + extraHead + "Transfer-Encoding: chunked\r\n\r\n" + inChunks(answer) + "0\r\n\r\n");
        socket->disconnectFromHost();
        return;
    case Manners::Bomb: {
        const QByteArray bomb = bombOf64MiB();
        socket->write("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: " + QByteArray::number(bomb.size()) + "\r\n\r\n" + bomb);
        return;
    }
    case Manners::Garbage:
        socket->write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
        socket->disconnectFromHost();
        return;
    case Manners::TwoAnswers:
        socket->write(polite(answer) + polite(kStale));
        return;
    case Manners::LateSecondAnswer:
        socket->write(polite(answer));
        return;
    case Manners::Unauthorized:
        socket->write("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: " + challenge + "\r\nContent-Length: "
                      + QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
        return;
    }
}

void RudeServer::drip(QTcpSocket *socket)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket] { socket->write("x"); });
    timer->start(20);
}

} // namespace kaunta::test
