#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/simulator/simulator_process.h"
#include "tests/support/private_keyring.h"

#include <QFile>
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

//! A port that nobody has just now. The till listens there a moment later.
quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

//! A shop whose results come over real HTTP from an M-PESA that is another process: first, twice, late, or not at all.
class TestCustomRefund : public QObject
{
    Q_OBJECT
    PrivateKeyring m_keyring;
    QTemporaryDir m_files;
    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop(const QString &user = u"achieng"_s) const { return Shop(m_dir->path(), {u"--profile"_s, u"duka"_s, u"--user"_s, user}); }
    static void good(const Outcome &outcome) { QVERIFY2(outcome.exitCode == 0, outcome.told()); }

    void playMpesa(const QByteArray &script = {})
    {
        QStringList options{u"--certificate-out"_s, m_files.filePath(u"mpesa.cer"_s), u"--initiator"_s, u"dukaapi"_s, u"--initiator-password"_s, QString::fromLatin1(kInitiatorPassword),
                            u"--store"_s, m_files.filePath(u"mpesa.sqlite"_s)};
        if (!script.isEmpty()) {
            QFile file(m_files.filePath(u"script.json"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(script);
            options << u"--script"_s << file.fileName();
        }
        m_simulator.reset();
        m_simulator = std::make_unique<SimulatorProcess>(options);
        QVERIFY(m_simulator->port() != 0);
    }
    void openShop(bool listens = true)
    {
        const QString here = u"127.0.0.1:%1"_s.arg(freePort());
        QStringList add{u"profile"_s, u"add"_s, u"duka"_s, u"--provider"_s, u"daraja"_s, u"--environment"_s, u"custom"_s, u"--base-url"_s,
                        u"http://127.0.0.1:%1"_s.arg(m_simulator->port()), u"--shortcode"_s, u"174379"_s, u"--callback-url"_s, u"http://"_s + here + u"/results"_s,
                        u"--initiator"_s, u"dukaapi"_s, u"--certificate"_s, m_files.filePath(u"mpesa.cer"_s)};
        if (listens)
            add << u"--listen"_s << here;
        good(shop().run(add));
        good(shop().run({u"secret"_s, u"set"_s, u"consumer-key"_s}, "practice-consumer-key\n"));
        good(shop().run({u"secret"_s, u"set"_s, u"consumer-secret"_s}, "practice-consumer-secret\n"));
        good(shop().run({u"secret"_s, u"set"_s, u"passkey"_s}, kPasskey + '\n'));
        good(shop().run({u"secret"_s, u"set"_s, u"initiator-password"_s}, kInitiatorPassword + '\n'));
        good(shop().run({u"user"_s, u"add"_s, u"njeri"_s, u"--role"_s, u"owner"_s}, kOwnersPin + '\n'));
        good(shop(u"njeri"_s).run({u"user"_s, u"add"_s, u"achieng"_s, u"--role"_s, u"cashier"_s}, kCashiersPin + '\n' + kOwnersPin + '\n'));
    }
    Outcome refund(const QString &sale, const QStringList &more = {}) const
    {
        return shop().run(QStringList{u"refund"_s, sale, u"--reason"_s, u"Wrong size"_s, u"--approver"_s, u"njeri"_s} + more, kOwnersPin + '\n');
    }
    static QString statesOf(const Outcome &outcome)
    {
        QStringList words;
        for (const QJsonObject &line : outcome.lines(u"refund"_s))
            words << line.value("state"_L1).toString() + (line.value("final"_L1).toBool() ? u"!"_s : QString());
        return words.join(u' ');
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh"); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keyring.start();
    }
    void cleanup() { m_keyring.stop(); }

    void chargeRefundBalanceAndStatusAreAnsweredOverHttp()
    {
        playMpesa();
        openShop();
        const Outcome tested = shop().run({u"profile"_s, u"test"_s, u"duka"_s});
        good(tested);
        QCOMPARE(tested.lines(u"check"_s).size(), 4);
        QCOMPARE(tested.lines(u"check"_s).last().value("check"_L1).toString(), u"callback"_s);
        QCOMPARE(tested.lines(u"check"_s).last().value("result"_L1).toString(), u"ok"_s);

        const Outcome paid = shop().charge(u"0722000000"_s);
        good(paid);
        QCOMPARE(paid.last().value("evidence"_L1).toString(), u"callback"_s);
        const QString receipt = paid.last().value("receipt"_L1).toString();
        QVERIFY(receipt.startsWith("TEST"_L1));

        const Outcome refunded = refund(paid.last().value("sale"_L1).toString());
        good(refunded);
        QCOMPARE(statesOf(refunded), u"journaled accepted done!"_s);
        QCOMPARE(refunded.last().value("approvedBy"_L1).toString(), u"njeri"_s);

        const Outcome balance = shop(u"njeri"_s).run({u"balance"_s});
        good(balance);
        QVERIFY(balance.last().value("accounts"_L1).toArray().size() >= 3);
        const Outcome cashiers = shop().run({u"balance"_s});   // not a cashier's business
        QVERIFY2(cashiers.exitCode == 5, cashiers.told());
        const Outcome status = shop().run({u"status"_s, receipt});
        good(status);
        QCOMPARE(status.last().value("completed"_L1), QJsonValue(false));   // it was sent back
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void aResultCountsOnceHoweverItComes_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        QTest::newRow("before the acknowledgement") << QByteArray(R"("answerAfter": 2000, "outcome": {"results": [200]})");
        QTest::newRow("twice") << QByteArray(R"("outcome": {"results": [500, 900]})");
        QTest::newRow("late") << QByteArray(R"("outcome": {"results": [12000]})");
        QTest::newRow("after a queue timeout") << QByteArray(R"("outcome": {"results": [4000], "timeouts": [500]})");
    }
    void aResultCountsOnceHoweverItComes()
    {
        QFETCH(QByteArray, outcome);
        playMpesa("{\"rules\": [{\"endpoint\": \"reversal\", " + outcome + "}]}");
        openShop();
        const Outcome refunded = refund(shop().charge(u"0722000000"_s).last().value("sale"_L1).toString());
        good(refunded);
        QVERIFY2(statesOf(refunded).endsWith("done!"_L1), refunded.told());
        QCOMPARE(statesOf(refunded).count("done"_L1), 1);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void aResultThatNeverComesIsAskedForAfterARestart()
    {
        playMpesa(R"({"rules": [{"endpoint": "reversal", "outcome": {"results": []}}]})");
        openShop();
        const QString sale = shop().charge(u"0722000000"_s).last().value("sale"_L1).toString();
        const Outcome waited = refund(sale, {u"--wait"_s, u"3"_s});
        QVERIFY2(waited.exitCode == 11, waited.told());
        QCOMPARE(statesOf(waited), u"journaled accepted"_s);
        const Outcome resumed = shop().run({u"resume"_s, u"--wait"_s, u"60"_s});
        good(resumed);
        QCOMPARE(statesOf(resumed), u"done!"_s);
        QCOMPARE(resumed.lines(u"refund"_s).last().value("evidence"_L1).toString(), u"status"_s);
    }

    void withoutAWayBackNothingIsSent()
    {
        playMpesa();
        openShop(false);
        const Outcome paid = shop().charge(u"0722000000"_s);   // by query alone: receipt awaited
        good(paid);
        const Outcome pulled = shop().run({u"pull"_s});        // and M-PESA's list has it
        good(pulled);
        const Outcome tried = refund(paid.last().value("sale"_L1).toString());
        QVERIFY2(tried.exitCode == 3, tried.told());
        QCOMPARE(tried.last().value("code"_L1).toString(), u"callback-not-tested"_s);
        QVERIFY(tried.lines(u"refund"_s).isEmpty());
    }

    void nothingPrintedHasAPinASecretOrAPhoneNumber()
    {
        QCOMPARE(leaksIn(everythingPrinted(), {kPasskey, kInitiatorPassword, kOwnersPin, kCashiersPin, "practice-consumer-secret", "Bearer "}).join(u'\n'), QString());
    }
};

QTEST_GUILESS_MAIN(TestCustomRefund)
#include "tst_custom_refund.moc"
