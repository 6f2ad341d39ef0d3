// One send() is at most one request on the wire: counted at the server, which is where it matters.

#include "tests/core/net/caller.h"

#include <QTcpServer>

using namespace kaunta;
using namespace kaunta::test;
using net::QtTransport;
using net::Reply;
using Wire = RudeServer::Wire;

class TestQtTransport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRequestWhenTheServerReadsAndCloses_data();
    void oneRequestWhenTheServerReadsAndCloses();
    void noSecondRequestForAnAuthenticationChallenge_data();
    void noSecondRequestForAnAuthenticationChallenge();
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void manyAtOnceDoNotQueueBehindEachOther_data() { wires(); }
    void manyAtOnceDoNotQueueBehindEachOther();
    void noConnectionIsUsedTwice_data() { wires(); }
    void noConnectionIsUsedTwice();
    void anAnswerNobodyAskedForIsNeverTheNextOnes_data();
    void anAnswerNobodyAskedForIsNeverTheNextOnes();
    void aServerThatIsSlowToAcceptGetsOneRequest();
    void mayStartIsAskedOnceAndNotBeforeTheConnectionStands_data() { wires(); }
    void mayStartIsAskedOnceAndNotBeforeTheConnectionStands();
    void mayStartSayingNoLeavesTheWireEmpty_data();
    void mayStartSayingNoLeavesTheWireEmpty();
    void mayStartIsAskedForAPostWithoutABodyToo();
    void aPostWithoutABodyIsAnsweredAndSentOnce_data() { wires(); }
    void aPostWithoutABodyIsAnsweredAndSentOnce();
    void theRequestIsAsTheCallerWroteIt_data() { wires(); }
    void theRequestIsAsTheCallerWroteIt();
    void noCookieIsKept();

private:
    static void wires();
};

void TestQtTransport::wires()
{
    QTest::addColumn<Wire>("wire");
    QTest::newRow("http") << Wire::Http;
    QTest::newRow("https") << Wire::Https;
}

void TestQtTransport::oneRequestWhenTheServerReadsAndCloses_data()
{
    QTest::addColumn<net::Verb>("verb");
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<bool>("reused");
    for (const auto verb : {net::Verb::Post, net::Verb::Get})
        for (const auto wire : {Wire::Http, Wire::Https})
            for (const auto manners : {Manners::CloseAfterReading, Manners::ResetAfterReading})
                for (const bool reused : {false, true})
                    QTest::addRow("%s %s %s %s", verb == net::Verb::Post ? "POST" : "GET", wire == Wire::Http ? "http" : "https",
                                  manners == Manners::CloseAfterReading ? "FIN" : "RST", reused ? "to a server that kept the last connection alive" : "to a new server")
                        << verb << wire << manners << reused;
}

void TestQtTransport::oneRequestWhenTheServerReadsAndCloses()
{
    QFETCH(net::Verb, verb);
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    QFETCH(bool, reused);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    if (reused)
        QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
    const qsizetype before = server.requests();

    server.setManners(manners);
    const Reply reply = caller.call(verb == net::Verb::Post ? post(server.url()) : get(server.url()));
    const qsizetype copies = server.requests() - before;
    qInfo("copies on the wire: %d", static_cast<int>(copies));
    QCOMPARE(copies, 1);
    QCOMPARE(reply.reached, Reply::Reached::MaybeSent);
    QCOMPARE(reply.status, 0);
    QCOMPARE(server.seen().last().connection, server.connections() - (verb == net::Verb::Get && wire == Wire::Https ? 1 : 0));

    // A straggler would arrive before the answer to a later request.
    server.setManners(Manners::Answer);
    QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
    QCOMPARE(server.requests() - before, 2);
    QCOMPARE(caller.replies.size(), reused ? 3 : 2);
}

void TestQtTransport::noSecondRequestForAnAuthenticationChallenge_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("Basic") << QByteArray("Basic realm=\"daraja\"");
    QTest::newRow("Digest") << QByteArray("Digest realm=\"d\", nonce=\"n\", qop=\"auth\"");
    QTest::newRow("Bearer") << QByteArray("Bearer realm=\"daraja\"");
    QTest::newRow("NTLM") << QByteArray("NTLM");   // Qt would start handshakes of their own for these two
    QTest::newRow("Negotiate") << QByteArray("Negotiate");
}

void TestQtTransport::noSecondRequestForAnAuthenticationChallenge()
{
    QFETCH(QByteArray, challenge);
    for (const Wire wire : {Wire::Http, Wire::Https}) {
        RudeServer server(Manners::Unauthorized, wire);
        server.challenge = challenge;
        QtTransport transport(trusting());
        Caller caller(transport);
        const Reply reply = caller.call(post(server.url()));
        QCOMPARE(server.requests(), 1);
        QCOMPARE(reply.reached, Reply::Reached::Answered);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.body, server.answer);
    }
}

