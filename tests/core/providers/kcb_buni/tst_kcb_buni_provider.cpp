#include "core/daraja/oauth.h"
#include "core/providers/kcb_buni/gateway_error.h"
#include "core/providers/kcb_buni/kcb_buni_provider.h"
#include "core/providers/kcb_buni/stk_push.h"
#include "tests/core/providers/answer_of.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::providers;
using test::answered;
using test::ScriptedTransport;

namespace {

constexpr const char *kYes = R"({"header":{"statusCode":"0","statusDescription":"Success"},"response":{"MerchantRequestID":"16813-1590513-1","CheckoutRequestID":"ws_CO_271020211535314658","CustomerMessage":"Success. Request accepted for processing","ResponseCode":0,"ResponseDescription":"Accept the service request successfully."}})";

Profile shop()
{
    Profile profile;
    profile.provider = u"kcb-buni"_s;
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(u"https://uat.example"_s);
    profile.settings.insert(u"till-account"_s, u"1234567"_s);
    return profile;
}

QByteArray answer(const QByteArray &status, const QByteArray &code, const QByteArray &checkout = {})
{
    return R"({"header":{"statusCode":)" + status + R"(,"statusDescription":"words"},"response":{"ResponseCode":)" + code + ",\"CheckoutRequestID\":\"" + checkout + "\"}}";
}

QByteArray fault(const char *code)
{
    return QByteArray(R"({"fault":{"code":)") + code + R"(,"message":"words","description":"more words"}})";
}

} // namespace

