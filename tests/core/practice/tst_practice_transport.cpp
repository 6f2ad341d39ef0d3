#include "core/practice/practice_transport.h"
#include "tests/core/practice/practice_bench.h"

#include <QPointer>

using namespace kaunta::practice;
using namespace kaunta::practice::test;
using kaunta::net::Reply;

//! The transport of practice mode keeps the contract of the real one.
class TestPracticeTransport : public QObject
{
    Q_OBJECT

    static net::Request pushRequest(Bench &bench, const QString &phone)
    {
        if (bench.token.isEmpty())
            bench.freshToken();
        net::Request request;
        request.verb = net::Verb::Post;
        request.url = QUrl(u"https://practice.invalid/mpesa/stkpush/v1/processrequest"_s);
        request.headers = {{"Authorization", "Bearer " + bench.token}};
        request.body = QJsonDocument(Bench::pushBody(phone)).toJson();
        return request;
    }

    //! Sends and waits for the one answer.
    static Reply exchange(PracticeTransport &transport, const net::Request &request)
    {
        QObject context;
        QList<Reply> replies;
        transport.send(request, &context, [&](const Reply &reply) { replies.append(reply); });
        if (!replies.isEmpty())
            qFatal("done ran inside send()");
        [&] { QTRY_VERIFY(!replies.isEmpty()); }();
        QCoreApplication::processEvents();
        return replies.size() == 1 ? replies.constFirst() : Reply();
    }

private Q_SLOTS:
    void aPushIsAnsweredLater()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        const Reply reply = exchange(transport, pushRequest(bench, u"254711000000"_s));
        QCOMPARE(reply.reached, Reply::Reached::Answered);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("content-type"), QByteArray("application/json"));
        QVERIFY(reply.body.contains("ws_CO_"));
    }

    void aTokenIsFetched()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        net::Request request;
        request.url = QUrl(u"https://practice.invalid/oauth/v1/generate?grant_type=client_credentials"_s);
        request.headers = {{"Authorization", Bench::basic()}};
        QVERIFY(exchange(transport, request).body.contains("access_token"));
    }

    void mayStartIsAskedOnceBeforeAnythingHappens()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        net::Request request = pushRequest(bench, u"254711000000"_s);
        int asked = 0;
        bool nothingHappened = false;
        request.mayStart = [&] {
            ++asked;
            nothingHappened = !bench.simulator->nextDue();
            return true;
        };
        QCOMPARE(exchange(transport, request).reached, Reply::Reached::Answered);
        QCOMPARE(asked, 1);
        QVERIFY(nothingHappened);
    }

    void heldBackMeansNotSent()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        net::Request request = pushRequest(bench, u"254711000000"_s);
        request.mayStart = [] { return false; };
        QCOMPARE(exchange(transport, request).reached, Reply::Reached::NotSent);
        QVERIFY(!bench.simulator->nextDue());
    }

    void aRefusedConnectionIsNotSentAndAsksForNoByte()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        net::Request request = pushRequest(bench, u"254722000023"_s);
        request.mayStart = [] { return QTest::qFail("asked for a byte", __FILE__, __LINE__), true; };
        QCOMPARE(exchange(transport, request).reached, Reply::Reached::NotSent);
    }

    void aBrokenAnswerIsMaybeSent_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<int>("status");
        QTest::newRow("lost") << u"254722000014"_s << 0;
        QTest::newRow("lost, no trace") << u"254722000015"_s << 0;
        QTest::newRow("cut") << u"254722000016"_s << 200;
    }
    void aBrokenAnswerIsMaybeSent()
    {
        QFETCH(QString, phone);
        QFETCH(int, status);
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        const Reply reply = exchange(transport, pushRequest(bench, phone));
        QCOMPARE(reply.reached, Reply::Reached::MaybeSent);
        QCOMPARE(reply.status, status);
        QVERIFY(reply.body.isEmpty());   // as with the real one: nobody reads half an answer
    }

    void everyCutInsideTheBodyIsMaybeSent()
    {
        const qsizetype whole = Bench().push(u"254711000000"_s).body.size();
        for (qsizetype byte = 0; byte <= whole; ++byte) {
            Bench bench;
            const QByteArray rule = R"({"rules":[{"endpoint":"push","misbehaviour":"cut-answer","atByte":)" + QByteArray::number(byte) + "}]}";
            QVERIFY(bench.simulator->loadScript(rule, nullptr));
            PracticeTransport transport(*bench.simulator);
            const Reply reply = exchange(transport, pushRequest(bench, u"254711000000"_s));
            QCOMPARE(reply.reached, byte < whole ? Reply::Reached::MaybeSent : Reply::Reached::Answered);
        }
    }

    void aLostRequestIsMaybeSentAndNothingHappened()
    {
        Bench bench;
        QVERIFY(bench.simulator->loadScript(R"({"rules":[{"misbehaviour":"lose-request"}]})", nullptr));
        bench.token = "any";
        PracticeTransport transport(*bench.simulator);
        QCOMPARE(exchange(transport, pushRequest(bench, u"254711000000"_s)).reached, Reply::Reached::MaybeSent);
        QVERIFY(!bench.simulator->nextDue());
    }

    void aDrippingAnswerEndsAtTheDeadline()
    {
        Bench bench;
        std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> later;
        PracticeTransport transport(*bench.simulator, [&](std::chrono::milliseconds delay, QObject *, const std::function<void()> &then) {
            later.emplace_back(delay, then);
        });
        QObject context;
        QList<Reply> replies;
        net::Request request = pushRequest(bench, u"254722000017"_s);
        request.deadline = 25s;
        transport.send(request, &context, [&](const Reply &reply) { replies.append(reply); });
        QCOMPARE(later.size(), 1U);
        QCOMPARE(later[0].first, 0ms);
        later[0].second();
        QVERIFY(replies.isEmpty());
        QVERIFY(bench.simulator->nextDue().has_value());   // the push was processed meanwhile
        QCOMPARE(later.size(), 2U);
        QCOMPARE(later[1].first, 25s);
        later[1].second();
        QCOMPARE(replies.size(), 1);
        QCOMPARE(replies[0].reached, Reply::Reached::MaybeSent);
    }

    void aSlowAnswerComesAfterItsTimeOrEndsAtTheDeadline_data()
    {
        QTest::addColumn<int>("delayMs");
        QTest::addColumn<int>("waitedMs");
        QTest::addColumn<int>("reached");
        QTest::newRow("slow") << 5000 << 5000 << static_cast<int>(Reply::Reached::Answered);
        QTest::newRow("too slow") << 60'000 << 25'000 << static_cast<int>(Reply::Reached::MaybeSent);
    }
    void aSlowAnswerComesAfterItsTimeOrEndsAtTheDeadline()
    {
        QFETCH(int, delayMs);
        QFETCH(int, waitedMs);
        QFETCH(int, reached);
        Bench bench;
        QVERIFY(bench.simulator->loadScript(R"({"rules":[{"endpoint":"push","answerAfter":)" + QByteArray::number(delayMs) + "}]}", nullptr));
        std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> later;
        PracticeTransport transport(*bench.simulator, [&](std::chrono::milliseconds delay, QObject *, const std::function<void()> &then) { later.emplace_back(delay, then); });
        QObject context;
        QList<Reply> replies;
        net::Request request = pushRequest(bench, u"254711000000"_s);
        request.deadline = 25s;
        transport.send(request, &context, [&](const Reply &reply) { replies.append(reply); });
        later.at(0).second();
        QVERIFY(replies.isEmpty());
        QVERIFY(bench.simulator->nextDue().has_value());   // the push was processed meanwhile: its callback may come first
        QCOMPARE(later.at(1).first, std::chrono::milliseconds{waitedMs});
        later.at(1).second();
        QCOMPARE(replies.size(), 1);
        QCOMPARE(static_cast<int>(replies[0].reached), reached);
    }

    void aCallerThatIsGoneHearsNothing()
    {
        Bench bench;
        PracticeTransport transport(*bench.simulator);
        auto context = std::make_unique<QObject>();
        bool told = false;
        transport.send(pushRequest(bench, u"254711000000"_s), context.get(), [&](const Reply &) { told = true; });
        context.reset();
        // A second exchange is behind the first one in the queue: when it is answered, the first one is over.
        QCOMPARE(exchange(transport, pushRequest(bench, u"254711000001"_s)).status, 200);
        QVERIFY(!told);
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), 1);
    }

    void aTransportThatIsGoneAnswersNothing()
    {
        Bench bench;
        QObject context;
        bool told = false;
        const net::Request request = pushRequest(bench, u"254711000000"_s);
        {
            PracticeTransport shortLived(*bench.simulator);
            shortLived.send(request, &context, [&](const Reply &) { told = true; });
        }
        PracticeTransport transport(*bench.simulator);
        QCOMPARE(exchange(transport, pushRequest(bench, u"254711000001"_s)).status, 200);
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(TestPracticeTransport)
#include "tst_practice_transport.moc"
