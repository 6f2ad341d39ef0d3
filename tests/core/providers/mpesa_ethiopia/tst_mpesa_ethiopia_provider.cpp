#include "core/daraja/oauth.h"
#include "core/providers/provider_factory.h"
#include "tests/core/daraja/throwaway_key.h"
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

//! Answers in order and keeps what was sent: a credential is another text each time, so that bodies cannot be recorded.
class AnsweringTransport final : public net::Transport
{
public:
    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        sent.append(request);
        if (answers.isEmpty())
            return QTest::qFail("one request too many", __FILE__, __LINE__);
        QMetaObject::invokeMethod(context, [reply = answers.takeFirst(), done = std::move(done)] { done(reply); }, Qt::QueuedConnection);
    }
    QJsonObject lastBody() const { return QJsonDocument::fromJson(sent.constLast().body).object(); }
    QList<net::Request> sent;
    QList<net::Reply> answers;
};

constexpr const char *kToken = R"({"access_token":"NMxP28Dk","token_type":"Bearer","expires_in":"3599"})";
constexpr const char *kTaken = R"({"ConversationID":"AG_20240904_1","OriginatorConversationID":"x","ResponseCode":"0","ResponseDescription":"Accept the service request successfully."})";

const test::ThrowawayKey &key()
{
    static const test::ThrowawayKey one;
    return one;
}

} // namespace

class TestMpesaEthiopiaProvider : public QObject
{
    Q_OBJECT
    std::unique_ptr<AnsweringTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<daraja::TokenCaches> m_caches;
    std::unique_ptr<PaymentProvider> m_provider;

    void use(const QMap<QString, QString> &settings = {}, Environment environment = Environment::Sandbox)
    {
        Profile profile;
        profile.provider = u"mpesa-ethiopia"_s;
        profile.environment = environment;
        profile.shortCode = u"1020"_s;
        profile.settings = settings;
        const DarajaInitiator initiator{.name = u"apitest"_s, .certificate = [] { return key().pem(); }, .password = [](QObject *context, std::function<void(std::optional<QByteArray>)> done) {
                                            QMetaObject::invokeMethod(context, [done = std::move(done)] { done(QByteArray("Safaricom123!")); }, Qt::QueuedConnection);
                                        }};
        m_provider = makeProvider({profile, {{u"consumer-key"_s, "key"}, {u"consumer-secret"_s, "secret"}, {u"passkey"_s, "passkey"}}, *m_wire, *m_caches, *m_clock, initiator});
    }
    void willAnswer(int status, const QByteArray &body) { m_wire->answers.append(answered(status, body)); }
    PushAnswer pushed()
    {
        const PushRequest request{.phone = Msisdn::parse(u"0777 890 420"_s, Country::Ethiopia).value(), .amount = Money::fromWhole(20, Currency::ETB), .reference = u"INV1A1Q7ZX"_s,
                                  .description = u"Payment"_s, .attemptId = u"01JDK3T5WQ8X9Y2ZABCDEFGHJK1"_s, .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .mayStart = {}};
        return test::answerFrom<PushAnswer>([&](QObject *context, PaymentProvider::PushDone done) { m_provider->push(request, context, std::move(done)); });
    }
    AskAnswer reversed()
    {
        const ReversalRequest request{.receipt = u"LHG31AA5TX"_s, .amount = Money::fromWhole(20, Currency::ETB), .remarks = u"Refund"_s,
                                      .resultUrl = QUrl(u"https://till.example/r/00000000000000000000000000000001"_s), .timeoutUrl = QUrl(u"https://till.example/r/00000000000000000000000000000002"_s), .mayStart = {}};
        return test::answerFrom<AskAnswer>([&](QObject *context, PaymentProvider::AskDone done) { m_provider->reverse(request, context, std::move(done)); });
    }

private Q_SLOTS:
    void init()
    {
        m_wire = std::make_unique<AnsweringTransport>();
        m_clock = std::make_unique<test::TestClock>();
        m_caches = std::make_unique<daraja::TokenCaches>(*m_wire, *m_clock);
        use();
    }
    void cleanup() { QVERIFY(m_wire->answers.isEmpty()); }

