#pragma once

#include <QTcpSocket>
#include <QTest>

namespace kaunta::test {

//! One connection of a client that sees bytes. Two ways to wait: answer() lets everything else on this thread run meanwhile (the
//! engine, in these tests), blockingAnswer() stops it.
class HttpClient
{
public:
    explicit HttpClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(20'000);
    }
    QTcpSocket &socket() { return m_socket; }
    bool isOpen() const { return m_socket.state() != QAbstractSocket::UnconnectedState; }
    HttpClient &write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.waitForBytesWritten(20'000);
        return *this;
    }
    //! Everything until the other side ends.
    QByteArray answer()
    {
        if (!QTest::qWaitFor([this] { return !isOpen(); }, 20'000))
            return "nothing ended";
        return m_socket.readAll();
    }
    QByteArray blockingAnswer()
    {
        while (isOpen() && m_socket.waitForReadyRead(20'000)) {
        }
        return m_socket.readAll();
    }

    static QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {})
    {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static int statusOf(const QByteArray &answer) { return answer.split(' ').value(1).toInt(); }
    static QByteArray bodyOf(const QByteArray &answer) { return answer.mid(answer.indexOf("\r\n\r\n") + 4); }

private:
    QTcpSocket m_socket;
};

} // namespace kaunta::test
