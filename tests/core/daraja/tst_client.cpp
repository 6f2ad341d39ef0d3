#include "core/daraja/client.h"
#include "core/daraja/stk_push.h"
#include "core/daraja/stk_query.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using test::answered;
using test::ScriptedTransport;

namespace {

QString recording(const char *name) { return QStringLiteral(KAUNTA_TEST_DATA "/") + QLatin1StringView(name); }

StkPush push(StkPush::Type type = StkPush::Type::Paybill)
{
    return {.shortCode = u"174379"_s, .till = u"7654321"_s, .type = type, .passkey = "passkey", .phone = u"254722000000"_s,
            .amount = Money::fromWhole(100), .reference = u"INV1A1-Q7ZX"_s, .description = u"Payment"_s,
            .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .when = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC)};
}

StkQuery query()
{
    return {.shortCode = u"174379"_s, .passkey = "passkey", .checkoutRequestId = u"ws_CO_191220191020363925"_s,
            .when = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC)};
}

const QByteArray kBadToken = R"({"requestId":"1","errorCode":"404.001.03","errorMessage":"Invalid Access Token - c9SQxWWhmdVRlyh0zh8gZDTkubVF"})";

} // namespace

class TestClient : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::shared_ptr<TokenCache> m_tokens;
    std::unique_ptr<Client> m_client;

    //! Runs one call to its end; fails if it answers at once or twice.
    template <Endpoint R>
    Client::Outcome<R> ended(const R &request, std::function<bool()> mayStart = {})
    {
        std::optional<Client::Outcome<R>> outcome;
        int times = 0;
        m_client->call<R>(request, this, [&](const auto &answer) { ++times; outcome = answer; }, std::move(mayStart));
        if (times != 0)
            QTest::qFail("answered before call() returned", __FILE__, __LINE__);
        if (!QTest::qWaitFor([&] { return times > 0; }, 5000) || (QCoreApplication::processEvents(), times != 1))
            QTest::qFail("not answered exactly once", __FILE__, __LINE__);
        return outcome.value_or(Client::Outcome<R>(Fail{CallFault{}}));
    }
    void willSignIn() { m_wire->expect(ScriptedTransport::recorded(recording("oauth"))); }

