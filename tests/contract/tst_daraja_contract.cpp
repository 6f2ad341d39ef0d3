#include "core/providers/daraja_provider.h"
#include "tests/contract/listening_transport.h"
#include "tests/contract/prism_process.h"
#include "tests/e2e/simulator/simulator_process.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::providers;
using namespace std::chrono_literals;
using test::ListeningTransport;
using test::refusedByPrism;

//! Every request that our client makes fits the API's description, and the check notices one that does not.
class TestDarajaContract : public QObject
{
    Q_OBJECT
    SystemClock m_clock;
    std::unique_ptr<test::SimulatorProcess> m_simulator;
    std::unique_ptr<test::PrismProcess> m_prism;
    std::unique_ptr<ListeningTransport> m_wire;
    std::unique_ptr<daraja::TokenCaches> m_tokens;
    std::unique_ptr<DarajaProvider> m_provider;
    int m_customer = 10;   // one prompt at a time for each: nobody's phone is locked by the test before

    void use(AccountType type)
    {
        Profile shop;
        shop.environment = Environment::Custom;
        shop.baseUrl = m_prism->url();
        shop.shortCode = u"174379"_s;
        shop.till = u"7654321"_s;
        shop.type = type;
        const auto practice = practice::practiceOptions();
        const DarajaCredentials credentials{practice.consumerKey.toUtf8(), practice.consumerSecret.toUtf8(), practice.passkey.toUtf8()};
        m_wire = std::make_unique<ListeningTransport>();
        m_tokens = std::make_unique<daraja::TokenCaches>(*m_wire, m_clock);
        m_provider = std::make_unique<DarajaProvider>(shop, credentials, *m_wire, *m_tokens, m_clock);
    }
    PushAnswer pushed()
    {
        std::optional<PushAnswer> answer;
        const PushRequest request{.phone = Msisdn::parse(u"07221000"_s + QString::number(m_customer++)).value(), .amount = Money::fromWhole(100), .reference = u"INV1A1Q7ZX"_s, .description = u"Payment"_s,
                                  .callbackUrl = QUrl(u"http://127.0.0.1:9/r/0123456789abcdef0123456789abcdef"_s), .mayStart = {}};
        m_provider->push(request, this, [&](const PushAnswer &got) { answer = got; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return answer.value_or(PushFailed{});
    }
    net::Reply sent(const net::Request &request)
    {
        std::optional<net::Reply> reply;
        m_wire->send(request, this, [&](const net::Reply &got) { reply = got; });
        if (!QTest::qWaitFor([&] { return reply.has_value(); }, 30'000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return reply.value_or(net::Reply{});
    }
    //! A push as our client made it, to be spoilt.
    net::Request goodPush()
    {
        use(AccountType::Paybill);
        if (!std::holds_alternative<PushAccepted>(pushed()))
            QTest::qFail("the good push was not accepted", __FILE__, __LINE__);
        return m_wire->exchanges.constLast().first;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_simulator = std::make_unique<test::SimulatorProcess>();
        QVERIFY2(m_simulator->port() != 0, m_simulator->firstLine().constData());
        m_prism = std::make_unique<test::PrismProcess>(QUrl(u"http://127.0.0.1:"_s + QString::number(m_simulator->port())));
        QVERIFY2(!m_prism->url().isEmpty(), m_prism->log().constData());
    }
    void cleanupTestCase()
    {
        m_provider.reset();
        m_prism.reset();
        m_simulator.reset();
    }

    void signingInAndAPushFitTheDescription_data()
    {
        QTest::addColumn<bool>("till");
        QTest::newRow("paybill") << false;
        QTest::newRow("till") << true;
    }
    void signingInAndAPushFitTheDescription()
    {
        QFETCH(bool, till);
        use(till ? AccountType::Till : AccountType::Paybill);
        const auto answer = pushed();
        QCOMPARE(m_wire->exchanges.size(), 2);
        for (const auto &[request, reply] : std::as_const(m_wire->exchanges))
            QVERIFY2(!refusedByPrism(reply), reply.body.constData());
        QVERIFY(std::holds_alternative<PushAccepted>(answer));
        QVERIFY(m_wire->exchanges.constFirst().first.url.path() == u"/oauth/v1/generate"_s);
    }
    void aQueryFitsTheDescription()
    {
        use(AccountType::Paybill);
        const auto accepted = pushed();
        QVERIFY(std::holds_alternative<PushAccepted>(accepted));
        std::optional<QueryAnswer> answer;
        m_provider->query(std::get<PushAccepted>(accepted).checkoutRequestId, 1s, this, [&](const QueryAnswer &got) { answer = got; });
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000);
        const auto &[request, reply] = m_wire->exchanges.constLast();
        QVERIFY(request.url.path() == u"/mpesa/stkpushquery/v1/query"_s);
        QVERIFY2(!refusedByPrism(reply), reply.body.constData());
        QVERIFY(reply.reached == net::Reply::Reached::Answered);
        QVERIFY(answer->kind != QueryAnswer::Kind::Unclear);
    }
    void aWrongPushIsNoticed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("amount as text") << u"Amount"_s << QJsonValue(u"100"_s);
        QTest::newRow("amount with cents") << u"Amount"_s << QJsonValue(100.5);
        QTest::newRow("phone as text") << u"PhoneNumber"_s << QJsonValue(u"254722000000"_s);
        QTest::newRow("short code as text") << u"BusinessShortCode"_s << QJsonValue(u"174379"_s);
        QTest::newRow("type that does not exist") << u"TransactionType"_s << QJsonValue(u"CustomerBuyGoods"_s);
        QTest::newRow("short timestamp") << u"Timestamp"_s << QJsonValue(u"2026112211000"_s);
        QTest::newRow("description as null") << u"TransactionDesc"_s << QJsonValue(QJsonValue::Null);
        QTest::newRow("no callback URL") << u"CallBackURL"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("no password") << u"Password"_s << QJsonValue(QJsonValue::Undefined);
    }
    void aWrongPushIsNoticed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        const net::Reply reply = sent(test::changed(goodPush(), field, value));
        QVERIFY2(refusedByPrism(reply), reply.body.constData());
        QCOMPARE(reply.status, 422);
        QVERIFY2(reply.body.contains("\"location\":[\"body\""), reply.body.constData());
    }
    void aPushWithoutAnyTokenIsNoticed()
    {
        net::Request request = goodPush();
        request.headers = {{"Accept", "application/json"}};
        const net::Reply reply = sent(request);
        QVERIFY2(refusedByPrism(reply), reply.body.constData());
        QCOMPARE(reply.status, 401);
    }
    void aPathThatIsNotDescribedIsNoticed()
    {
        net::Request request = goodPush();
        request.url.setPath(u"/mpesa/stkpush/v2/processrequest"_s);
        QVERIFY(refusedByPrism(sent(request)));
    }
};

QTEST_GUILESS_MAIN(TestDarajaContract)
#include "tst_daraja_contract.moc"
