#include "core/daraja/oauth.h"
#include "core/providers/provider_factory.h"
#include "tests/contract/listening_transport.h"
#include "tests/contract/prism_process.h"
#include "tests/core/providers/answer_of.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::providers;
using test::refusedByPrism;

namespace {

//! The description knows the path below the API's context alone, and no token: both are the gateway's part.
class BehindTheGateway final : public net::Transport
{
public:
    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        if (request.url.path() == "/token"_L1) {
            net::Reply token;
            token.reached = net::Reply::Reached::Answered;
            token.status = 200;
            token.headers = {{"Content-Type", "application/json"}};
            token.body = R"({"access_token":"eyJ4NXQ","token_type":"Bearer","expires_in":3600})";
            QMetaObject::invokeMethod(context, [token, done = std::move(done)] { done(token); }, Qt::QueuedConnection);
            return;
        }
        net::Request inner = request;
        inner.url.setPath(request.url.path().remove(u"/mm/api/request/1.0.0"_s));
        wire.send(inner, context, std::move(done));
    }
    test::ListeningTransport wire;
};

} // namespace

//! The one request that we make to KCB fits its own description, and the check notices one that does not.
class TestKcbContract : public QObject
{
    Q_OBJECT
    SystemClock m_clock;
    std::unique_ptr<test::PrismProcess> m_prism;
    std::unique_ptr<BehindTheGateway> m_gateway;

    PushAnswer pushed(bool shared)
    {
        Profile shop;
        shop.provider = u"kcb-buni"_s;
        shop.environment = Environment::Custom;
        shop.baseUrl = m_prism->url();
        shop.settings.insert(u"shared-short-code"_s, shared ? u"on"_s : u"off"_s);
        shop.settings.insert(u"till-account"_s, u"1234567"_s);
        shop.shortCode = u"174379"_s;
        m_gateway = std::make_unique<BehindTheGateway>();
        daraja::TokenCaches tokens(*m_gateway, m_clock);
        const auto provider = makeProvider({shop, {{u"consumer-key"_s, "key"}, {u"consumer-secret"_s, "secret"}, {u"passkey"_s, "passkey"}}, *m_gateway, tokens, m_clock, {}});
        const PushRequest request{.phone = Msisdn::parse(u"0722000000"_s).value(), .amount = Money::fromWhole(100), .reference = u"INV1A1Q7ZX"_s, .description = u"Payment"_s,
                                  .attemptId = u"01JDK3T5WQ8X9Y2ZABCDEFGHJK1"_s, .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .mayStart = {}};
        return test::answerFrom<PushAnswer>([&](QObject *context, PaymentProvider::PushDone done) { provider->push(request, context, std::move(done)); });
    }
    net::Reply sent(const net::Request &request)
    {
        return test::answerFrom<net::Reply>([&](QObject *context, net::Transport::DoneFn done) { m_gateway->wire.send(request, context, std::move(done)); });
    }
    //! A push as our client made it, to be spoilt.
    net::Request goodPush()
    {
        pushed(true);
        return m_gateway->wire.exchanges.constLast().first;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_prism = std::make_unique<test::PrismProcess>();
        QVERIFY2(!m_prism->url().isEmpty(), m_prism->log().constData());
    }

    void aPushFitsTheDescription_data()
    {
        QTest::addColumn<bool>("shared");
        QTest::newRow("KCB's short code") << true;
        QTest::newRow("the shop's own") << false;
    }
    void aPushFitsTheDescription()
    {
        QFETCH(bool, shared);
        const PushAnswer answer = pushed(shared);
        QCOMPARE(m_gateway->wire.exchanges.size(), 1);
        const net::Reply &reply = m_gateway->wire.exchanges.constFirst().second;
        QVERIFY2(!refusedByPrism(reply), reply.body.constData());
        QCOMPARE(reply.status, 200);
        // What Prism answers is the description's own example, whose statusCode is "1|0": no clear yes.
        QCOMPARE(std::get<PushFailed>(answer).certainty, Certainty::Unknown);
    }
    void aWrongPushIsNoticed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("amount as a number") << u"amount"_s << QJsonValue(100);
        QTest::newRow("phone as a number") << u"phoneNumber"_s << QJsonValue(qint64{254722000000});
        QTest::newRow("phone of 13") << u"phoneNumber"_s << QJsonValue(u"2547220000000"_s);
        QTest::newRow("flag as text") << u"sharedShortCode"_s << QJsonValue(u"true"_s);
        QTest::newRow("invoice of 25") << u"invoiceNumber"_s << QJsonValue(QString(25, u'A'));
        QTest::newRow("description of 14") << u"transactionDescription"_s << QJsonValue(QString(14, u'A'));
        QTest::newRow("short code of 13") << u"orgShortCode"_s << QJsonValue(QString(13, u'1'));
        QTest::newRow("no passkey") << u"orgPassKey"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("no callback address") << u"callbackUrl"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("description as null") << u"transactionDescription"_s << QJsonValue(QJsonValue::Null);
    }
    void aWrongPushIsNoticed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        const net::Reply reply = sent(test::changed(goodPush(), field, value));
        QVERIFY2(refusedByPrism(reply), reply.body.constData());
        QCOMPARE(reply.status, 422);
    }
    void aMissingOrTooLongHeaderIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        for (const char *header : {"routeCode", "operation", "messageId"})
            QTest::addRow("no %s", header) << QByteArray(header) << QByteArray();
        QTest::newRow("message id of 33") << QByteArray("messageId") << QByteArray(33, 'A');
        QTest::newRow("route of 65") << QByteArray("routeCode") << QByteArray(65, 'A');
    }
    void aMissingOrTooLongHeaderIsNoticed()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        net::Request request = goodPush();
        request.headers.removeIf([&](const auto &one) { return one.first == header; });
        if (!value.isEmpty())
            request.headers.append({header, value});
        const net::Reply reply = sent(request);
        QVERIFY2(refusedByPrism(reply), reply.body.constData());
    }
};

QTEST_GUILESS_MAIN(TestKcbContract)
#include "tst_kcb_contract.moc"
