// NotSent is proven, Answered is whole, and everything between is MaybeSent.

#include "tests/core/net/caller.h"

using namespace kaunta;
using namespace kaunta::test;
using net::QtTransport;
using net::Reply;
using Reached = net::Reply::Reached;
using Wire = RudeServer::Wire;

namespace {

const QList<std::pair<const char *, Wire>> kWires = {{"http", Wire::Http}, {"https", Wire::Https}};

}

class TestQtTransportVerdict final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusIsAnAnswerWithItsBody_data();
    void everyStatusIsAnAnswerWithItsBody();
    void headersAreHandedOver();
    void wholeAnswersAreKnownHoweverTheyEnd_data();
    void wholeAnswersAreKnownHoweverTheyEnd();
    void cutAnswersAreMaybeSent_data();
    void cutAnswersAreMaybeSent();
    void aCutAnswerKeepsItsStatus();
    void anAnswerUpToTheLimitComesWhole_data();
    void anAnswerUpToTheLimitComesWhole();
    void aPackedBombStaysPacked();
    void theDeadlineIsForTheWholeExchange_data();
    void theDeadlineIsForTheWholeExchange();
    void notSentIsProven_data();
    void notSentIsProven();
    void strangersCertificatesAreRefused_data();
    void strangersCertificatesAreRefused();
    void aGetWithoutAnAnswerIsMaybeSent();
    void unfitRequestsAreRefusedAtOnce_data();
    void unfitRequestsAreRefusedAtOnce();
    void namesOfThisMachineAreLoopback();
};

void TestQtTransportVerdict::everyStatusIsAnAnswerWithItsBody_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 202, 301, 400, 401, 403, 404, 405, 407, 408, 409, 410, 418, 422, 429, 451, 500, 501, 502, 503, 504, 520})
        QTest::addRow("%d", status) << QByteArray::number(status) + " Word" << status;
}

void TestQtTransportVerdict::everyStatusIsAnAnswerWithItsBody()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    for (const Manners manners : {Manners::Answer, Manners::Chunked}) {
        RudeServer server(manners);
        server.status = line;
        server.answer = R"({"requestId":"1","errorCode":"500.001.1001","errorMessage":"[MerchantValidate] - Wrong credentials"})";
        QtTransport transport;
        Caller caller(transport);
        const Reply reply = caller.call(post(server.url()));
        QCOMPARE(reply.reached, Reached::Answered);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.body, server.answer);
        QCOMPARE(reply.detail, QString());
        QCOMPARE(server.requests(), 1);
    }
}

void TestQtTransportVerdict::headersAreHandedOver()
{
    RudeServer server(Manners::Answer, Wire::Https);
    server.status = "429 Too Many Requests";
    server.extraHead = "Retry-After: 12\r\nDate: Sun, 22 Nov 2026 08:00:00 GMT\r\n";
    QtTransport transport(trusting());
    Caller caller(transport);
    const Reply reply = caller.call(get(server.url()));
    QCOMPARE(reply.header("retry-after"), "12");
    QCOMPARE(reply.header("DATE"), "Sun, 22 Nov 2026 08:00:00 GMT");
    QCOMPARE(reply.header("x-missing"), QByteArray());
}

void TestQtTransportVerdict::wholeAnswersAreKnownHoweverTheyEnd_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    const QList<std::pair<const char *, Manners>> rows = {{"length", Manners::Answer}, {"length, then closed", Manners::AnswerAndClose},
        {"chunks", Manners::Chunked}, {"chunks, then closed", Manners::ChunkedAndClose}, {"ended by the close", Manners::LongBody}};
    for (const auto &[scheme, wire] : kWires)
        for (const auto &[name, manners] : rows)
            QTest::addRow("%s %s", scheme, name) << wire << manners;
}

