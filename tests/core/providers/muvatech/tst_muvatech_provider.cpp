#include "core/callbacks/stk_callback.h"
#include "core/daraja/oauth.h"
#include "core/providers/muvatech/access.h"
#include "core/providers/muvatech/muvatech_provider.h"
#include "tests/core/providers/answer_of.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kaunta;
using namespace kaunta::providers;
using test::answered;
using test::ScriptedTransport;

namespace {

const QString kReference = u"0123456789abcdef0123456789abcdef"_s;

//! One of the two exchanges of the published collection, as they were recorded.
struct Recorded {
    QString url;
    QJsonObject request;
    int status = 0;
    net::Headers headers;
    QByteArray body;
};
Recorded recorded(int index)
{
    QFile file(QStringLiteral(KAUNTA_TEST_DATA "/collection.json"));
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail("no collection", __FILE__, __LINE__);
    const QJsonObject item = QJsonDocument::fromJson(file.readAll()).object().value("item"_L1).toArray().at(index).toObject();
    const QJsonObject request = item.value("request"_L1).toObject();
    const QJsonObject response = item.value("response"_L1).toArray().at(0).toObject();
    Recorded read{request.value("url"_L1).toString(), QJsonDocument::fromJson(request.value("body"_L1).toObject().value("raw"_L1).toString().toUtf8()).object(),
                  response.value("code"_L1).toInt(), {}, response.value("body"_L1).toString().toUtf8()};
    for (const QJsonValue &header : response.value("header"_L1).toArray())
        read.headers.append({header.toObject().value("key"_L1).toString().toLatin1(), header.toObject().value("value"_L1).toString().toLatin1()});
    return read;
}

Profile shop()
{
    Profile profile;
    profile.provider = u"muvatech"_s;
    profile.environment = Environment::Production;
    return profile;
}

QByteArray answer(const QByteArray &code, const QByteArray &reference = kReference.toLatin1())
{
    return R"({"responseCode":)" + code + R"(,"transactionReference":")" + reference + R"(","responseMessage":"words"})";
}

} // namespace