private Q_SLOTS:
    void init()
    {
        m_wire = std::make_unique<ScriptedTransport>();
        m_clock = std::make_unique<test::TestClock>();
        m_tokens = std::make_shared<TokenCache>(*m_wire, *m_clock, TokenEndpoint::daraja(QUrl(u"https://sandbox.example"_s)), "key", "secret");
        m_client = std::make_unique<Client>(*m_wire, m_tokens, QUrl(u"https://sandbox.example"_s));
    }
    void cleanup() { QVERIFY(m_wire->isFinished()); }

    void aPushToAPaybillIsOneTokenAndOneRequest()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill")));
        const auto outcome = ended(push());
        QVERIFY(outcome);
        QCOMPARE(outcome->checkoutRequestId, u"ws_CO_191220191020363925"_s);
        QCOMPARE(outcome->merchantRequestId, u"29115-34620561-1"_s);
        QCOMPARE(m_wire->sent().size(), 2);
    }
    void aPushToATillNamesStoreAndTill()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_till")));
        QVERIFY(ended(push(StkPush::Type::Till)));
    }
    void aQueryIsAskedAndRead()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query")));
        const auto outcome = ended(query());
        QVERIFY(outcome);
        QCOMPARE(outcome->resultCode, u"1032"_s);
        QCOMPARE(outcome->resultText, u"Request cancelled by user"_s);
    }
    void aPushIsNotRepeatedWhenItsTokenIsRefused()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill"), answered(404, kBadToken)));
        const auto outcome = ended(push());
        QVERIFY(!outcome);
        QVERIFY(outcome.error().tokenRejected);
        QCOMPARE(outcome.error().certainty, Certainty::Refused);
        QCOMPARE(m_wire->sent().size(), 2);
        // The caller's second attempt signs in anew.
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill")));
        QVERIFY(ended(push()));
        QCOMPARE(m_wire->sent().size(), 4);
    }
    void aPushIsNotRepeatedWhateverTheAnswer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("500") << 500 << QByteArray(R"({"errorCode":"500.001.1001","errorMessage":""})");
        QTest::newRow("503") << 503 << QByteArray("<html></html>");
        QTest::newRow("429") << 429 << QByteArray(R"({"fault":{"faultstring":"Spike arrest violation"}})");
        QTest::newRow("200 cut") << 200 << QByteArray("{\"MerchantRequestID\":\"1");   // moc cannot read an unbalanced brace in a raw string
        QTest::newRow("302") << 302 << QByteArray();
        QTest::newRow("lost") << 0 << QByteArray();
    }
    void aPushIsNotRepeatedWhateverTheAnswer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill"), status == 0 ? test::maybeSent() : answered(status, body)));
        QVERIFY(!ended(push()));
        QCOMPARE(m_wire->sent().size(), 2);
    }
    void aQueryIsAskedOnceMoreWithAFreshToken()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query"), answered(404, kBadToken)));
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query")));
        QVERIFY(ended(query()));
        QCOMPARE(m_wire->sent().size(), 4);
    }
    void aQueryIsNotAskedAThirdTime()
    {
        for (int i = 0; i < 2; ++i) {
            willSignIn();
            m_wire->expect(ScriptedTransport::recorded(recording("query"), answered(404, kBadToken)));
        }
        const auto outcome = ended(query());
        QVERIFY(!outcome);
        QVERIFY(outcome.error().tokenRejected);
        QCOMPARE(m_wire->sent().size(), 4);
    }
    void aTokenThatCannotBeHadMeansThatNothingWasSent()
    {
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), test::maybeSent()));
        const auto outcome = ended(push());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().at, CallFault::At::Token);
        QCOMPARE(outcome.error().certainty, Certainty::NotSent);
        QCOMPARE(m_wire->sent().size(), 1);
    }
    void aFieldThatBreaksTheRulesStopsEverything()
    {
        StkPush wrong = push();
        wrong.reference = u"A#1"_s;
        const auto outcome = ended(wrong);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().at, CallFault::At::Field);
        QCOMPARE(outcome.error().certainty, Certainty::NotSent);
        QCOMPARE(outcome.error().text, u"AccountReference: bad-characters"_s);
        QVERIFY(m_wire->sent().isEmpty());
    }
    void permissionToStartIsAskedForThePushAlone()
    {
        willSignIn();
        int asked = 0;
        const auto outcome = ended(push(), [&] { ++asked; return false; });
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().certainty, Certainty::NotSent);
        QCOMPARE(asked, 1);
        QCOMPARE(m_wire->sent().size(), 1);   // the token; the push stayed at home
        QVERIFY(m_wire->sent().first().url.path().startsWith(u"/oauth/"_s));
    }
    void theTokenIsNotRepeatedInTheProvidersWords()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill"), answered(404, kBadToken)));
        QCOMPARE(ended(push()).error().text, u"Invalid Access Token - ***"_s);
    }
    void aCallGoesOnWithoutItsClientButNotWithoutItsCaller()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill")));
        int answers = 0;
        m_client->call<StkPush>(push(), this, [&](const auto &outcome) { answers += outcome ? 1 : 100; });
        m_client.reset();
        m_tokens.reset();
        QTRY_COMPARE(answers, 1);
        init();
        willSignIn();
        auto caller = std::make_unique<QObject>();
        m_client->call<StkPush>(push(), caller.get(), [&](const auto &) { answers += 1000; });
        caller.reset();
        QTRY_VERIFY(m_wire->isFinished());
        int later = 0;   // the token came; nobody is left to use it
        m_tokens->get(this, [&](const Result<Token, CallFault> &) { ++later; });
        QTRY_COMPARE(later, 1);
        QCOMPARE(answers, 1);
        QCOMPARE(m_wire->sent().size(), 1);
    }
    void aPathInTheBaseUrlIsKept()
    {
        const Client nested(*m_wire, m_tokens, QUrl(u"https://sandbox.example/daraja/"_s));
        willSignIn();
        auto exchange = ScriptedTransport::recorded(recording("query"));
        exchange.requestLine = "POST https://sandbox.example/daraja/mpesa/stkpushquery/v1/query";
        m_wire->expect(exchange);
        int answers = 0;
        nested.call<StkQuery>(query(), this, [&](const auto &) { ++answers; });
        QTRY_COMPARE(answers, 1);
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