void TestQtTransportVerdict::wholeAnswersAreKnownHoweverTheyEnd()
{
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    for (const QByteArray status : {"200 OK", "500 Internal Server Error", "401 Unauthorized"}) {
        RudeServer server(manners, wire);
        server.status = status;
        QtTransport transport(trusting());
        Caller caller(transport);
        for (int i = 0; i < 20; ++i) {   // how a close looks to Qt depends on who is quicker
            server.answer = "{\"ResponseDescription\":\"" + QByteArray(i * 700, 'x') + "\"}";
            const Reply reply = caller.call(post(server.url()));
            QVERIFY2(reply.reached == Reached::Answered, qPrintable(QString::number(i) + u' ' + reply.detail));
            QCOMPARE(reply.status, status.left(3).toInt());
            QCOMPARE(reply.body, server.answer);
        }
        QCOMPARE(server.requests(), 20);
    }
}

void TestQtTransportVerdict::cutAnswersAreMaybeSent_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    const QList<std::pair<const char *, Manners>> rows = {{"length, FIN", Manners::CutBody}, {"length, RST", Manners::CutBodyByReset},
        {"chunks, FIN", Manners::CutChunked}, {"chunks, RST", Manners::CutChunkedByReset}, {"head", Manners::CutHead}, {"not HTTP", Manners::Garbage}};
    for (const auto &[scheme, wire] : kWires)
        for (const auto &[name, manners] : rows)
            QTest::addRow("%s %s", scheme, name) << wire << manners;
}

void TestQtTransportVerdict::cutAnswersAreMaybeSent()
{
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    for (const QByteArray status : {"200 OK", "500 Internal Server Error", "401 Unauthorized"}) {
        RudeServer server(manners, wire);
        server.status = status;
        // Cut in the middle of the JSON, once so that a whole chunk or a plausible part stands alone.
        server.answer = R"({"MerchantRequestID":"m-1","CheckoutRequestID":"ws_CO_1","Respo)";
        QtTransport transport(trusting());
        Caller caller(transport);
        for (int i = 0; i < 20; ++i) {
            const Reply reply = caller.call(post(server.url()));
            QCOMPARE(reply.reached, Reached::MaybeSent);
            QCOMPARE(reply.body, QByteArray());
            QVERIFY(!reply.detail.isEmpty());
            QVERIFY(reply.status == 0 || reply.status == status.left(3).toInt());
        }
        QCOMPARE(server.requests(), 20);
    }
}

void TestQtTransportVerdict::aCutAnswerKeepsItsStatus()
{
    for (const auto &[scheme, wire] : kWires) {
        RudeServer server(Manners::CutBody, wire);
        server.status = "503 Service Unavailable";
        server.extraHead = "Retry-After: 3\r\n";
        QtTransport transport(trusting());
        Caller caller(transport);
        const Reply reply = caller.call(post(server.url()));
        QCOMPARE(reply.reached, Reached::MaybeSent);
        QCOMPARE(reply.status, 503);
        QCOMPARE(reply.header("Retry-After"), "3");
    }
}

void TestQtTransportVerdict::anAnswerUpToTheLimitComesWhole_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    for (const auto &[scheme, wire] : kWires) {
        QTest::addRow("%s length", scheme) << wire << Manners::Answer;
        QTest::addRow("%s chunks", scheme) << wire << Manners::Chunked;
        QTest::addRow("%s ended by the close", scheme) << wire << Manners::LongBody;
    }
}

