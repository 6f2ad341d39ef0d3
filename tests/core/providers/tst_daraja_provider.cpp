#include "core/providers/daraja_provider.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::providers;
using test::answered;
using test::ScriptedTransport;
using Kind = QueryAnswer::Kind;

namespace {

QString recording(const char *name) { return QStringLiteral(KAUNTA_DARAJA_DATA "/") + QLatin1StringView(name); }

Profile shop(AccountType type = AccountType::Paybill)
{
    Profile profile;
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(u"https://sandbox.example"_s);
    profile.shortCode = u"174379"_s;
    profile.till = u"7654321"_s;
    profile.type = type;
    return profile;
}

PushRequest request()
{
    return {.phone = Msisdn::parse(u"0722 000 000"_s).value(), .amount = Money::fromWhole(100), .reference = u"INV1A1-Q7ZX"_s, .description = u"Payment"_s,
            .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .mayStart = {}};
}

QByteArray error(const char *code, const char *message)
{
    return QByteArray(R"({"requestId":"1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})";
}

QByteArray result(const char *code, const char *text = "words")
{
    return QByteArray(R"({"ResponseCode":"0","CheckoutRequestID":"ws_CO_191220191020363925","ResultCode":)") + code + R"(,"ResultDesc":")" + text + R"("})";
}

} // namespace

