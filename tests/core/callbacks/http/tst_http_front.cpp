#include "core/callbacks/http/http_front.h"
#include "tests/core/callbacks/http/http_client.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTcpServer>
#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta::callbacks;
using kaunta::test::HttpClient;

namespace {

//! Writes down what it is given and accepts it.
class Notebook final : public Receiver
{
public:
    Answer receive(const Incoming &incoming) override
    {
        seen << incoming;
        return {status, R"({"ResultCode":0,"ResultDesc":"Success"})"};
    }
    QList<Incoming> seen;
    int status = 200;
};

const QByteArray kPath = "/results/0123456789abcdef0123456789abcdef";

} // namespace

//! The engine's thread is this one: it answers while a test waits with answer(), and is "busy" while it waits with blockingAnswer().
class TestHttpFront : public QObject
{
    Q_OBJECT
    Notebook m_receiver;
    std::unique_ptr<HttpFront> m_front;
    quint16 m_port = 0;

    void open(const FrontOptions &options = {})
    {
        m_front = std::make_unique<HttpFront>(m_receiver, options);
        const auto port = m_front->listen(u"127.0.0.1:0"_s);
        QVERIFY2(port, port ? "" : qPrintable(port.error()));
        m_port = *port;
    }
    void answersOn()
    {
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write(HttpClient::post(kPath, "still there?")).answer()), 200);
        QCOMPARE(m_receiver.seen.last().body, "still there?");
    }