void TestQtTransportVerdict::anAnswerUpToTheLimitComesWhole()
{
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    RudeServer server(manners, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    server.answer = "[\"" + QByteArray(net::kMaxBody - 4, 'x') + "\"]";
    const Reply whole = caller.call(post(server.url()));
    QVERIFY2(whole.reached == Reached::Answered, qPrintable(whole.detail));
    QCOMPARE(whole.body.size(), net::kMaxBody);
    QVERIFY(whole.body == server.answer);

    for (const qsizetype more : {qsizetype(1), qsizetype(3 * net::kMaxBody)}) {
        server.answer = "[\"" + QByteArray(net::kMaxBody - 4 + more, 'x') + "\"]";
        const Reply cut = caller.call(post(server.url()));
        QCOMPARE(cut.reached, Reached::MaybeSent);
        QCOMPARE(cut.status, 200);
        QCOMPARE(cut.body, QByteArray());
    }
    QCOMPARE(server.requests(), 3);
}

void TestQtTransportVerdict::aPackedBombStaysPacked()
{
    for (const auto &[scheme, wire] : kWires) {
        RudeServer server(Manners::Bomb, wire);
        QtTransport transport(trusting());
        Caller caller(transport);
        const Reply reply = caller.call(post(server.url()));
        QCOMPARE(reply.reached, Reached::Answered);
        QCOMPARE(reply.header("Content-Encoding"), "deflate");
        QCOMPARE(reply.body.size(), reply.header("Content-Length").toLongLong());
        QVERIFY(reply.body.size() < 100'000);
    }
}

void TestQtTransportVerdict::theDeadlineIsForTheWholeExchange_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<int>("status");
    for (const auto &[scheme, wire] : kWires) {
        QTest::addRow("%s silence", scheme) << wire << Manners::Silent << 0;
        QTest::addRow("%s a body that drips for half an hour", scheme) << wire << Manners::Drip << 200;
        QTest::addRow("%s a head that drips for ever", scheme) << wire << Manners::DripHead << 0;
    }
}

void TestQtTransportVerdict::theDeadlineIsForTheWholeExchange()
{
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    QFETCH(int, status);
    RudeServer server(manners, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    for (net::Request request : {post(server.url()), get(server.url())}) {
        request.deadline = 300ms;
        const Reply reply = caller.call(request);   // would not come back before the test's own limit
        QCOMPARE(reply.reached, Reached::MaybeSent);
        QCOMPARE(reply.status, status);
        QVERIFY(reply.detail.contains(QStringLiteral("300 ms")));
    }
    QCOMPARE(server.requests(), 2);
}

void TestQtTransportVerdict::notSentIsProven_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("listening");
    QTest::newRow("http, nobody listens") << QStringLiteral("http") << false;
    QTest::newRow("https, nobody listens") << QStringLiteral("https") << false;
    QTest::newRow("https, no handshake in time") << QStringLiteral("https") << true;
}

void TestQtTransportVerdict::notSentIsProven()
{
    QFETCH(QString, scheme);
    QFETCH(bool, listening);
    QTcpServer server;   // accepts and says nothing, or is gone
    QVERIFY(server.listen(QHostAddress::LocalHost));
    net::Request request = post(QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(scheme).arg(server.serverPort())));
    request.deadline = 500ms;
    if (!listening)
        server.close();
    QtTransport transport(trusting());
    Caller caller(transport);
    const Reply reply = caller.call(request);
    QCOMPARE(reply.reached, Reached::NotSent);
    QCOMPARE(reply.status, 0);
    QVERIFY(!reply.detail.isEmpty());
}

void TestQtTransportVerdict::strangersCertificatesAreRefused_data()
{
    QTest::addColumn<bool>("stranger");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("trust");
    QTest::newRow("signed by a stranger") << true << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("right authority, wrong name") << false << QStringLiteral("localhost") << true;
    QTest::newRow("authority not in the system's list") << false << QStringLiteral("127.0.0.1") << false;
}

void TestQtTransportVerdict::strangersCertificatesAreRefused()
{
    QFETCH(bool, stranger);
    QFETCH(QString, host);
    QFETCH(bool, trust);
    RudeServer server(Manners::Answer, Wire::Https, stranger ? &TestAuthority::stranger() : &TestAuthority::trusted());
    QUrl url = server.url();
    url.setHost(host);
    QtTransport transport(trust ? trusting() : QtTransport::Options());
    Caller caller(transport);
    QCOMPARE(caller.call(post(url)).reached, Reached::NotSent);
    QCOMPARE(caller.call(get(url)).reached, Reached::MaybeSent);
    QCOMPARE(server.bytes(), 0);
}

void TestQtTransportVerdict::aGetWithoutAnAnswerIsMaybeSent()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(gone.serverPort()));
    gone.close();
    QtTransport transport;
    Caller caller(transport);
    QCOMPARE(caller.call(get(url)).reached, Reached::MaybeSent);   // it has no body to be the witness
}