class TestKcbBuniProvider : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<daraja::TokenCaches> m_caches;
    std::unique_ptr<PaymentProvider> m_provider;

    void use(const Profile &profile)
    {
        m_provider = makeProvider({profile, {{u"consumer-key"_s, "key"}, {u"consumer-secret"_s, "secret"}, {u"passkey"_s, "passkey"}}, *m_wire, *m_caches, *m_clock, {}});
    }
    void willSignIn(const net::Reply &reply = answered(200, R"({"access_token":"eyJ4NXQ","token_type":"Bearer","expires_in":3600})"), const QByteArray &at = "https://uat.example/token")
    {
        m_wire->expect({"POST " + at + "?grant_type=client_credentials",
                        {{"Authorization", "Basic a2V5OnNlY3JldA=="}, {"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}}, {}, reply});
    }
    void willPush(const net::Reply &reply, const QByteArray &body = sharedBody())
    {
        m_wire->expect({"POST https://uat.example/mm/api/request/1.0.0/stkpush",
                        {{"Authorization", "Bearer eyJ4NXQ"}, {"Accept", "application/json"}, {"routeCode", "207"}, {"operation", "STKPush"}, {"messageId", "01JDK3T5WQ8X9Y2ZABCDEFGHJK1"}}, body, reply});
    }
    static QByteArray sharedBody()
    {
        return "{\"amount\":\"100\",\"callbackUrl\":\"https://till.example/r/0123456789abcdef0123456789abcdef\",\"invoiceNumber\":\"1234567-INV1A1Q7ZX\",\"orgPassKey\":\"\",\"orgShortCode\":\"\",\"phoneNumber\":\"254722000000\",\"sharedShortCode\":true,\"transactionDescription\":\"Payment\"}";
    }
    PushAnswer pushed()
    {
        const PushRequest request{.phone = Msisdn::parse(u"0722 000 000"_s).value(), .amount = Money::fromWhole(100), .reference = u"INV1A1Q7ZX"_s, .description = u"Payment"_s,
                                  .attemptId = u"01JDK3T5WQ8X9Y2ZABCDEFGHJK1"_s, .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .mayStart = {}};
        return test::answerFrom<PushAnswer>([&](QObject *context, PaymentProvider::PushDone done) { m_provider->push(request, context, std::move(done)); });
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

    void aPushOverTheSharedShortCodeNamesTheTillAccount()
    {
        willSignIn();
        willPush(answered(200, kYes));
        const auto accepted = std::get<PushAccepted>(pushed());
        QCOMPARE(accepted.checkoutRequestId, u"ws_CO_271020211535314658"_s);
        QCOMPARE(accepted.merchantRequestId, u"16813-1590513-1"_s);
    }
    void aPushOverAShortCodeOfTheShopsOwnNamesItAndItsPasskey()
    {
        Profile own = shop();
        own.settings.insert(u"shared-short-code"_s, u"off"_s);
        own.settings.insert(u"invoice-length"_s, u"12"_s);
        own.shortCode = u"174379"_s;
        use(own);
        willSignIn();
        willPush(answered(200, kYes), "{\"amount\":\"100\",\"callbackUrl\":\"https://till.example/r/0123456789abcdef0123456789abcdef\",\"invoiceNumber\":\"INV1A1Q7ZX\",\"orgPassKey\":\"passkey\",\"orgShortCode\":\"174379\",\"phoneNumber\":\"254722000000\",\"sharedShortCode\":false,\"transactionDescription\":\"Payment\"}");
        QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
    }
    void theTokensAddressIsASetting()
    {
        Profile elsewhere = shop();
        elsewhere.settings.insert(u"token-url"_s, u"https://accounts.example/oauth2/token"_s);
        use(elsewhere);
        willSignIn(answered(200, R"({"access_token":"eyJ4NXQ","expires_in":3600})"), "https://accounts.example/oauth2/token");
        willPush(answered(200, kYes));
        QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
    }
    void onlyTwoAgreeingPartsAreAYes_data()
    {
        QTest::addColumn<int>("status");   // 0: no whole answer, -1: nothing left
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("certainty");
        QTest::addColumn<bool>("token");
        QTest::addColumn<QString>("code");
        const int unknown = int(Certainty::Unknown);
        const int refused = int(Certainty::Refused);
        QTest::newRow("header yes, response no") << 200 << answer("\"0\"", "1") << unknown << false << QString();
        QTest::newRow("header no, response yes") << 200 << answer("\"1\"", "0", "ws_CO_1") << unknown << false << QString();
        QTest::newRow("yes without an id") << 200 << answer("\"0\"", "0") << unknown << false << QString();
        QTest::newRow("the document's own example") << 200 << answer("\"1|0\"", "0", "ws_CO_1") << unknown << false << QString();
        QTest::newRow("no with an id") << 200 << answer("\"1\"", "1", "ws_CO_1") << unknown << false << QString();
        QTest::newRow("both no, code of nobody") << 200 << answer("\"1\"", "1") << unknown << false << u"answer 1"_s;
        QTest::newRow("both no, Safaricom's gateway did not pass it on") << 200 << answer("\"1\"", "100000002") << refused << false << u"100000002"_s;
        QTest::newRow("both no, but Safaricom will try again") << 200 << answer("\"1\"", "100000000") << unknown << false << u"answer 100000000"_s;
        QTest::newRow("token expired") << 401 << fault("900903") << refused << true << u"900903"_s;
        QTest::newRow("token expired, bare") << 401 << QByteArray(R"({"code":"900901","message":"Invalid Credentials"})") << refused << true << u"900901"_s;
        QTest::newRow("not subscribed") << 403 << fault("900908") << refused << false << u"900908"_s;
        QTest::newRow("throttled") << 429 << fault("900800") << refused << false << u"900800"_s;
        QTest::newRow("code that its status contradicts") << 500 << fault("900901") << unknown << false << u"answer 900901"_s;
        QTest::newRow("code of nobody") << 500 << fault("101503") << unknown << false << u"answer 101503"_s;
        QTest::newRow("Safaricom's error") << 404 << QByteArray(R"({"requestId":"1","errorCode":"404.001.03","errorMessage":"Invalid Access Token"})") << unknown << false << u"answer 404.001.03"_s;
        QTest::newRow("nothing in it") << 200 << QByteArray("{}") << unknown << false << QString();
        QTest::newRow("page") << 200 << QByteArray("<html></html>") << unknown << false << QString();
        QTest::newRow("page of a firewall") << 403 << QByteArray("<html></html>") << unknown << false << u"answer 403"_s;
        QTest::newRow("lost") << 0 << QByteArray() << unknown << false << QString();
        QTest::newRow("refused connection") << -1 << QByteArray() << int(Certainty::NotSent) << false << QString();
    }
    void onlyTwoAgreeingPartsAreAYes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, certainty);
        QFETCH(bool, token);
        QFETCH(QString, code);
        willSignIn();
        willPush(status == 0 ? test::maybeSent() : status < 0 ? test::notSent() : answered(status, body, body.startsWith('<') ? "text/html" : "application/json"));
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(int(failed.certainty), certainty);
        QCOMPARE(failed.tokenRejected, token);
        QCOMPARE(failed.code, code);
        if (failed.certainty == Certainty::Unknown)   // words never say more than that
            QCOMPARE(m_provider->explain(failed.code, failed.text).moved, Explanation::Moved::Unknown);
    }
    void aNoProvesNothingUnlessTheShopTrustsIt()
    {
        Profile trusting = shop();
        trusting.settings.insert(u"nonzero-code"_s, u"refused"_s);
        use(trusting);
        willSignIn();
        willPush(answered(200, answer("\"1\"", "1")));
        QCOMPARE(std::get<PushFailed>(pushed()).certainty, Certainty::Refused);
        willPush(answered(200, answer("\"0\"", "1")));   // disagreement stays what it is
        QCOMPARE(std::get<PushFailed>(pushed()).certainty, Certainty::Unknown);
    }
    void withoutATokenNothingIsSent()
    {
        willSignIn(answered(401, R"({"error":"invalid_client"})"));
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"token"_s);
    }
    void aBrokenRuleIsFoundBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<kcb_buni::StkPush>("push");
        const kcb_buni::StkPush good{.routeCode = u"207"_s, .messageId = u"A1"_s, .phone = u"254722000000"_s, .amount = Money::fromWhole(1), .invoiceNumber = u"1234567-INV1"_s,
                                     .shortCode = {}, .passkey = {}, .callbackUrl = QUrl(u"https://till.example/r"_s), .description = u"Payment"_s};
        const auto row = [&](const char *name, const char *field, auto change) {
            kcb_buni::StkPush push = good;
            change(push);
            QTest::newRow(name) << QString::fromLatin1(field) << push;
        };
        row("good", "", [](auto &) {});
        row("no route", "routeCode", [](auto &push) { push.routeCode.clear(); });
        row("message id of 33", "messageId", [](auto &push) { push.messageId = QString(33, u'A'); });
        row("message id of 32", "", [](auto &push) { push.messageId = QString(32, u'A'); });
        row("number of another country", "phoneNumber", [](auto &push) { push.phone = u"251722000000"_s; });
        row("cents", "amount", [](auto &push) { push.amount = Money::fromMinor(150); });
        row("another currency", "amount", [](auto &push) { push.amount = Money::fromWhole(1, Currency::ETB); });
        row("invoice of 25", "invoiceNumber", [](auto &push) { push.invoiceNumber = QString(25, u'A'); });
        row("invoice of 24", "", [](auto &push) { push.invoiceNumber = QString(24, u'A'); });
        row("own short code missing", "orgShortCode", [](auto &push) { push.sharedShortCode = false; push.passkey = "x"; });
        row("own passkey missing", "orgPassKey", [](auto &push) { push.sharedShortCode = false; push.shortCode = u"174379"_s; });
        row("address in clear", "callbackUrl", [](auto &push) { push.callbackUrl = QUrl(u"http://till.example/r"_s); });
        row("description of 14", "transactionDescription", [](auto &push) { push.description = QString(14, u'A'); });
    }
    void aBrokenRuleIsFoundBeforeAnythingIsSent()
    {
        QFETCH(QString, field);
        QFETCH(kcb_buni::StkPush, push);
        const auto valid = push.validate();
        QCOMPARE(valid ? QString() : QString::fromLatin1(valid.error().field), field);
    }
    void whatItCannotDoIsAnsweredSoAndNotSent()
    {
        QCOMPARE(m_provider->capabilities(), Capabilities(Capability::Push));
        const auto query = test::answerFrom<QueryAnswer>([&](QObject *context, PaymentProvider::QueryDone done) { m_provider->query(u"ws_CO_1"_s, {}, context, std::move(done)); });
        QCOMPARE(query.kind, QueryAnswer::Kind::Unclear);
        QCOMPARE(query.code, u"unsupported"_s);
        const auto back = test::answerFrom<AskAnswer>([&](QObject *context, PaymentProvider::AskDone done) { m_provider->reverse({}, context, std::move(done)); });
        QCOMPARE(std::get<AskFailed>(back).certainty, Certainty::NotSent);
        QVERIFY(m_wire->sent().isEmpty());
    }
    void aSetUpIsTriedWithoutAPrompt()
    {
        using Verdict = SetupLine::Verdict;
        const auto lines = [&] { return test::answerFrom<QList<SetupLine>>([&](QObject *context, PaymentProvider::SetupDone done) { m_provider->checkSetup(context, std::move(done)); }); };
        willSignIn();
        auto told = lines();
        QCOMPARE(told.size(), 3);
        QCOMPARE(told.at(1).verdict, Verdict::Ok);
        QCOMPARE(told.at(2).verdict, Verdict::Ok);   // shared: none is needed
        willSignIn(answered(401, R"({"error":"invalid_client"})"));
        told = lines();
        QCOMPARE(told.at(1).verdict, Verdict::Failed);
    }
};

QTEST_GUILESS_MAIN(TestKcbBuniProvider)
#include "tst_kcb_buni_provider.moc"