private Q_SLOTS:
    void init()
    {
        m_receiver.seen.clear();
        m_receiver.status = 200;
        open();
    }
    void cleanup() { m_front.reset(); }

    void aPostReachesTheReceiverAndItsAnswerComesBack()
    {
        const QByteArray body("{\"a\":\"\xc3\xa9\"}\0\xff", 12);
        HttpClient client(m_port);
        const QByteArray answer = client.write(HttpClient::post(kPath, body)).answer();
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY(answer.contains("Content-Type: application/json\r\n"));
        QVERIFY(answer.contains("Connection: close\r\n"));
        QCOMPARE(HttpClient::bodyOf(answer), R"({"ResultCode":0,"ResultDesc":"Success"})");
        QCOMPARE(m_receiver.seen.size(), 1);
        QCOMPARE(m_receiver.seen.first().path, QString::fromLatin1(kPath));
        QCOMPARE(m_receiver.seen.first().body, body);
        QCOMPARE(m_receiver.seen.first().source, u"127.0.0.1"_s);
        QVERIFY(m_receiver.seen.first().forwardedFor.isEmpty());
    }
    void theReceiversStatusIsTheAnswers()
    {
        m_receiver.status = 503;
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write(HttpClient::post(kPath, {})).answer()), 503);
    }
    void everyForwardedHeaderIsHandedOverInOrder()
    {
        HttpClient client(m_port);
        client.write(HttpClient::post(kPath, "x", "X-Forwarded-For: 203.0.113.9, 10.0.0.1\r\nX-Real-IP: 1.2.3.4\r\nx-forwarded-for: 196.201.214.200\r\n")).answer();
        QCOMPARE(m_receiver.seen.value(0).forwardedFor, QStringList({u"203.0.113.9, 10.0.0.1"_s, u"196.201.214.200"_s}));
    }
    void pathsAreDecodedAndQueriesLeftAway_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("path");
        QTest::newRow("query") << kPath + "?a=/b" << QString::fromLatin1(kPath);
        QTest::newRow("encoded") << QByteArray("/r%65sults/x%20y") << u"/results/x y"_s;
        QTest::newRow("whole address") << QByteArray("http://shop.example/a") << u"http://shop.example/a"_s;
        QTest::newRow("broken encoding") << QByteArray("/%zz%") << u"/\uFFFD%"_s;
        QTest::newRow("up and down") << QByteArray("/a/../b") << u"/a/../b"_s;
    }
    void pathsAreDecodedAndQueriesLeftAway()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, path);
        HttpClient client(m_port);
        client.write(HttpClient::post(target, {})).answer();
        QCOMPARE(m_receiver.seen.value(0).path, path);
    }
    void onlyPostIsTaken_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "post", "BREW"})
            QTest::newRow(method) << QByteArray(method);
    }
    void onlyPostIsTaken()
    {
        QFETCH(QByteArray, method);
        HttpClient client(m_port);
        const QByteArray answer = client.write(method + ' ' + kPath + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
        QCOMPARE(HttpClient::statusOf(answer), 405);
        QVERIFY(answer.contains("Allow: POST\r\n"));
        QVERIFY(m_receiver.seen.isEmpty());
    }
    void garbageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a TLS hello") << QByteArray::fromHex("160301020001000001fc0303") + " and so on\r\n\r\n";
        QTest::newRow("no version") << QByteArray("POST /\r\n\r\n");
        QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef");
        QTest::newRow("length and chunks") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("broken chunk") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        QTest::newRow("folded nonsense") << QByteArray("POST / HTTP/1.1\r\n: x\r\n\r\n");
    }
    void garbageIsRefused()
    {
        QFETCH(QByteArray, bytes);
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write(bytes).answer()), 400);
        QVERIFY(m_receiver.seen.isEmpty());
        answersOn();
    }
    void sizesAreBounded_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("the longest body") << HttpClient::post("/", QByteArray(kMaxBody, 'a')) << 200;
        QTest::newRow("one byte more, announced") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n") << 413;
        QTest::newRow("in chunks") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" + QByteArray(kMaxBody + 1, 'a') << 413;
        QTest::newRow("a huge number") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n") << 413;
        QTest::newRow("headers") << "POST / HTTP/1.1\r\nX: " + QByteArray(9000, 'a') + "\r\nContent-Length: 0\r\n\r\n" << 431;
        QTest::newRow("path") << "POST /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n" << 431;
    }
    void sizesAreBounded()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write(request).answer()), status);
        QCOMPARE(m_receiver.seen.size(), status == 200 ? 1 : 0);
        answersOn();
    }
    void aChunkedBodyIsReadWhole()
    {
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").answer()), 200);
        QCOMPARE(m_receiver.seen.value(0).body, "abcde");
    }
    void aClientThatAsksFirstIsToldToGoOn()
    {
        HttpClient client(m_port);
        client.write("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        QVERIFY(client.socket().waitForReadyRead(20'000));
        QCOMPARE(client.socket().readAll(), "HTTP/1.1 100 Continue\r\n\r\n");
        QCOMPARE(HttpClient::statusOf(client.write("body").answer()), 200);
        QCOMPARE(m_receiver.seen.value(0).body, "body");
    }
    void aClientThatAsksFirstWithTooMuchIsRefusedAtOnce()
    {
        HttpClient client(m_port);
        QCOMPARE(HttpClient::statusOf(client.write("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 200000000\r\n\r\n").answer()), 413);
    }
    void oneConnectionIsOneRequest()
    {
        HttpClient client(m_port);
        const QByteArray answer = client.write(HttpClient::post(kPath, "first") + HttpClient::post(kPath, "second")).answer();
        QCOMPARE(answer.count("HTTP/1.1 "), 1);
        QCOMPARE(m_receiver.seen.size(), 1);
    }

    void aSlowEngineIsAnswered503SoonAndStillGetsTheRequest()
    {
        FrontOptions options;
        options.limits.patience = 100ms;
        open(options);
        HttpClient client(m_port);
        client.write(HttpClient::post(kPath, "late"));
        const QByteArray answer = client.blockingAnswer();
        QCOMPARE(HttpClient::statusOf(answer), 503);
        QCOMPARE(answer.count("HTTP/1.1 "), 1);
        QVERIFY(m_receiver.seen.isEmpty());
        QTRY_COMPARE(m_receiver.seen.size(), 1);   // stored late is better than not at all
        QCOMPARE(m_receiver.seen.first().body, "late");
        answersOn();
    }
    void whatWaitsForTheEngineIsBounded()
    {
        FrontOptions options;
        options.waiting = 4;
        options.limits.patience = 60s;
        open(options);
        std::vector<std::unique_ptr<HttpClient>> crowd;
        for (int i = 0; i < 20; ++i) {
            crowd.push_back(std::make_unique<HttpClient>(m_port));
            crowd.back()->write(HttpClient::post(kPath, QByteArray::number(i)));
        }
        // Sixteen are told so while the engine does nothing at all.
        int busy = 0;
        QElapsedTimer clock;
        clock.start();
        while (busy < 16 && clock.elapsed() < 20'000) {
            for (auto &client : crowd) {
                if (!client || !client->socket().waitForReadyRead(1))
                    continue;
                QCOMPARE(HttpClient::statusOf(client->blockingAnswer()), 503);
                client.reset();
                ++busy;
            }
        }
        QCOMPARE(busy, 16);
        QVERIFY(m_receiver.seen.isEmpty());
        for (auto &client : crowd)
            if (client)
                QCOMPARE(HttpClient::statusOf(client->answer()), 200);
        QCOMPARE(m_receiver.seen.size(), 4);
        answersOn();
    }
    void aRequestHasItsTimeAndNoMore_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << QByteArray("POST /mp");
        QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 10000\r\n\r\n12345");
        QTest::newRow("asked first and then silent") << QByteArray("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
    }
    void aRequestHasItsTimeAndNoMore()
    {
        QFETCH(QByteArray, start);
        FrontOptions options;
        options.limits.request = 300ms;
        open(options);
        HttpClient client(m_port);
        client.write(start);
        QTRY_VERIFY_WITH_TIMEOUT((client.socket().write("x"), !client.isOpen()), 20'000);   // a byte now and then does not help
        QVERIFY(m_receiver.seen.isEmpty());
        answersOn();
    }
    void whoeverHoldsConnectionsDoesNotKeepOthersOut()
    {
        FrontOptions options;
        options.limits.connections = 8;
        options.limits.request = 60s;
        open(options);
        std::vector<std::unique_ptr<HttpClient>> crowd;
        for (int i = 0; i < 200; ++i) {
            crowd.push_back(std::make_unique<HttpClient>(m_port));
            crowd.back()->write("POST / HT");
        }
        const auto open = [&crowd] { return std::count_if(crowd.begin(), crowd.end(), [](const auto &client) { return client->isOpen(); }); };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 8, 20'000);
        answersOn();
        QTRY_COMPARE_WITH_TIMEOUT(open(), 7, 20'000);   // the oldest made room
        QVERIFY(crowd.back()->isOpen());
    }
    void whoeverWaitsForOurAnswerIsNotDropped()
    {
        HttpLimits limits;
        limits.connections = 2;
        limits.patience = 60s;
        QSemaphore handedOver;
        std::vector<HttpServer::Respond> owed;
        HttpServer server([&](const HttpRequest &, const HttpServer::Respond &respond) {
            owed.push_back(respond);
            handedOver.release();
        }, limits);
        const auto port = server.listen(u"127.0.0.1"_s, 0);
        QVERIFY(port);
        HttpClient first(*port);
        first.write(HttpClient::post(kPath, "first"));
        HttpClient second(*port);
        second.write(HttpClient::post(kPath, "second"));
        QVERIFY(handedOver.tryAcquire(2, 20'000));
        HttpClient third(*port);   // the only one that can be turned away
        QCOMPARE(third.blockingAnswer(), QByteArray());
        for (const auto &respond : owed)
            respond({200, "at last"});
        QCOMPARE(HttpClient::bodyOf(first.answer()), "at last");
        QCOMPARE(HttpClient::bodyOf(second.answer()), "at last");
        for (const auto &respond : owed)
            respond({200, "twice"});   // goes nowhere
        HttpClient fourth(*port);
        fourth.write(HttpClient::post(kPath, "fourth"));
        QVERIFY(handedOver.tryAcquire(1, 20'000));
    }
    void aClientThatLeavesBeforeTheAnswerHurtsNobody()
    {
        for (int i = 0; i < 20; ++i) {
            HttpClient client(m_port);
            client.write(HttpClient::post(kPath, "gone"));
            client.socket().abort();
        }
        answersOn();
    }
    void closingDropsWhatWaits()
    {
        HttpClient waiting(m_port);
        waiting.write(HttpClient::post(kPath, "waits"));
        HttpClient half(m_port);
        half.write("POST / HT");
        m_front.reset();
        QCOMPARE(waiting.answer(), QByteArray());
        QCOMPARE(half.answer(), QByteArray());
        QVERIFY(m_receiver.seen.isEmpty());
        HttpClient after(m_port);
        QVERIFY(!after.isOpen());
    }

    void whatCannotBeListenedOnIsSaid_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<bool>("opens");
        QTest::newRow("localhost") << u"localhost:0"_s << true;
        QTest::newRow("all addresses") << u"0.0.0.0:0"_s << true;
        for (const char *wrong : {"", "8443", ":8443", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:0x50", "http://127.0.0.1:0",
                                  "127.0.0.1:0/", "shop.example:0", "[127.0.0.1:0", "192.0.2.1:0"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong) << false;
    }
    void whatCannotBeListenedOnIsSaid()
    {
        QFETCH(QString, listen);
        QFETCH(bool, opens);
        HttpFront front(m_receiver);
        const auto port = front.listen(listen);
        QCOMPARE(bool(port), opens);
        if (!port)
            QVERIFY(port.error().startsWith(u"listen: “"_s + listen));
    }
    void aPortThatIsTakenIsSaid()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HttpFront front(m_receiver);
        const auto port = front.listen(u"127.0.0.1:%1"_s.arg(other.serverPort()));
        QVERIFY(!port);
        QVERIFY(port.error().contains(u"in use"_s));
    }
};

QTEST_GUILESS_MAIN(TestHttpFront)
#include "tst_http_front.moc"