void TestQtTransportVerdict::unfitRequestsAreRefusedAtOnce_data()
{
    QTest::addColumn<net::Request>("request");
    const auto row = [](const char *name, auto &&spoil) {
        net::Request request = post(QUrl(QStringLiteral("http://127.0.0.1:9/")));
        spoil(request);
        QTest::newRow(name) << request;
    };
    row("http to another host", [](auto &r) { r.url = QUrl(QStringLiteral("http://sandbox.safaricom.co.ke/")); });
    row("http to an address of the local net", [](auto &r) { r.url = QUrl(QStringLiteral("http://192.168.1.10/")); });
    row("http to a name that only looks local", [](auto &r) { r.url = QUrl(QStringLiteral("http://localhost.example.com/")); });
    row("http to 0.0.0.0", [](auto &r) { r.url = QUrl(QStringLiteral("http://0.0.0.0/")); });
    row("no address", [](auto &r) { r.url = QUrl(); });
    row("no scheme", [](auto &r) { r.url = QUrl(QStringLiteral("sandbox.safaricom.co.ke")); });
    row("a file", [](auto &r) { r.url = QUrl(QStringLiteral("file:///etc/passwd")); });
    row("data", [](auto &r) { r.url = QUrl(QStringLiteral("data:application/json,{}")); });
    row("ftp", [](auto &r) { r.url = QUrl(QStringLiteral("ftp://127.0.0.1/")); });
    row("a password in the address", [](auto &r) { r.url.setUserInfo(QStringLiteral("key:secret")); });
    row("a header with a line break", [](auto &r) { r.headers = {{"Authorization", "Bearer x\r\nX-Evil: 1"}}; });
    row("a header name with a line break", [](auto &r) { r.headers = {{"X\nY", "1"}}; });
    row("a header without a name", [](auto &r) { r.headers = {{"", "1"}}; });
    row("another length", [](auto &r) { r.headers = {{"Content-Length", "1"}}; });
    row("a transfer encoding", [](auto &r) { r.headers = {{"transfer-encoding", "chunked"}}; });
    row("a GET with a body", [](auto &r) { r.verb = net::Verb::Get; });
    row("too long a body", [](auto &r) { r.body = QByteArray(net::kMaxBody + 1, 'x'); });
    row("no time", [](auto &r) { r.deadline = 0ms; });
}

void TestQtTransportVerdict::unfitRequestsAreRefusedAtOnce()
{
    QFETCH(net::Request, request);
    bool asked = false;
    request.mayStart = [&asked] { return asked = true; };
    QtTransport transport;
    Caller caller(transport);
    caller.begin(request);
    QCOMPARE(caller.replies.size(), 0);   // later than send() returns, also now
    QTRY_COMPARE(caller.replies.size(), 1);
    QCOMPARE(caller.replies.last().reached, Reached::NotSent);
    QVERIFY(!caller.replies.last().detail.isEmpty());
    QVERIFY(!caller.replies.last().detail.contains(QStringLiteral("secret")));
    QVERIFY(!asked);
}

void TestQtTransportVerdict::namesOfThisMachineAreLoopback()
{
    RudeServer server(Manners::Answer);
    for (const char *host : {"127.0.0.1", "localhost", "LOCALHOST"}) {
        QUrl url = server.url();
        url.setHost(QString::fromLatin1(host));
        QtTransport transport;
        Caller caller(transport);
        QCOMPARE(caller.call(post(url)).reached, Reached::Answered);
    }
    RudeServer six(Manners::Answer);
    six.close();
    if (!six.listen(QHostAddress::LocalHostIPv6))
        QSKIP("no IPv6 here");
    QtTransport transport;
    Caller caller(transport);
    QCOMPARE(caller.call(post(QUrl(QStringLiteral("http://[::1]:%1/").arg(six.serverPort())))).reached, Reached::Answered);
}

QTEST_GUILESS_MAIN(TestQtTransportVerdict)
#include "tst_qt_transport_verdict.moc"
