// The proxy of the system settings carries what leaves the machine, and nothing that stays on it.

#include "tests/core/net/caller.h"

#include <QTcpSocket>

using namespace kaunta;
using namespace kaunta::test;
using net::QtTransport;
using net::Reply;
using Wire = RudeServer::Wire;

namespace {

//! Answers CONNECT by joining both ends to one server, whatever the name asked for; or refuses.
class TinyProxy final : public QTcpServer
{
public:
    explicit TinyProxy(quint16 target) : m_target(target)
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port on loopback");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                connect(client, &QTcpSocket::readyRead, this, [this, client] { read(client); });
        });
    }

    QByteArrayList asked;
    bool needsPassword = false;

private:
    void read(QTcpSocket *client)
    {
        if (QTcpSocket *server = m_joined.value(client)) {
            server->write(client->readAll());
            return;
        }
        const QByteArray head = client->peek(8192);
        if (!head.contains("\r\n\r\n"))
            return;
        client->readAll();
        asked << head.left(head.indexOf('\r'));
        if (needsPassword) {
            client->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        auto *server = new QTcpSocket(client);
        m_joined.insert(client, server);
        connect(server, &QTcpSocket::connected, client, [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::disconnected, this, [this, client, server] {
            m_joined.remove(client);
            server->disconnectFromHost();
        });
        server->connectToHost(QHostAddress::LocalHost, m_target);
    }

    quint16 m_target;
    QHash<QTcpSocket *, QTcpSocket *> m_joined;
};

} // namespace

class TestSystemProxy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
    }
    void whatLeavesTheMachineGoesThroughTheProxy();
    void theCloseCasesSendOneRequestThroughAProxyToo_data();
    void theCloseCasesSendOneRequestThroughAProxyToo();
    void aProxyThatWantsAPasswordMeansNotSent();
    void loopbackNeverGoesThroughTheProxy();

private:
    static void use(const TinyProxy &proxy)
    {
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
        qputenv("http_proxy", url);
        qputenv("https_proxy", url);
    }
};

void TestSystemProxy::whatLeavesTheMachineGoesThroughTheProxy()
{
    RudeServer server(Manners::Answer, Wire::Https);
    TinyProxy proxy(server.serverPort());
    use(proxy);
    QtTransport transport(trusting());
    Caller caller(transport);
    const Reply reply = caller.call(post(QUrl(QStringLiteral("https://kaunta.test/push"))));
    QVERIFY2(reply.reached == Reply::Reached::Answered, qPrintable(reply.detail));
    QCOMPARE(proxy.asked, QByteArrayList{"CONNECT kaunta.test:443 HTTP/1.1"});
    QCOMPARE(server.requests(), 1);
}

void TestSystemProxy::theCloseCasesSendOneRequestThroughAProxyToo_data()
{
    QTest::addColumn<net::Verb>("verb");
    QTest::addColumn<Manners>("manners");
    QTest::newRow("POST FIN") << net::Verb::Post << Manners::CloseAfterReading;
    QTest::newRow("POST RST") << net::Verb::Post << Manners::ResetAfterReading;
    QTest::newRow("GET FIN") << net::Verb::Get << Manners::CloseAfterReading;
    QTest::newRow("GET RST") << net::Verb::Get << Manners::ResetAfterReading;
}

void TestSystemProxy::theCloseCasesSendOneRequestThroughAProxyToo()
{
    QFETCH(net::Verb, verb);
    QFETCH(Manners, manners);
    RudeServer server(manners, Wire::Https);
    TinyProxy proxy(server.serverPort());
    use(proxy);
    QtTransport transport(trusting());
    Caller caller(transport);
    const QUrl url(QStringLiteral("https://kaunta.test/push"));
    const Reply reply = caller.call(verb == net::Verb::Post ? post(url) : get(url));
    QCOMPARE(server.requests(), 1);
    QCOMPARE(reply.reached, Reply::Reached::MaybeSent);
}

void TestSystemProxy::aProxyThatWantsAPasswordMeansNotSent()
{
    RudeServer server(Manners::Answer, Wire::Https);
    TinyProxy proxy(server.serverPort());
    proxy.needsPassword = true;
    use(proxy);
    QtTransport transport(trusting());
    Caller caller(transport);
    const Reply reply = caller.call(post(QUrl(QStringLiteral("https://kaunta.test/push"))));
    QCOMPARE(reply.reached, Reply::Reached::NotSent);
    QCOMPARE(server.bytes(), 0);
}

void TestSystemProxy::loopbackNeverGoesThroughTheProxy()
{
    for (const Wire wire : {Wire::Http, Wire::Https}) {
        RudeServer server(Manners::Answer, wire);
        TinyProxy proxy(1);
        use(proxy);
        QtTransport transport(trusting());
        Caller caller(transport);
        QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
        QCOMPARE(proxy.asked, QByteArrayList());
    }
}

QTEST_GUILESS_MAIN(TestSystemProxy)
#include "tst_system_proxy.moc"