class TestMuvatechProvider : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<daraja::TokenCaches> m_caches;
    std::unique_ptr<PaymentProvider> m_provider;

    void use(const Profile &profile, const QByteArray &token = "pasted")
    {
        m_provider = makeProvider({profile, {{u"bearer-token"_s, token}}, *m_wire, *m_caches, *m_clock, {}});
    }
    void willPush(const net::Reply &reply)
    {
        m_wire->expect({"POST https://payments.muva.tech/api/v1/payments/initiateSTKpush", {{"Authorization", "Bearer pasted"}, {"Accept", "application/json"}},
                        R"({"amount":"10","phoneNumber":"0715316525","transactionReference":"0123456789abcdef0123456789abcdef"})", reply});
    }
    PushAnswer pushed(const QString &reference = kReference)
    {
        const PushRequest request{.phone = Msisdn::parse(u"0715316525"_s).value(), .amount = Money::fromWhole(10), .reference = u"INV1"_s, .description = u"Payment"_s,
                                  .attemptId = u"A1"_s, .callbackUrl = QUrl(u"https://till.example/r/"_s + reference), .mayStart = {}};
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

    void theRecordedPromptIsReplayed()
    {
        const Recorded exchange = recorded(0);
        QCOMPARE(exchange.status, 200);
        net::Reply reply = answered(200, exchange.body);
        reply.headers = exchange.headers;
        const QByteArray reference = "TXN-17337398003e760-06IMB51122M1122";
        m_wire->expect({"POST " + exchange.url.toLatin1(), {{"Authorization", "Bearer pasted"}, {"Accept", "application/json"}},
                        QJsonDocument(exchange.request).toJson(QJsonDocument::Compact), reply});
        const auto accepted = std::get<PushAccepted>(pushed(QString::fromLatin1(reference)));
        QVERIFY(accepted.checkoutRequestId.isEmpty());
        QVERIFY(accepted.merchantRequestId.isEmpty());   // the reference is a secret: a cashier who reads it on a screen could post with it
    }
    void theRecordedPayoutFitsItsTypeAndNobodyCallsIt()
    {
        const Recorded exchange = recorded(1);
        muvatech::B2cPayment payout;
        payout.phone = u"254715316525"_s;
        payout.amount = Money::fromWhole(10);
        payout.reference = u"TXN-1733318510934-MHK7Rxq"_s;
        QVERIFY(payout.validate());
        QCOMPARE(payout.toJson(), exchange.request);
        QVERIFY(exchange.url.endsWith(QLatin1StringView(muvatech::B2cPayment::spec.path)));
        const auto read = muvatech::Initiated::fromJson(QJsonDocument::fromJson(exchange.body).object());
        QVERIFY(read);
        QCOMPARE(read->code, u"0"_s);
        QCOMPARE(read->reference, payout.reference);
        QCOMPARE(read->message, u"Request Accepted and Queued Successfully"_s);
        QVERIFY(!m_provider->capabilities().testFlag(Capability::Payout));
    }
    void onlyAClearAnswerIsAYesOrANo_data()
    {
        QTest::addColumn<int>("status");   // 0: no whole answer, -1: nothing left
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("trusting");
        QTest::addColumn<int>("certainty");   // -1: accepted
        const int unknown = int(Certainty::Unknown);
        QTest::newRow("yes") << 200 << answer("0") << false << -1;
        QTest::newRow("yes as text") << 200 << answer("\"0\"") << false << -1;
        QTest::newRow("yes to another reference") << 200 << answer("0", "another") << false << unknown;
        QTest::newRow("no") << 200 << answer("1") << false << unknown;
        QTest::newRow("no, and the shop trusts it") << 200 << answer("1") << true << int(Certainty::Refused);
        QTest::newRow("no to another reference") << 200 << answer("1", "another") << true << unknown;
        QTest::newRow("no code") << 200 << QByteArray(R"({"message":"ok"})") << true << unknown;
        QTest::newRow("unauthenticated") << 401 << QByteArray(R"({"message":"Unauthenticated."})") << true << unknown;
        QTest::newRow("validation") << 422 << QByteArray(R"({"message":"The given data was invalid."})") << true << unknown;
        QTest::newRow("yes under an error") << 500 << answer("0") << false << unknown;
        QTest::newRow("Safaricom's refusal") << 404 << QByteArray(R"({"errorCode":"404.001.03","errorMessage":"Invalid Access Token"})") << true << unknown;
        QTest::newRow("page") << 403 << QByteArray("<html></html>") << true << unknown;
        QTest::newRow("lost") << 0 << QByteArray() << true << unknown;
        QTest::newRow("refused connection") << -1 << QByteArray() << false << int(Certainty::NotSent);
    }
    void onlyAClearAnswerIsAYesOrANo()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, trusting);
        QFETCH(int, certainty);
        Profile profile = shop();
        if (trusting)
            profile.settings.insert(u"nonzero-code"_s, u"refused"_s);
        use(profile);
        willPush(status == 0 ? test::maybeSent() : status < 0 ? test::notSent() : answered(status, body, body.startsWith('<') ? "text/html" : "application/json"));
        const PushAnswer got = pushed();
        if (const auto *failed = std::get_if<PushFailed>(&got)) {
            QCOMPARE(int(failed->certainty), certainty);
            if (failed->certainty == Certainty::Unknown)   // words never say more than that
                QCOMPARE(m_provider->explain(failed->code, failed->text).moved, Explanation::Moved::Unknown);
        } else {
            QCOMPARE(certainty, -1);
        }
    }
    void nothingIsSentWhileTheLimitIsUsedUp()
    {
        willPush(answered(200, answer("0"), "application/json", {{"X-RateLimit-Limit", "60"}, {"X-RateLimit-Remaining", "0"}}));
        QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
        const auto held = std::get<PushFailed>(pushed());
        QCOMPARE(held.certainty, Certainty::NotSent);
        QCOMPARE(held.code, u"429"_s);
        m_clock->advance(60s);
        willPush(answered(429, R"({"message":"Too Many Attempts."})", "application/json", {{"X-RateLimit-Limit", "60"}, {"Retry-After", "90"}}));
        const auto refused = std::get<PushFailed>(pushed());
        QCOMPARE(refused.certainty, Certainty::Refused);
        QCOMPARE(refused.code, u"429"_s);
        m_clock->advance(89s);
        QCOMPARE(std::get<PushFailed>(pushed()).certainty, Certainty::NotSent);
        m_clock->advance(1s);
        willPush(answered(200, answer("0")));
        QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
    }
    void aShorterWaitThatComesLaterDoesNotEndALongerOne()
    {
        muvatech::Access access("pasted", *m_clock);
        const auto mayAsk = [&] {
            return test::answerFrom<bool>([&](QObject *context, const auto &got) { access.get(context, [got](const auto &token) { got(bool(token)); }); });
        };
        const auto limited = [](const QByteArray &seconds) {
            return answered(429, R"({"message":"Too Many Attempts."})", "application/json", {{"X-RateLimit-Limit", "60"}, {"Retry-After", seconds}});
        };
        access.learn(limited("90"));
        m_clock->advance(1s);
        access.learn(limited("5"));   // of an earlier request, late on its way
        m_clock->advance(88s);
        QVERIFY(!mayAsk());
        m_clock->advance(1s);
        QVERIFY(mayAsk());
    }
    void theSixtyFirstOfAMinuteWaits()
    {
        for (int sent = 0; sent < 60; ++sent) {
            willPush(answered(200, answer("0")));
            QVERIFY(std::holds_alternative<PushAccepted>(pushed()));
        }
        QCOMPARE(std::get<PushFailed>(pushed()).code, u"429"_s);
        QCOMPARE(m_wire->sent().size(), 60);
    }
    void a429OfSomebodyElseProvesNothing()
    {
        willPush(answered(429, R"({"message":"Too Many Attempts."})"));
        QCOMPARE(std::get<PushFailed>(pushed()).certainty, Certainty::Unknown);
    }
    void aTokenThatWouldBreakTheHeaderIsNeverSent()
    {
        use(shop(), "two words");
        const auto failed = std::get<PushFailed>(pushed());
        QCOMPARE(failed.certainty, Certainty::NotSent);
        QCOMPARE(failed.code, u"token"_s);
    }
    void aPostIsJoinedByOurReferenceInEitherForm_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("reference");
        QTest::newRow("flat") << QByteArray(R"({"transactionReference":"abc","ResultCode":0})") << u"abc"_s;
        QTest::newRow("beside the envelope") << QByteArray(R"({"transactionReference":"abc","Body":{"stkCallback":{"ResultCode":0}}})") << u"abc"_s;
        QTest::newRow("in the envelope") << QByteArray(R"({"Body":{"stkCallback":{"ResultCode":0,"TransactionReference":"abc"}}})") << u"abc"_s;
        QTest::newRow("two that disagree") << QByteArray(R"({"transactionReference":"abc","TransactionReference":"abd"})") << QString();
        QTest::newRow("none") << QByteArray(R"({"ResultCode":0})") << QString();
        QTest::newRow("no object") << QByteArray("[]") << QString();
    }
    void aPostIsJoinedByOurReferenceInEitherForm()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, reference);
        QCOMPARE(callbacks::transactionReferenceIn(body), reference);
    }
};

QTEST_GUILESS_MAIN(TestMuvatechProvider)
#include "tst_muvatech_provider.moc"
