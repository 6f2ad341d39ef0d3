// Anyone may go at any time: the one who waits, the transport, both from inside the answer.

#include "tests/core/net/caller.h"

#include <QThread>

using namespace kaunta;
using namespace kaunta::test;
using net::QtTransport;
using net::Reply;
using Wire = RudeServer::Wire;

class TestQtTransportLifetime final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsGoneIsNotCalled_data() { wires(); }
    void whoIsGoneIsNotCalled();
    void whoGoesBeforeTheFirstByteStopsTheRequest_data() { wires(); }
    void whoGoesBeforeTheFirstByteStopsTheRequest();
    void whoGoesBetweenAnswerAndCallIsNotCalled();
    void theTransportMayGoWhileRequestsRun_data() { wires(); }
    void theTransportMayGoWhileRequestsRun();
    void theAnswerMayEndTheTransport_data() { wires(); }
    void theAnswerMayEndTheTransport();
    void theAnswerMayEndWhoWaited();
    void theAnswerMaySendAgain();
    void itWorksOnTheThreadThatUsesIt();

private:
    static void wires()
    {
        QTest::addColumn<Wire>("wire");
        QTest::newRow("http") << Wire::Http;
        QTest::newRow("https") << Wire::Https;
    }
};

void TestQtTransportLifetime::whoIsGoneIsNotCalled()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Silent, wire);
    QtTransport transport(trusting());
    bool called = false;
    auto context = std::make_unique<QObject>();
    transport.send(post(server.url()), context.get(), [&called](const Reply &) { called = true; });
    QTRY_COMPARE(server.requests(), 1);
    context.reset();
    QTRY_COMPARE(server.open(), 0);   // the exchange ended
    Caller caller(transport);
    server.setManners(Manners::Answer);
    QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
    QVERIFY(!called);
    QCOMPARE(server.requests(), 2);
}

void TestQtTransportLifetime::whoGoesBeforeTheFirstByteStopsTheRequest()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    QtTransport transport(trusting());
    bool called = false;
    bool asked = false;
    {
        QObject context;
        net::Request request = post(server.url());
        request.mayStart = [&asked] { return asked = true; };
        transport.send(request, &context, [&called](const Reply &) { called = true; });
    }
    Caller caller(transport);
    QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
    QVERIFY(!asked);
    QVERIFY(!called);
    QCOMPARE(server.requests(), 1);
}

void TestQtTransportLifetime::whoGoesBetweenAnswerAndCallIsNotCalled()
{
    QtTransport transport;
    bool called = false;
    {
        QObject context;
        transport.send(net::Request{}, &context, [&called](const Reply &) { called = true; });   // refused: the call is under way
    }
    Caller caller(transport);
    QCOMPARE(caller.call(net::Request{}).reached, Reply::Reached::NotSent);
    QVERIFY(!called);
}

void TestQtTransportLifetime::theTransportMayGoWhileRequestsRun()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Silent, wire);
    auto transport = std::make_unique<QtTransport>(trusting());
    Caller caller(*transport);
    caller.begin(post(server.url()));
    caller.begin(get(server.url()));
    QTRY_COMPARE(server.requests(), 2);
    caller.begin(post(server.url()));          // still connecting
    caller.begin(net::Request{});              // refused, its answer under way
    transport.reset();
    QTRY_COMPARE(server.open(), 0);
    QCOMPARE(caller.replies.size(), 0);
    QCOMPARE(server.requests(), 2);
}

void TestQtTransportLifetime::theAnswerMayEndTheTransport()
{
    QFETCH(Wire, wire);
    RudeServer server(Manners::Answer, wire);
    auto transport = std::make_unique<QtTransport>(trusting());
    bool called = false;
    transport->send(post(server.url()), this, [&](const Reply &reply) {
        transport.reset();
        called = reply.body == server.answer;   // the answer outlives it
    });
    QTRY_VERIFY(called);
    QTRY_COMPARE(server.open(), 0);
}

void TestQtTransportLifetime::theAnswerMayEndWhoWaited()
{
    RudeServer server(Manners::Answer);
    QtTransport transport;
    int called = 0;
    auto *context = new QObject;
    transport.send(post(server.url()), context, [&called, context](const Reply &) {
        ++called;
        delete context;
    });
    QTRY_COMPARE(called, 1);
    Caller caller(transport);
    QCOMPARE(caller.call(post(server.url())).reached, Reply::Reached::Answered);
    QCOMPARE(called, 1);
}

void TestQtTransportLifetime::theAnswerMaySendAgain()
{
    RudeServer server(Manners::Answer);
    QtTransport transport;
    Caller caller(transport);
    transport.send(get(server.url()), this, [&](const Reply &) { caller.begin(post(server.url())); });   // token, then push
    QTRY_COMPARE(caller.replies.size(), 1);
    QCOMPARE(caller.replies.last().reached, Reply::Reached::Answered);
    QCOMPARE(server.requests(), 2);
}

void TestQtTransportLifetime::itWorksOnTheThreadThatUsesIt()
{
    RudeServer server(Manners::Answer, Wire::Https);
    const QUrl url = server.url();
    auto transport = std::make_unique<QtTransport>(trusting());   // made here, used and destroyed there
    QThread engine;
    QObject worker;
    worker.moveToThread(&engine);
    engine.start();
    QThread *answeredOn = nullptr;
    Reply answer;
    QMetaObject::invokeMethod(&worker, [&] {
        transport->send(post(url), &worker, [&](const Reply &reply) {
            answer = reply;
            answeredOn = QThread::currentThread();
            transport.reset();
            engine.quit();
        });
    });
    QTRY_VERIFY(engine.isFinished());
    QVERIFY(engine.wait());
    QCOMPARE(answeredOn, &engine);
    QCOMPARE(answer.reached, Reply::Reached::Answered);
    QCOMPARE(server.requests(), 1);
}

QTEST_GUILESS_MAIN(TestQtTransportLifetime)
#include "tst_qt_transport_lifetime.moc"