class TestDarajaProvider : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<daraja::TokenCaches> m_caches;
    std::unique_ptr<DarajaProvider> m_provider;

    void use(const Profile &profile)
    {
        m_provider = std::make_unique<DarajaProvider>(profile, DarajaCredentials{"key", "secret", "passkey"}, *m_wire, *m_caches, *m_clock);
    }
    void willSignIn() { m_wire->expect(ScriptedTransport::recorded(recording("oauth"))); }
    PushAnswer pushed(const PushRequest &what = request())
    {
        std::optional<PushAnswer> answer;
        m_provider->push(what, this, [&](const PushAnswer &got) { answer = got; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 5000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return answer.value_or(PushFailed{});
    }
    QueryAnswer queried(std::chrono::seconds age = 10s)
    {
        std::optional<QueryAnswer> answer;
        m_provider->query(u"ws_CO_191220191020363925"_s, age, this, [&](const QueryAnswer &got) { answer = got; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 5000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return answer.value_or(QueryAnswer{});
    }

private Q_SLOTS:
    void init()
    {
        m_wire = std::make_unique<ScriptedTransport>();
        m_clock = std::make_unique<test::TestClock>();
        m_caches = std::make_unique<daraja::TokenCaches>(*m_wire, *m_clock);
        use(shop());
    }
    void cleanup() { QVERIFY(m_wire->isFinished()); }

    void aPushIsOnePromptForAPaybillAndForATill()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill")));
        QCOMPARE(std::get<PushAccepted>(pushed()).checkoutRequestId, u"ws_CO_191220191020363925"_s);
        use(shop(AccountType::Till));   // the same keys, so the token is still good
        m_wire->expect(ScriptedTransport::recorded(recording("push_till")));
        QCOMPARE(std::get<PushAccepted>(pushed()).merchantRequestId, u"29115-34620561-1"_s);
        QCOMPARE(m_wire->sent().size(), 3);
    }
    void aFailedPushSaysWhetherMoneyMayMove_data()
    {
        QTest::addColumn<int>("status");   // 0: no whole answer, -1: nothing left
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("certainty");
        QTest::addColumn<bool>("token");
        QTest::addColumn<QString>("code");
        QTest::newRow("token") << 404 << error("404.001.03", "Invalid Access Token") << int(Certainty::Refused) << true << u"404.001.03"_s;
        QTest::newRow("token 400") << 400 << error("400.003.01", "Invalid Access Token") << int(Certainty::Refused) << true << u"400.003.01"_s;
        QTest::newRow("token 401") << 401 << error("401.003.01", "Invalid Access Token") << int(Certainty::Refused) << true << u"401.003.01"_s;
        QTest::newRow("passkey") << 500 << error("500.001.1001", "[MerchantValidate] - Wrong credentials") << int(Certainty::Refused) << false << u"500.001.1001"_s;
        QTest::newRow("ack code") << 200 << QByteArray(R"({"ResponseCode":"100000002"})") << int(Certainty::Refused) << false << u"100000002"_s;
        QTest::newRow("ack code that is cached") << 200 << QByteArray(R"({"ResponseCode":"100000000"})") << int(Certainty::Unknown) << false << u"100000000"_s;
        QTest::newRow("portal") << 200 << QByteArray("<html></html>") << int(Certainty::Unknown) << false << QString();
        QTest::newRow("lost") << 0 << QByteArray() << int(Certainty::Unknown) << false << QString();
        QTest::newRow("refused connection") << -1 << QByteArray() << int(Certainty::NotSent) << false << QString();
    }
    void aFailedPushSaysWhetherMoneyMayMove()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, certainty);
        QFETCH(bool, token);
        QFETCH(QString, code);
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill"), status == 0 ? test::maybeSent() : status < 0 ? test::notSent() : answered(status, body)));
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(int(failed.certainty), certainty);
        QCOMPARE(failed.tokenRejected, token);
        QCOMPARE(failed.code, code);
    }
    void aSecondPushAfterARefusedTokenHasAFreshOne()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill"), answered(401, error("401.002.01", "Invalid Access Token"))));
        QVERIFY(std::get<PushFailed>(pushed()).tokenRejected);
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("push_paybill")));
        QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
    }
    void withoutATokenNothingIsSent()
    {
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), answered(400, error("400.008.01", "Invalid Authentication passed"))));
        const auto refused = std::get<PushFailed>(pushed());
        QCOMPARE(refused.certainty, Certainty::NotSent);
        QCOMPARE(refused.code, u"400.008.01"_s);
        QVERIFY(!refused.tokenRejected);   // a second attempt would not help
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), test::maybeSent()));
        const auto lost = std::get<PushFailed>(pushed());
        QCOMPARE(lost.certainty, Certainty::NotSent);
        QCOMPARE(lost.code, u"token"_s);
    }
    void aBrokenRuleIsFoundBeforeAnythingIsSent()
    {
        PushRequest wrong = request();
        wrong.amount = Money::fromMinor(150);
        const auto failed = std::get<PushFailed>(pushed(wrong));
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"field"_s);
        QCOMPARE(failed.text, u"Amount: not-whole"_s);
        QVERIFY(m_wire->sent().isEmpty());
    }
    void aPushThatMayNotStartStaysAtHome()
    {
        willSignIn();
        PushRequest late = request();
        late.mayStart = [] { return false; };
        QCOMPARE(std::get<PushFailed>(pushed(late)).certainty, Certainty::NotSent);
        QCOMPARE(m_wire->sent().size(), 1);
    }

    void everyAnswerToAQueryIsRead_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("age");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int status, const QByteArray &body, int age, Kind kind, const char *code) {
            QTest::newRow(name) << status << body << age << int(kind) << QString::fromLatin1(code);
        };
        row("paid", 200, result("\"0\""), 10, Kind::Paid, "0");
        row("paid, number", 200, result("0"), 10, Kind::Paid, "0");
        row("cancelled", 200, result("\"1032\""), 10, Kind::Declined, "1032");
        row("cancelled, number", 200, result("1032"), 10, Kind::Declined, "1032");
        row("letters", 200, result("\"SFC_IC0003\""), 10, Kind::Declined, "SFC_IC0003");
        row("4999", 200, result("\"4999\""), 10, Kind::Pending, "4999");
        row("4999 a day later", 200, result("4999"), 86400, Kind::Pending, "4999");
        row("7777", 200, result("7777"), 10, Kind::UnknownCode, "7777");
        row("1036 proves nothing", 200, result("1036"), 10, Kind::UnknownCode, "1036");
        row("error code as result, running", 200, result("\"500.001.1001\"", "The transaction is being processed"), 10, Kind::Pending, "500.001.1001");
        row("error code as result, gone", 200, result("\"500.001.1001\"", "The transaction does not exist"), 10, Kind::Unclear, "500.001.1001");
        row("being processed", 500, error("500.001.1001", "The transaction is being processed"), 10, Kind::Pending, "500.001.1001");
        row("empty text", 500, error("500.001.1001", ""), 10, Kind::Pending, "500.001.1001");
        row("no text", 500, R"({"errorCode":"500.001.1001"})", 10, Kind::Pending, "500.001.1001");
        row("does not exist", 500, error("500.001.1001", "The transaction does not exist"), 10, Kind::Unclear, "500.001.1001");
        row("merchant", 500, error("500.001.1001", "Merchant does not exist"), 10, Kind::Unclear, "500.001.1001");
        row("credentials", 500, error("500.001.1001", "[MerchantValidate] - Wrong credentials"), 10, Kind::Unclear, "500.001.1001");
        row("lock", 500, error("500.001.1001", "Unable to lock subscriber, a transaction is already in process"), 10, Kind::Unclear, "500.001.1001");
        row("too early", 400, error("400.002.02", "Bad Request - Invalid CheckoutRequestID"), 0, Kind::Pending, "400.002.02");
        row("too early, just", 400, error("400.002.02", "Bad Request - Invalid CheckoutRequestID"), 119, Kind::Pending, "400.002.02");
        row("not too early", 400, error("400.002.02", "Bad Request - Invalid CheckoutRequestID"), 120, Kind::Unclear, "400.002.02");
        row("other field", 400, error("400.002.02", "Bad Request - Invalid Timestamp"), 10, Kind::Unclear, "400.002.02");
        row("429", 429, R"({"fault":{"faultstring":"Spike arrest violation"}})", 10, Kind::Limited, "429");
        row("429 page", 429, "<html></html>", 10, Kind::Limited, "");
        row("busy", 500, error("500.003.02", "System is busy"), 10, Kind::Limited, "500.003.02");
        row("quota", 500, error("500.003.03", "Quota Violation"), 10, Kind::Limited, "500.003.03");
        row("about another prompt", 200, R"({"ResponseCode":"0","CheckoutRequestID":"ws_CO_2","ResultCode":"0"})", 10, Kind::Unclear, "");
        row("names no prompt", 200, R"({"ResponseCode":"0","ResultCode":"0"})", 10, Kind::Paid, "0");
        row("no result", 200, R"({"ResponseCode":"0"})", 10, Kind::Unclear, "");
        row("error under 200", 200, error("500.001.1001", "The transaction is being processed"), 10, Kind::Unclear, "500.001.1001");
        row("result under 500", 500, result("0"), 10, Kind::Unclear, "");
        row("html", 200, "<html></html>", 10, Kind::Unclear, "");
        row("empty", 200, "", 10, Kind::Unclear, "");
        row("cut", 200, "{\"ResponseCode\":\"0\",\"ResultCode\":\"0\"", 10, Kind::Unclear, "");
        row("soap", 500, R"({"Envelope":{"Body":{"Fault":{"faultstring":"x"}}}})", 10, Kind::Unclear, "");
    }
    void everyAnswerToAQueryIsRead()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, age);
        QFETCH(int, kind);
        QFETCH(QString, code);
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query"), answered(status, body)));
        const auto answer = queried(std::chrono::seconds(age));
        QCOMPARE(int(answer.kind), kind);
        QCOMPARE(answer.code, code);
        QCOMPARE(m_wire->sent().size(), 2);   // nothing was asked twice
    }
    void aLimitedQueryTellsHowLongToWait()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query"), answered(429, R"({"fault":{"faultstring":"Spike arrest violation"}})", "application/json", {{"Retry-After", "17"}})));
        QCOMPARE(queried().retryAfter, std::optional(17s));
    }
    void aQueryWithoutAnAnswerTeachesNothing()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query"), test::maybeSent()));
        QCOMPARE(queried().kind, Kind::Unclear);
        m_wire->expect(ScriptedTransport::recorded(recording("query"), test::notSent()));
        QCOMPARE(queried().kind, Kind::Unclear);
    }
    void aQueryWhoseTokenCannotBeHadTeachesNothing()
    {
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), answered(500, error("500.001.1001", ""))));
        QCOMPARE(queried().kind, Kind::Unclear);   // not "pending": the question was never asked
    }
    void onlyCodesOfTheTableMeanDeclined()
    {
        for (const char *code : {"1", "17", "1001", "1032", "1037", "2001", "9999", "SFC_IC0003"})
            QVERIFY2(m_provider->meansDeclined(QString::fromLatin1(code)), code);
        for (const char *code : {"", "0", "4999", "1036", "7777", "1050", "500.001.1001", "400.002.02", "15"})
            QVERIFY2(!m_provider->meansDeclined(QString::fromLatin1(code)), code);
        QCOMPARE(m_provider->lockAfter(u"17"_s, {}), 120s);
        QCOMPARE(m_provider->lockAfter(u"500.001.1001"_s, u"Unable to lock subscriber"_s), 60s);
        QCOMPARE(m_provider->lockAfter(u"1032"_s, {}), 0s);
        QCOMPARE(m_provider->explain(u"7777"_s, {}).remedy, Explanation::Remedy::DoNotAskAgain);
    }
    void itCanAllOfDarajaButPayingOutAndPlaysNobodyInProduction()
    {
        const Capabilities everywhere{Capability::Push,    Capability::Query,          Capability::Pull, Capability::Reversal, Capability::Status,
                                      Capability::Balance, Capability::DirectPayments, Capability::Qr,   Capability::RegisterUrls};
        for (const Environment environment : {Environment::Practice, Environment::Sandbox, Environment::Custom, Environment::Production}) {
            Profile profile = shop();
            profile.environment = environment;
            use(profile);
            const bool isReal = environment == Environment::Production;
            QCOMPARE(m_provider->capabilities(), isReal ? everywhere : everywhere | Capability::Simulate);
        }
    }
};

QTEST_GUILESS_MAIN(TestDarajaProvider)
#include "tst_daraja_provider.moc"