void TestQtTransport::redirectsAreNotFollowed_data()
{
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<int>("status");
    QTest::newRow("307 would repeat the POST elsewhere") << Manners::Redirect307 << 307;
    QTest::newRow("302 of a captive portal would become a GET that succeeds") << Manners::Portal302 << 302;
}

void TestQtTransport::redirectsAreNotFollowed()
{
    QFETCH(Manners, manners);
    QFETCH(int, status);
    RudeServer elsewhere(Manners::Answer);
    for (const auto verb : {net::Verb::Post, net::Verb::Get}) {
        RudeServer server(manners);
        server.elsewhere = elsewhere.url();
        QtTransport transport(trusting());
        Caller caller(transport);
        const Reply reply = caller.call(verb == net::Verb::Post ? post(server.url()) : get(server.url()));
        QCOMPARE(reply.reached, Reply::Reached::Answered);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("location"), elsewhere.url().toEncoded());
        QCOMPARE(server.requests(), 1);
        QCOMPARE(elsewhere.bytes(), 0);
    }
}

void TestQtTransport::manyAtOnceDoNotQueueBehindEachOther()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Silent, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    for (int i = 0; i < 10; ++i) {   // Qt alone stops at six for one host
        net::Request request = post(server.url(), QByteArray::number(i));
        request.deadline = 1500ms;
        caller.begin(request);
    }
    QTRY_COMPARE(server.requests(), 10);
    QCOMPARE(server.connections(), 10);
    QTRY_COMPARE(caller.replies.size(), 10);
    QCOMPARE(server.requests(), 10);
}

void TestQtTransport::noConnectionIsUsedTwice()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
        QCOMPARE(server.seen().last().connection, i);
    }
    QTRY_COMPARE(server.open(), 0);   // and none is kept open
}

void TestQtTransport::anAnswerNobodyAskedForIsNeverTheNextOnes_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<Manners>("manners");
    for (const auto wire : {Wire::Http, Wire::Https}) {
        QTest::addRow("%s, right behind the first", wire == Wire::Http ? "http" : "https") << wire << Manners::TwoAnswers;
        QTest::addRow("%s, later", wire == Wire::Http ? "http" : "https") << wire << Manners::LateSecondAnswer;
    }
}

void TestQtTransport::anAnswerNobodyAskedForIsNeverTheNextOnes()
{
    QFETCH(Wire, wire);
    QFETCH(Manners, manners);
    RudeServer server(manners, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    QCOMPARE(caller.call(post(server.url())).body, server.answer);
    if (manners == Manners::LateSecondAnswer) {
        server.sendLate();
        QTRY_COMPARE(server.pending(), 0);
    }
    server.setManners(Manners::Answer);
    server.answer = R"({"mine":"yes"})";
    const Reply reply = caller.call(post(server.url()));
    QCOMPARE(reply.reached, Reply::Reached::Answered);
    QCOMPARE(reply.body, server.answer);
    QCOMPARE(server.requests(), 2);
}

void TestQtTransport::aServerThatIsSlowToAcceptGetsOneRequest()
{
    RudeServer server(Manners::Answer);
    server.pauseAccepting();
    QtTransport transport(trusting());
    Caller caller(transport);
    bool asked = false;
    net::Request request = post(server.url());
    request.mayStart = [&asked] { return asked = true; };
    caller.begin(request);
    QTRY_VERIFY(asked);   // the kernel took the connection, so the bytes are gone
    QCOMPARE(server.connections(), 0);
    server.resumeAccepting();
    QTRY_COMPARE(caller.replies.size(), 1);
    QCOMPARE(caller.replies.last().reached, Reply::Reached::Answered);
    QCOMPARE(server.requests(), 1);
}

void TestQtTransport::mayStartIsAskedOnceAndNotBeforeTheConnectionStands()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    int asked = 0;
    qsizetype connectionsWhenAsked = -1;
    net::Request request = post(server.url(), QByteArray(200'000, ' ') + "{}");   // several reads
    request.mayStart = [&] {
        ++asked;
        connectionsWhenAsked = server.connections();
        return true;
    };
    caller.begin(request);
    QCOMPARE(asked, 0);
    QTRY_COMPARE(caller.replies.size(), 1);
    QCOMPARE(caller.replies.last().reached, Reply::Reached::Answered);
    QCOMPARE(server.seen().last().body, request.body);
    QCOMPARE(asked, 1);
    if (wire == Wire::Https)   // http: the kernel may connect before the server's event loop hears of it
        QCOMPARE(connectionsWhenAsked, 1);

    // Refused and stalled connections never get as far as the question.
    QTcpServer stalled;
    QVERIFY(stalled.listen(QHostAddress::LocalHost));
    net::Request never = post(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(stalled.serverPort())));
    never.deadline = 300ms;
    never.mayStart = [&asked] { return ++asked > 0; };
    QCOMPARE(caller.call(never).reached, Reply::Reached::NotSent);
    QCOMPARE(asked, 1);
}

void TestQtTransport::mayStartSayingNoLeavesTheWireEmpty_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<bool>("reused");
    for (const auto wire : {Wire::Http, Wire::Https})
        for (const bool reused : {false, true})
            QTest::addRow("%s %s exchange", wire == Wire::Http ? "http" : "https", reused ? "after another" : "first") << wire << reused;
}

