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
using Item = SetupLine::Item;
using Verdict = SetupLine::Verdict;

namespace {

QString recording(const char *name) { return QStringLiteral(KAUNTA_DARAJA_DATA "/") + QLatin1StringView(name); }

QByteArray error(const char *code, const char *message)
{
    return QByteArray(R"({"requestId":"1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})";
}

} // namespace

class TestDarajaSetup : public QObject
{
    Q_OBJECT
    std::unique_ptr<ScriptedTransport> m_wire;
    std::unique_ptr<test::TestClock> m_clock;
    std::unique_ptr<daraja::TokenCaches> m_caches;
    std::unique_ptr<DarajaProvider> m_provider;

    void use(const QByteArray &passkey)
    {
        Profile shop;
        shop.environment = Environment::Custom;
        shop.baseUrl = QUrl(u"https://sandbox.example"_s);
        shop.shortCode = u"174379"_s;
        m_provider = std::make_unique<DarajaProvider>(shop, DarajaCredentials{"key", "secret", passkey}, *m_wire, *m_caches, *m_clock);
    }
    QList<SetupLine> checked()
    {
        std::optional<QList<SetupLine>> lines;
        m_provider->checkSetup(this, [&](const QList<SetupLine> &got) { lines = got; });
        if (!QTest::qWaitFor([&] { return lines.has_value(); }, 5000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        for (const net::Request &request : m_wire->sent())
            if (request.url.path().contains(u"stkpush/"_s))
                QTest::qFail("a set-up test asked for money", __FILE__, __LINE__);
        return lines.value_or(QList<SetupLine>{{}, {}, {}});
    }
    void willSignIn() { m_wire->expect(ScriptedTransport::recorded(recording("oauth"))); }

private Q_SLOTS:
    void init()
    {
        m_wire = std::make_unique<ScriptedTransport>();
        m_clock = std::make_unique<test::TestClock>();
        m_caches = std::make_unique<daraja::TokenCaches>(*m_wire, *m_clock);
        use("passkey");
    }
    void cleanup() { QVERIFY(m_wire->isFinished()); }

    void aGoodSetUpIsThreeTimesOk()
    {
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query_made_up")));
        const auto lines = checked();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).item, Item::Clock);
        QCOMPARE(lines.at(1).item, Item::Token);
        QCOMPARE(lines.at(2).item, Item::Passkey);
        for (const SetupLine &line : lines) {
            QCOMPARE(line.verdict, Verdict::Ok);
            QVERIFY(QByteArray(line.says).endsWith('.'));
        }
    }
    void aTokenFromBeforeProvesNothingAboutTheKeys()
    {
        for (int i = 0; i < 2; ++i) {
            willSignIn();
            m_wire->expect(ScriptedTransport::recorded(recording("query_made_up")));
            QCOMPARE(checked().at(1).verdict, Verdict::Ok);
        }
    }
    void aClockThatIsWrongByMoreThanAMinuteIsTold_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("verdict");
        QTest::newRow("exact") << 0 << int(Verdict::Ok);
        QTest::newRow("a minute fast") << 60 << int(Verdict::Ok);
        QTest::newRow("a minute slow") << -60 << int(Verdict::Ok);
        QTest::newRow("more than a minute fast") << 61 << int(Verdict::Failed);
        QTest::newRow("more than a minute slow") << -61 << int(Verdict::Failed);
        QTest::newRow("years slow") << -200'000'000 << int(Verdict::Failed);
    }
    void aClockThatIsWrongByMoreThanAMinuteIsTold()
    {
        QFETCH(int, seconds);
        QFETCH(int, verdict);
        m_clock->jumpWallClock(std::chrono::seconds(seconds));
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), answered(400, "")));   // even a refusal tells the time
        const auto line = checked().at(0);
        QCOMPARE(int(line.verdict), verdict);
        if (line.verdict == Verdict::Failed)
            QVERIFY(QByteArray(line.says).contains(seconds > 0 ? "fast" : "slow"));
    }
    void keysAreRefusedOrNotKnown_data()
    {
        QTest::addColumn<int>("status");   // 0: no answer
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("verdict");
        QTest::newRow("refused") << 400 << error("400.008.01", "Invalid Authentication passed") << int(Verdict::Failed);
        QTest::newRow("refused without words") << 400 << QByteArray() << int(Verdict::Failed);
        QTest::newRow("401") << 401 << QByteArray() << int(Verdict::Failed);
        QTest::newRow("busy") << 503 << QByteArray("<html></html>") << int(Verdict::Unknown);
        QTest::newRow("portal") << 200 << QByteArray("<html></html>") << int(Verdict::Unknown);
        QTest::newRow("offline") << 0 << QByteArray() << int(Verdict::Unknown);
    }
    void keysAreRefusedOrNotKnown()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, verdict);
        m_wire->expect(ScriptedTransport::recorded(recording("oauth"), status == 0 ? test::notSent() : answered(status, body)));
        const auto lines = checked();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(int(lines.at(1).verdict), verdict);
        QCOMPARE(lines.at(2).verdict, Verdict::Unknown);
        QCOMPARE(lines.at(0).verdict, status == 0 ? Verdict::Unknown : Verdict::Ok);
    }
    void thePasskeyIsJudgedByWhatDarajaSaysAboutAMadeUpId_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("verdict");
        QTest::newRow("no such id") << 500 << error("500.001.1001", "The transaction does not exist") << int(Verdict::Ok);
        QTest::newRow("invalid id") << 400 << error("400.002.02", "Bad Request - Invalid CheckoutRequestID") << int(Verdict::Ok);
        QTest::newRow("wrong passkey") << 500 << error("500.001.1001", "[MerchantValidate] - Wrong credentials") << int(Verdict::Failed);
        QTest::newRow("wrong short code") << 500 << error("500.001.1001", "Merchant does not exist") << int(Verdict::Failed);
        QTest::newRow("other field") << 400 << error("400.002.02", "Bad Request - Invalid Timestamp") << int(Verdict::Unknown);
        QTest::newRow("no words") << 500 << error("500.001.1001", "") << int(Verdict::Unknown);
        QTest::newRow("a result for an id that nobody has") << 200 << QByteArray(R"({"ResponseCode":"0","ResultCode":"0"})") << int(Verdict::Unknown);
        QTest::newRow("429") << 429 << QByteArray(R"({"fault":{"faultstring":"Spike arrest violation"}})") << int(Verdict::Unknown);
    }
    void thePasskeyIsJudgedByWhatDarajaSaysAboutAMadeUpId()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, verdict);
        willSignIn();
        m_wire->expect(ScriptedTransport::recorded(recording("query_made_up"), answered(status, body)));
        const auto lines = checked();
        QCOMPARE(int(lines.at(2).verdict), verdict);
        QCOMPARE(lines.at(1).verdict, Verdict::Ok);
    }
    void keysWithoutTheProductAreTold()
    {
        for (int i = 0; i < 2; ++i) {
            willSignIn();
            m_wire->expect(ScriptedTransport::recorded(recording("query_made_up"), answered(404, error("404.001.03", "Invalid Access Token"))));
        }
        QCOMPARE(checked().at(2).verdict, Verdict::Failed);
    }
    void aMissingPasskeyIsTold()
    {
        use("");
        willSignIn();
        const auto line = checked().at(2);
        QCOMPARE(line.verdict, Verdict::Failed);
        QVERIFY(line.detail.contains(u"Password: missing"_s));
    }
};

QTEST_GUILESS_MAIN(TestDarajaSetup)
#include "tst_daraja_setup.moc"
