#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/simulator/simulator_process.h"
#include "tests/support/private_keyring.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kPasskey = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";   // Safaricom's public sandbox one
const QByteArray kInitiatorPassword = "Neema-2031#";
const QByteArray kOwnersPin = "602913";
const QByteArray kCashiersPin = "4826";

//! A port that nobody has just now.
quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

//! A shop that reaches M-PESA through somebody else, over real HTTP, from set-up to the end of its charges.
class TestOtherProviders : public QObject
{
    Q_OBJECT
    PrivateKeyring m_keyring;
    QTemporaryDir m_files;
    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_provider;

    Shop shop(const QString &user = u"cashier"_s) const { return Shop(m_dir->path(), {u"--profile"_s, u"duka"_s, u"--user"_s, user}); }
    static void good(const Outcome &outcome) { QVERIFY2(outcome.exitCode == 0, outcome.told()); }
    static void everyProvider()
    {
        QTest::addColumn<QString>("provider");
        for (const QString &name : {u"kcb-buni"_s, u"muvatech"_s, u"mpesa-ethiopia"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void open()
    {
        QFETCH(QString, provider);
        m_provider = provider;
        const quint16 port = freePort();
        const QStringList options{u"--port"_s, QString::number(port), u"--provider"_s, provider, u"--certificate-out"_s, m_files.filePath(u"mpesa.cer"_s),
                                  u"--initiator"_s, u"dukaapi"_s, u"--initiator-password"_s, QString::fromLatin1(kInitiatorPassword)};
        m_simulator = std::make_unique<SimulatorProcess>(options);   // now, because the certificate is its own
        QVERIFY(m_simulator->port() == port);
        const QString here = u"127.0.0.1:%1"_s.arg(freePort());
        QStringList add{u"profile"_s, u"add"_s, u"duka"_s, u"--provider"_s, provider, u"--environment"_s, u"custom"_s, u"--base-url"_s, u"http://127.0.0.1:%1"_s.arg(port),
                        u"--callback-url"_s, u"http://"_s + here + u"/results"_s, u"--listen"_s, here};
        if (provider == "kcb-buni"_L1)
            add << u"--set"_s << u"till-account=1234567"_s;
        else
            add << u"--shortcode"_s << u"174379"_s;
        if (provider == "mpesa-ethiopia"_L1)
            add << u"--initiator"_s << u"dukaapi"_s << u"--certificate"_s << m_files.filePath(u"mpesa.cer"_s);
        good(shop().run(add));
        if (provider == "muvatech"_L1) {
            good(shop().run({u"secret"_s, u"set"_s, u"bearer-token"_s}, "practice-bearer-token\n"));
            const Outcome addresses = shop().run({u"c2b"_s, u"register"_s});
            good(addresses);
            const QString confirmation = addresses.last().value("confirmation"_L1).toString();
            QVERIFY2(confirmation.startsWith(u"http://"_s + here), addresses.told());
            m_simulator.reset();
            m_simulator = std::make_unique<SimulatorProcess>(options + QStringList{u"--confirmation-url"_s, confirmation});
            QVERIFY(m_simulator->port() == port);
            return;
        }
        good(shop().run({u"secret"_s, u"set"_s, u"consumer-key"_s}, "practice-consumer-key\n"));
        good(shop().run({u"secret"_s, u"set"_s, u"consumer-secret"_s}, "practice-consumer-secret\n"));
        if (provider == "mpesa-ethiopia"_L1) {
            good(shop().run({u"secret"_s, u"set"_s, u"passkey"_s}, kPasskey + '\n'));
            good(shop().run({u"secret"_s, u"set"_s, u"initiator-password"_s}, kInitiatorPassword + '\n'));
        }
    }
    QString currency() const { return m_provider == "mpesa-ethiopia"_L1 ? u"ETB"_s : u"KES"_s; }
    void provenByCallback(const Outcome &paid) const
    {
        good(paid);
        const QJsonObject last = paid.last();
        QCOMPARE(last.value("state"_L1).toString(), u"paid"_s);
        QCOMPARE(last.value("evidence"_L1).toString(), u"callback"_s);
        QCOMPARE(last.value("currency"_L1).toString(), currency());
        QVERIFY(last.value("final"_L1).toBool());
        QVERIFY(last.value("receipt"_L1).toString().startsWith("TEST"_L1));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh"); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keyring.start();
    }
    void cleanup()
    {
        m_simulator.reset();
        m_keyring.stop();
    }

    void aChargeIsPaid_data() { everyProvider(); }
    void aChargeIsPaid()
    {
        open();
        provenByCallback(shop().charge(u"0722000000"_s));
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }
    void aChargeIsDeclined_data() { everyProvider(); }
    void aChargeIsDeclined()
    {
        open();
        const Outcome declined = shop().charge(u"0722000001"_s);
        QVERIFY2(declined.exitCode == 10, declined.told());
        QCOMPARE(declined.last().value("reason"_L1).toString(), u"1032"_s);
        QCOMPARE(declined.last().value("evidence"_L1).toString(), u"callback"_s);
    }
    void aLostAnswerIsMadeGoodByTheCallback_data() { everyProvider(); }
    void aLostAnswerIsMadeGoodByTheCallback()
    {
        open();
        const Outcome lost = shop().charge(u"0722000014"_s);
        provenByCallback(lost);
        bool wasUnknown = false;
        for (const QJsonObject &line : lost.lines(u"state"_s))
            wasUnknown = wasUnknown || line.value("state"_L1) == "unknown"_L1;
        QVERIFY2(wasUnknown, lost.told());
    }
    void whatLeavesNoTraceStaysUnknown_data() { everyProvider(); }
    void whatLeavesNoTraceStaysUnknown()
    {
        open();
        const Outcome lost = shop().charge(u"0722000015"_s, u"100"_s, {u"--wait"_s, u"8"_s});
        QVERIFY2(lost.exitCode == 11, lost.told());
        QCOMPARE(lost.last().value("state"_L1).toString(), u"unknown"_s);
        const Outcome resumed = shop().run({u"resume"_s, u"--wait"_s, u"2"_s});
        QVERIFY2(resumed.exitCode == 11, resumed.told());
    }
    void paidWithoutACallbackIsNeverCalledPaid_data() { everyProvider(); }
    void paidWithoutACallbackIsNeverCalledPaid()
    {
        open();
        const Outcome waiting = shop().charge(u"0722000020"_s, u"100"_s, {u"--wait"_s, u"12"_s});
        QVERIFY2(waiting.exitCode == 11, waiting.told());
        QCOMPARE(waiting.last().value("state"_L1).toString(), u"prompted"_s);
    }
    void aCallbackThatComesTwiceCountsOnce_data() { everyProvider(); }
    void aCallbackThatComesTwiceCountsOnce()
    {
        open();
        provenByCallback(shop().charge(u"0722000021"_s));
        const Outcome sales = shop().run({u"sale"_s, u"list"_s});
        good(sales);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }
    void aCallbackThatIsLateCounts_data() { everyProvider(); }
    void aCallbackThatIsLateCounts()
    {
        open();
        provenByCallback(shop().charge(u"0722000022"_s));   // 90 s
    }
    void inEthiopiaMoneyGoesBackAndQuestionsAreAnswered_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("birr") << u"mpesa-ethiopia"_s;
    }
    void inEthiopiaMoneyGoesBackAndQuestionsAreAnswered()
    {
        open();
        good(shop().run({u"user"_s, u"add"_s, u"njeri"_s, u"--role"_s, u"owner"_s}, kOwnersPin + '\n'));
        good(shop(u"njeri"_s).run({u"user"_s, u"add"_s, u"achieng"_s, u"--role"_s, u"cashier"_s}, kCashiersPin + '\n' + kOwnersPin + '\n'));
        const Outcome paid = shop(u"achieng"_s).charge(u"0722000000"_s);
        provenByCallback(paid);
        const Outcome status = shop(u"achieng"_s).run({u"status"_s, paid.last().value("receipt"_L1).toString()});
        good(status);
        QCOMPARE(status.last().value("completed"_L1), QJsonValue(true));
        QCOMPARE(status.last().value("currency"_L1).toString(), u"ETB"_s);
        const Outcome balance = shop(u"njeri"_s).run({u"balance"_s});
        good(balance);
        QVERIFY2(balance.told() != nullptr && QByteArray(balance.told()).contains("ETB"), balance.told());
        const Outcome refunded = shop(u"achieng"_s).run({u"refund"_s, paid.last().value("sale"_L1).toString(), u"--reason"_s, u"Wrong size"_s, u"--approver"_s, u"njeri"_s}, kOwnersPin + '\n');
        good(refunded);
        QCOMPARE(refunded.last().value("state"_L1).toString(), u"done"_s);
        QCOMPARE(refunded.last().value("currency"_L1).toString(), u"ETB"_s);
        QCOMPARE(shop(u"achieng"_s).run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }
    void practiceIsPlayedWithEachOfThem_data() { everyProvider(); }
    void practiceIsPlayedWithEachOfThem()
    {
        QFETCH(QString, provider);
        m_provider = provider;
        const Shop practice(m_dir->path(), {u"--profile"_s, u"practice"_s});
        QStringList set{u"profile"_s, u"set"_s, u"practice"_s, u"--provider"_s, provider};
        if (provider == "kcb-buni"_L1)
            set << u"--set"_s << u"till-account=1234567"_s;
        good(practice.run(set));
        provenByCallback(practice.charge(u"0722000000"_s));
        const Outcome declined = practice.charge(u"0722000001"_s);
        QVERIFY2(declined.exitCode == 10, declined.told());
        const Outcome lost = practice.charge(u"0722000014"_s);
        provenByCallback(lost);
    }
    void whatAProviderHasNotIsRefusedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("KCB") << u"kcb-buni"_s;
        QTest::newRow("MuvaTech") << u"muvatech"_s;
    }
    void whatAProviderHasNotIsRefusedBeforeAnythingIsSent()
    {
        open();
        const Outcome status = shop().run({u"status"_s, u"TESTABCDE2"_s});
        QVERIFY2(status.exitCode == 3, status.told());
        QVERIFY2(QByteArray(status.told()).contains("not-supported"), status.told());
    }
};

QTEST_GUILESS_MAIN(TestOtherProviders)
#include "tst_other_providers.moc"