void TestQtTransport::mayStartSayingNoLeavesTheWireEmpty()
{
    QFETCH(Wire, wire);
    QFETCH(bool, reused);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    if (reused)
        (void)caller.call(post(server.url()));
    const qint64 bytes = server.bytes();
    int asked = 0;
    net::Request request = post(server.url());
    request.mayStart = [&asked] { return ++asked == 0; };
    const Reply reply = caller.call(request);
    QCOMPARE(reply.reached, Reply::Reached::NotSent);
    QCOMPARE(reply.status, 0);
    QCOMPARE(asked, 1);
    QTRY_COMPARE(server.open(), 0);          // the connection is gone, so nothing can follow on it …
    QCOMPARE(server.bytes() - bytes, 0);     // … and not even the head came
}

void TestQtTransport::mayStartIsAskedForAPostWithoutABodyToo()
{
    RudeServer server(Manners::Answer);
    QtTransport transport(trusting());
    Caller caller(transport);
    int asked = 0;
    net::Request request = post(server.url(), {});
    request.mayStart = [&asked] { return ++asked == 0; };
    QCOMPARE(caller.call(request).reached, Reply::Reached::NotSent);
    QCOMPARE(asked, 1);
    QCOMPARE(server.connections(), 0);
}

void TestQtTransport::aPostWithoutABodyIsAnsweredAndSentOnce()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    net::Request token = post(server.url(QStringLiteral("/token?grant_type=client_credentials")), {});
    token.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    QCOMPARE(caller.call(token).reached, Reply::Reached::Answered);
    QCOMPARE(server.requests(), 1);
    const QByteArray head = server.seen().last().head.toLower();
    QVERIFY2(head.contains("content-type: application/x-www-form-urlencoded"), head.constData());
    QVERIFY2(!head.contains("application/json"), head.constData());
    QVERIFY2(head.contains("content-length: 0"), head.constData());
    if (wire == Wire::Https) {
        server.setManners(Manners::CloseAfterReading);
        QCOMPARE(caller.call(token).reached, Reply::Reached::MaybeSent);
        QCOMPARE(server.requests(), 2);
    }
}

void TestQtTransport::theRequestIsAsTheCallerWroteIt()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    Caller caller(transport);
    net::Request push = post(server.url(QStringLiteral("/mpesa/stkpush/v1/processrequest")));
    push.headers = {{"Authorization", "Bearer token-1"}};
    (void)caller.call(push);
    net::Request token = get(server.url(QStringLiteral("/oauth/v1/generate?grant_type=client_credentials")));
    token.headers = {{"Authorization", "Basic a2V5OnNlY3JldA=="}};
    (void)caller.call(token);

    QCOMPARE(server.requests(), 2);
    const QByteArray first = server.seen().at(0).head;
    QVERIFY(first.startsWith("POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\n"));
    QCOMPARE(first.toLower().count("content-length:"), 1);
    QVERIFY(first.contains("Content-Type: application/json"));
    QVERIFY(first.contains("Authorization: Bearer token-1"));
    QVERIFY(first.contains("Accept-Encoding: identity"));
    QVERIFY(!first.toLower().contains("expect:"));
    QCOMPARE(server.seen().at(0).body, push.body);
    const QByteArray second = server.seen().at(1).head;
    QVERIFY(second.startsWith("GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\n"));
    QVERIFY(second.contains("Authorization: Basic a2V5OnNlY3JldA=="));
    QVERIFY(!second.contains("Content-Type"));
    QCOMPARE(second.contains("Content-Length"), wire == Wire::Http);   // the guard of a GET on loopback
}

void TestQtTransport::noCookieIsKept()
{
    RudeServer server(Manners::Answer);
    server.extraHead = "Set-Cookie: incap_ses_1=x; path=/\r\n";
    QtTransport transport(trusting());
    Caller caller(transport);
    (void)caller.call(post(server.url()));
    (void)caller.call(post(server.url()));
    QCOMPARE(server.requests(), 2);
    QVERIFY(!server.seen().last().head.contains("Cookie"));
}

QTEST_GUILESS_MAIN(TestQtTransport)
#include "tst_qt_transport.moc"
