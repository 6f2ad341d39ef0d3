#include "core/daraja/oauth.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::daraja;
using test::answered;
using test::ScriptedTransport;

namespace {

const QString kRecording = QStringLiteral(KAUNTA_TEST_DATA "/oauth");
const QUrl kBase(QStringLiteral("https://sandbox.example"));

QByteArray tokenJson(const char *token, const char *expiresIn = "3599")
{
    return QByteArray(R"({"access_token":")") + token + R"(","expires_in":)" + expiresIn + '}';
}

} // namespace

class TestTokenCache : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<TokenCache> m_cache;
    QStringList m_got;   // each answer: the token, or "!" and the fault's code

    void ask(QObject *context = nullptr)
    {
        m_cache->get(context ? context : this, [this](const Result<Token, CallFault> &answer) {
            m_got << (answer ? QString::fromLatin1(answer->value) : u'!' + answer.error().code);
        });
    }
    void willAnswer(const net::Reply &reply, bool hold = false)
    {
        auto exchange = ScriptedTransport::recorded(kRecording, reply);
        exchange.hold = hold;
        m_wire->expect(std::move(exchange));
    }

private Q_SLOTS:
    void init()
    {
        m_got.clear();
        m_wire = std::make_unique<ScriptedTransport>();
        m_clock = std::make_unique<test::TestClock>();
        m_cache = std::make_unique<TokenCache>(*m_wire, *m_clock, TokenEndpoint::daraja(kBase), "key", "secret");
    }
    void cleanup()
    {
        QVERIFY(m_wire->isFinished());
        m_cache.reset();
    }