    void aPromptCarriesOurOwnIdInBirr()
    {
        willAnswer(200, kToken);
        willAnswer(200, R"({"MerchantRequestID":"01JDK3T5WQ8X9Y2ZABCDEFGHJK1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0","ResponseDescription":"ok","CustomerMessage":"ok"})");
        QCOMPARE(std::get<PushAccepted>(pushed()).checkoutRequestId, u"ws_CO_1"_s);
        const net::Request &token = m_wire->sent.constFirst();
        QCOMPARE(token.url, QUrl(u"https://apisandbox.safaricom.et/v1/token/generate?grant_type=client_credentials"_s));
        QVERIFY(token.verb == net::Verb::Get);
        QCOMPARE(m_wire->sent.constLast().url, QUrl(u"https://apisandbox.safaricom.et/mpesa/stkpush/v3/processrequest"_s));
        const QJsonObject body = m_wire->lastBody();
        QCOMPARE(body.value("MerchantRequestID"_L1).toString(), u"01JDK3T5WQ8X9Y2ZABCDEFGHJK1"_s);
        QCOMPARE(body.value("PhoneNumber"_L1).toInteger(), 251777890420);
        QCOMPARE(body.value("Timestamp"_L1).toString(), m_clock->nowUtc().toString(u"yyyyMMddHHmmss"_s));   // UTC by default
    }
    void whatDocumentsDisagreeAboutFollowsTheSettings()
    {
        use({{u"stk-version"_s, u"v1"_s}, {u"password-form"_s, u"fixed"_s}, {u"timestamp-zone"_s, u"local"_s}});
        willAnswer(200, kToken);
        willAnswer(500, "{}");
        pushed();
        QCOMPARE(m_wire->sent.constLast().url.path(), u"/mpesa/stkpush/v1/processrequest"_s);
        QCOMPARE(m_wire->lastBody().value("Password"_L1).toString(), u"passkey"_s);
        QCOMPARE(m_wire->lastBody().value("Timestamp"_L1).toString(), m_clock->nowUtc().addSecs(3 * 3600).toString(u"yyyyMMddHHmmss"_s));
    }
    void aRefusalProvesNothingUnlessTheShopTrustsIt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("trusting");
        QTest::addColumn<int>("certainty");
        QTest::addColumn<QString>("code");
        const int unknown = int(Certainty::Unknown);
        const int refused = int(Certainty::Refused);
        const QByteArray kenyan = R"({"requestId":"1","errorCode":"404.001.03","errorMessage":"Invalid Access Token"})";
        QTest::newRow("errorCode") << 404 << kenyan << false << unknown << u"answer 404.001.03"_s;
        QTest::newRow("errorCode, trusted") << 404 << kenyan << true << refused << u"404.001.03"_s;
        QTest::newRow("errorCode of nobody") << 403 << QByteArray(R"({"requestId":"1","errorCode":"SVC0403","errorMessage":"Forbidden"})") << true << unknown << u"answer SVC0403"_s;
        QTest::newRow("resultCode") << 400 << QByteArray(R"({"resultCode":"999997","resultDesc":"Invalid authorization header"})") << true << unknown << u"answer 999997"_s;
        QTest::newRow("responseCode") << 400 << QByteArray(R"({"responseCode":"400","responseDescription":"Bad request"})") << true << unknown << u"answer 400"_s;
        QTest::newRow("no of the gateway") << 200 << QByteArray(R"({"ResponseCode":"100000002","ResponseDescription":"Overload"})") << false << unknown << u"answer 100000002"_s;
        QTest::newRow("no of the gateway, trusted") << 200 << QByteArray(R"({"ResponseCode":"100000002","ResponseDescription":"Overload"})") << true << refused << u"100000002"_s;
        QTest::newRow("no of nobody") << 200 << QByteArray(R"({"ResponseCode":"1","ResponseDescription":"Failed"})") << true << unknown << u"answer 1"_s;
        QTest::newRow("yes without an id") << 200 << QByteArray(R"({"ResponseCode":"0"})") << true << unknown << QString();
    }
    void aRefusalProvesNothingUnlessTheShopTrustsIt()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, trusting);
        QFETCH(int, certainty);
        QFETCH(QString, code);
        use({{u"kenyan-error-codes"_s, trusting ? u"on"_s : u"off"_s}});
        willAnswer(200, kToken);
        willAnswer(status, body);
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(int(failed.certainty), certainty);
        QCOMPARE(failed.code, code);
        if (failed.certainty == Certainty::Unknown)   // words never say more than that
            QCOMPARE(m_provider->explain(failed.code, failed.text).moved, Explanation::Moved::Unknown);
    }
    void aRefusedSignInIsNotSent_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString &code : {u"999991"_s, u"999996"_s, u"999997"_s, u"999998"_s})
            QTest::newRow(qPrintable(code)) << code;
    }
    void aRefusedSignInIsNotSent()
    {
        QFETCH(QString, code);
        willAnswer(400, R"({"resultCode":")" + code.toLatin1() + R"(","resultDesc":"words"})");
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, code);
        QCOMPARE(m_provider->explain(code, {}).moved, Explanation::Moved::No);
    }
    void aRefundIsSignedAndNamesItsReceiver()
    {
        willAnswer(200, kToken);
        willAnswer(200, kTaken);
        QCOMPARE(std::get<AskAccepted>(reversed()).conversationId, u"AG_20240904_1"_s);
        QCOMPARE(m_wire->sent.constLast().url.path(), u"/mpesa/reversal/v2/request"_s);
        const QJsonObject body = m_wire->lastBody();
        QCOMPARE(key().opened(body.value("SecurityCredential"_L1).toString().toLatin1()), QByteArray("Safaricom123!"));
        QCOMPARE(body.value("RecieverIdentifierType"_L1).toString(), u"11"_s);
        QCOMPARE(body.value("ReceiverParty"_L1).toString(), u"1020"_s);
        QCOMPARE(body.value("Amount"_L1).toString(), u"20"_s);
        const QString mine = body.value("OriginatorConversationID"_L1).toString();
        QVERIFY(!mine.isEmpty() && !mine.contains("0000000001"_L1));   // the secret path is not in it
    }
    void statusAndBalanceAreAsked()
    {
        const QUrl result(u"https://till.example/r/00000000000000000000000000000001"_s);
        willAnswer(200, kToken);
        willAnswer(200, kTaken);
        const auto status = test::answerFrom<AskAnswer>([&](QObject *context, PaymentProvider::AskDone done) {
            m_provider->askStatus({.receipt = u"LHG31AA5TX"_s, .conversationId = {}, .resultUrl = result, .timeoutUrl = result}, context, std::move(done));
        });
        QVERIFY(std::holds_alternative<AskAccepted>(status));
        QCOMPARE(m_wire->lastBody().value("TransactionID"_L1).toString(), u"LHG31AA5TX"_s);
        QCOMPARE(m_wire->lastBody().value("OriginalConcersationID"_L1).toString(), u"0"_s);
        willAnswer(200, kTaken);
        const auto balance = test::answerFrom<AskAnswer>([&](QObject *context, PaymentProvider::AskDone done) { m_provider->askBalance({result, result}, context, std::move(done)); });
        QVERIFY(std::holds_alternative<AskAccepted>(balance));
        QCOMPARE(m_wire->sent.constLast().url.path(), u"/mpesa/accountbalance/v2/query"_s);
    }
    void registrationSaysYesWith200()
    {
        const RegisterUrls urls{QUrl(u"https://till.example/c"_s), QUrl(u"https://till.example/v"_s), true};
        const auto registered = [&] { return test::answerFrom<PlainAnswer>([&](QObject *context, PaymentProvider::PlainDone done) { m_provider->registerUrls(urls, context, std::move(done)); }); };
        willAnswer(200, kToken);
        willAnswer(200, R"({"responseCode":"200","responseMessage":"Request processed successfully"})");
        QVERIFY(registered().done);
        QCOMPARE(m_wire->sent.constLast().url.query(), u"apikey=key"_s);
        willAnswer(400, R"({"responseCode":"400","responseDescription":"Short Code already Registered"})");
        QVERIFY(!registered().done);
    }
    void nothingIsSimulatedInProduction()
    {
        use({}, Environment::Production);
        QVERIFY(!m_provider->capabilities().testFlag(Capability::Simulate));
        const auto answer = test::answerFrom<PlainAnswer>([&](QObject *context, PaymentProvider::PlainDone done) {
            m_provider->simulatePayment({Msisdn::parse(u"0777890420"_s, Country::Ethiopia).value(), Money::fromWhole(1, Currency::ETB), u"INV1"_s}, context, std::move(done));
        });
        QCOMPARE(answer.code, u"unsupported"_s);
        QVERIFY(m_wire->sent.isEmpty());
    }
    void whatItHasNotIsNotClaimed()
    {
        for (const Capability missing : {Capability::Query, Capability::Pull, Capability::Qr, Capability::Payout})
            QVERIFY(!m_provider->capabilities().testFlag(missing));
    }
};

QTEST_GUILESS_MAIN(TestMpesaEthiopiaProvider)
#include "tst_mpesa_ethiopia_provider.moc"
