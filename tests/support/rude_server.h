#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace kaunta::test {

class TestAuthority;

//! What the server does once it has read a whole request.
enum class Manners {
    Answer,              //!< 200 (or `status`) with `answer`
    AnswerAndClose,      //!< the same, then FIN
    CloseAfterReading,   //!< FIN, no answer
    ResetAfterReading,   //!< RST, no answer
    Silent,              //!< keeps the connection open and says nothing
    Drip,                //!< 200, then one byte of a long body every 20 ms
    DripHead,            //!< one byte of an endless header every 20 ms
    Redirect307,         //!< repeat this POST at `elsewhere`
    Portal302,           //!< a captive portal: go to `elsewhere`
    CutBody,             //!< Content-Length says more than comes, then FIN
    CutBodyByReset,      //!< the same with RST
    CutChunked,          //!< chunks without the last one, then FIN
    CutChunkedByReset,   //!< the same with RST
    CutHead,             //!< half a header, then FIN
    LongBody,            //!< `answer`, but sent with neither length nor chunks, ended by FIN
    Chunked,             //!< `answer` in chunks of 1000 bytes
    ChunkedAndClose,     //!< the same, then FIN
    Bomb,                //!< a 64 MiB body that travels as 64 KiB of Content-Encoding: deflate
    Garbage,             //!< not HTTP at all, then FIN
    TwoAnswers,          //!< `answer` and at once a second answer that nobody asked for
    LateSecondAnswer,    //!< the same, but the second one comes when sendLate() is called
    Unauthorized,        //!< 401 with `challenge` and `answer`
};

//! A real server on loopback that misbehaves on demand and counts what reached the wire. Lives in the test's own event
//! loop. Its reading of HTTP is as small as counting needs: a head, a Content-Length, a body.
class RudeServer final : public QTcpServer
{
    Q_OBJECT

public:
    enum class Wire { Http, Https };
    explicit RudeServer(Manners manners, Wire wire = Wire::Http, const TestAuthority *authority = nullptr);

    QUrl url(const QString &path = QStringLiteral("/")) const;
    void setManners(Manners manners) { m_manners = manners; }
    void sendLate();    //!< see LateSecondAnswer
    void closeIdle();   //!< FIN on every open connection, as a server does with a kept-alive one that got too old

    qsizetype requests() const { return m_requests.size(); }   //!< whole ones
    qsizetype connections() const { return m_connections; }    //!< accepted (https: also those whose handshake failed)
    qint64 bytes() const { return m_bytes; }                   //!< after TLS; a part of a request counts as well

    struct Seen {
        QByteArray head;
        QByteArray body;
        qsizetype connection = 0;   //!< counted from 1
    };
    qsizetype open() const { return m_open.size(); }           //!< connections that are not closed yet
    qint64 pending() const;                                    //!< bytes that the server has written but not sent
    const QList<Seen> &seen() const { return m_requests; }

    QByteArray answer = R"({"MerchantRequestID":"m-1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0"})";
    QByteArray status = "200 OK";
    QByteArray extraHead;                                    //!< further header lines, each with its CRLF
    QByteArray challenge = "Basic realm=\"daraja\"";
    QUrl elsewhere;

Q_SIGNALS:
    void requestSeen();

protected:
    void incomingConnection(qintptr handle) override;

private:
    struct Half {
        QByteArray bytes;
        qsizetype number = 0;
    };
    void read(QTcpSocket *socket);
    void react(QTcpSocket *socket);
    void drip(QTcpSocket *socket);
    QByteArray polite(const QByteArray &body) const;

    Manners m_manners;
    Wire m_wire;
    const TestAuthority *m_authority;
    QHash<QTcpSocket *, Half> m_open;
    QList<Seen> m_requests;
    qsizetype m_connections = 0;
    qint64 m_bytes = 0;
};

} // namespace kaunta::test