    void aTokenIsFetchedOnceAndThenGivenOut()
    {
        m_wire->expect(ScriptedTransport::recorded(kRecording));
        ask();
        QTRY_COMPARE(m_got, QStringList{u"c9SQxWWhmdVRlyh0zh8gZDTkubVF"_s});
        ask();
        QCOMPARE(m_got.size(), 1);   // never before get() returned
        QTRY_COMPARE(m_got.size(), 2);
        QCOMPARE(m_wire->sent().size(), 1);
        QVERIFY(m_wire->sent().first().deadline <= 10s);   // what bounds everybody's waiting
    }
    void tenWhoAskAtOnceMakeOneRequest()
    {
        willAnswer(answered(200, tokenJson("one")), true);
        for (int i = 0; i < 10; ++i)
            ask();
        m_wire->releaseHeld();
        QTRY_COMPARE(m_got, QStringList(10, u"one"_s));
        QCOMPARE(m_wire->sent().size(), 1);
    }
    void tenWhoWaitAreToldOfTheFailureAndTheNextAsksAnew()
    {
        willAnswer(test::maybeSent(), true);
        for (int i = 0; i < 10; ++i)
            ask();
        m_wire->releaseHeld();
        QTRY_COMPARE(m_got, QStringList(10, u"!token"_s));
        QCOMPARE(m_wire->sent().size(), 1);
        willAnswer(answered(200, tokenJson("two")));
        ask();
        QTRY_COMPARE(m_got.last(), u"two"_s);
    }
    void theTokenIsRefreshedAMinuteBeforeItsEnd_data()
    {
        QTest::addColumn<QByteArray>("expiresIn");
        QTest::addColumn<int>("goodForSeconds");
        QTest::newRow("number") << QByteArray("3599") << 3539;
        QTest::newRow("text") << QByteArray("\"3599\"") << 3539;
        QTest::newRow("text with blanks") << QByteArray("\" 3599 \"") << 3539;
        QTest::newRow("with a point") << QByteArray("3599.0") << 3539;
        QTest::newRow("shorter than the margin") << QByteArray("45") << 0;
        QTest::newRow("negative") << QByteArray("-1") << 0;
        QTest::newRow("null") << QByteArray("null") << 0;
        QTest::newRow("words") << QByteArray("\"soon\"") << 0;
        QTest::newRow("endless") << QByteArray("99999999999") << 24 * 3600 - 60;
    }
    void theTokenIsRefreshedAMinuteBeforeItsEnd()
    {
        QFETCH(QByteArray, expiresIn);
        QFETCH(int, goodForSeconds);
        willAnswer(answered(200, tokenJson("one", expiresIn.constData())));
        ask();
        QTRY_COMPARE(m_got, QStringList{u"one"_s});
        if (goodForSeconds > 0) {
            m_clock->advance(std::chrono::seconds(goodForSeconds) - 1ms);
            ask();
            QTRY_COMPARE(m_got.size(), 2);
            QCOMPARE(m_wire->sent().size(), 1);
            m_clock->advance(1ms);
        }
        willAnswer(answered(200, tokenJson("two")));
        ask();
        QTRY_COMPARE(m_got.last(), u"two"_s);
    }
    void aWallClockThatJumpsChangesNothing()
    {
        willAnswer(answered(200, tokenJson("one")));
        ask();
        QTRY_COMPARE(m_got.size(), 1);
        m_clock->jumpWallClock(24h);
        ask();
        m_clock->jumpWallClock(-48h);
        ask();
        QTRY_COMPARE(m_got, QStringList(3, u"one"_s));
    }
    void theLifeOfATokenCountsFromWhenItWasAskedFor()
    {
        willAnswer(answered(200, tokenJson("one", "100")), true);
        ask();
        m_clock->advance(30s);   // a slow answer
        m_wire->releaseHeld();
        QTRY_COMPARE(m_got.size(), 1);
        m_clock->advance(10s);   // 100 - 60 s after the question
        willAnswer(answered(200, tokenJson("two")));
        ask();
        QTRY_COMPARE(m_got.last(), u"two"_s);
    }
    void everyFailureMeansThatNothingWasSent_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("wrong keys") << QByteArray(R"({"errorCode":"400.008.01","errorMessage":"Invalid Authentication passed"})") << 400 << u"400.008.01"_s;
        QTest::newRow("wrong keys, empty") << QByteArray() << 400 << u"token"_s;
        QTest::newRow("401 code") << QByteArray(R"({"errorCode":"401.002.01","errorMessage":"Invalid"})") << 401 << u"401.002.01"_s;
        QTest::newRow("no token in it") << QByteArray(R"({"expires_in":"3599"})") << 200 << u"token"_s;
        QTest::newRow("empty token") << tokenJson("") << 200 << u"token"_s;
        QTest::newRow("a header of its own") << tokenJson(R"(a\r\nX-Evil: b)") << 200 << u"token"_s;
        QTest::newRow("portal") << QByteArray("<html>sign in</html>") << 200 << u"token"_s;
    }
    void everyFailureMeansThatNothingWasSent()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        willAnswer(answered(status, body));
        std::optional<CallFault> fault;
        m_cache->get(this, [&](const Result<Token, CallFault> &answer) { fault = answer ? CallFault() : answer.error(); });
        QTRY_VERIFY(fault.has_value());
        QCOMPARE(fault->at, CallFault::At::Token);
        QCOMPARE(fault->certainty, Certainty::NotSent);
        QVERIFY(!fault->tokenRejected);
        QCOMPARE(fault->code, code);
        QCOMPARE(fault->status, status);
    }
    void aRefusedTokenIsForgottenOnce()
    {
        willAnswer(answered(200, tokenJson("old")));
        ask();
        QTRY_COMPARE(m_got.size(), 1);
        m_cache->invalidate("old");
        willAnswer(answered(200, tokenJson("new")));
        ask();
        QTRY_COMPARE(m_got.last(), u"new"_s);
        m_cache->invalidate("old");   // a slower call that was refused with the old one
        ask();
        QTRY_COMPARE(m_got, (QStringList{u"old"_s, u"new"_s, u"new"_s}));
    }
    void anInvalidationWhileTheNewTokenIsOnItsWayDoesNotKillIt()
    {
        willAnswer(answered(200, tokenJson("old")));
        ask();
        QTRY_COMPARE(m_got.size(), 1);
        m_cache->invalidate("old");
        willAnswer(answered(200, tokenJson("new")), true);
        ask();
        m_cache->invalidate("old");
        m_wire->releaseHeld();
        QTRY_COMPARE(m_got.last(), u"new"_s);
        ask();
        QTRY_COMPARE(m_got.size(), 3);
        QCOMPARE(m_wire->sent().size(), 2);
    }
    void renewingAsksEvenIfTheTokenIsGood()
    {
        willAnswer(answered(200, tokenJson("one")));
        ask();
        QTRY_COMPARE(m_got.size(), 1);
        willAnswer(answered(200, tokenJson("two")));
        m_cache->renew(this, [this](const Result<Token, CallFault> &answer) { m_got << (answer ? QString::fromLatin1(answer->value) : u"!"_s); });
        QTRY_COMPARE(m_got.last(), u"two"_s);
    }
    void whoHasGoneIsNotCalled()
    {
        willAnswer(answered(200, tokenJson("one")), true);
        auto gone = std::make_unique<QObject>();
        ask(gone.get());
        ask();
        gone.reset();
        m_wire->releaseHeld();
        QTRY_COMPARE(m_got, QStringList{u"one"_s});
        auto goneToo = std::make_unique<QObject>();
        ask(goneToo.get());
        goneToo.reset();
        ask();
        QTRY_COMPARE(m_got, QStringList(2, u"one"_s));
    }
    void whoIsToldMayAskAgainAtOnce()
    {
        willAnswer(test::notSent());
        willAnswer(answered(200, tokenJson("two")));
        m_cache->get(this, [this](const Result<Token, CallFault> &answer) {
            m_got << (answer ? u"?"_s : u"!"_s);
            ask();
        });
        QTRY_COMPARE(m_got, (QStringList{u"!"_s, u"two"_s}));
    }
    void thereIsOneCacheForEachKeyAndEnvironment()
    {
        TokenCaches caches(*m_wire, *m_clock);
        const auto first = caches.get(kBase, "key", "secret");
        QCOMPARE(caches.get(kBase, "key", "secret"), first);
        QVERIFY(caches.get(QUrl(u"https://api.example"_s), "key", "secret") != first);
        QVERIFY(caches.get(kBase, "key2", "secret") != first);
        QVERIFY(caches.get(kBase, "key", "corrected") != first);
        QVERIFY(caches.get(kBase, "keys", "ecret") != first);
    }
};

QTEST_GUILESS_MAIN(TestTokenCache)
#include "tst_token_cache.moc"
