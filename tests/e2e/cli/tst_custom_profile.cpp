#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"
#include "tests/e2e/simulator/simulator_process.h"
#include "tests/support/private_keyring.h"
#include "tests/support/rude_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kPasskey = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";   // Safaricom's public sandbox one
const QList<QByteArray> kSecrets{"practice-consumer-key", "practice-consumer-secret", kPasskey, "not-the-passkey",
                                 QByteArray("practice-consumer-key:practice-consumer-secret").toBase64(), "Bearer ", "Basic "};

QString codeOf(const Outcome &outcome)
{
    return outcome.last().value("code"_L1).toString();
}

} // namespace

//! Profiles of the environment custom: real HTTP, secrets in a real keyring, servers of ours and of others.
class TestCustomProfile : public QObject
{
    Q_OBJECT
    PrivateKeyring m_keyring;
    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop(const QString &profile = u"shop"_s) const { return Shop(m_dir->path(), {u"--profile"_s, profile}); }

    void addProfile(const QString &baseUrl, const QStringList &more = {}, const QString &name = u"shop"_s) const
    {
        const Outcome added = shop(name).run(QStringList{u"profile"_s, u"add"_s, name, u"--provider"_s, u"daraja"_s, u"--environment"_s, u"custom"_s, u"--base-url"_s, baseUrl,
                                                         u"--shortcode"_s, u"174379"_s, u"--callback-url"_s, u"https://shop.example/cb"_s}
                                             + more);
        QVERIFY2(added.exitCode == 0, added.told());
    }
    void setSecret(const QString &key, const QByteArray &value, const QString &name = u"shop"_s) const
    {
        const Outcome set = shop(name).run({u"secret"_s, u"set"_s, key}, value + '\n');
        QVERIFY2(set.exitCode == 0, set.told());
        QCOMPARE(set.last().value("state"_L1).toString(), u"stored"_s);
        QCOMPARE(set.last().value("in"_L1).toString(), u"GNOME Keyring"_s);
    }
    void setSecrets(const QString &name = u"shop"_s) const
    {
        setSecret(u"consumer-key"_s, "practice-consumer-key", name);
        setSecret(u"consumer-secret"_s, "practice-consumer-secret", name);
        setSecret(u"passkey"_s, kPasskey, name);
    }
    QString simulator() const { return u"http://127.0.0.1:%1"_s.arg(m_simulator->port()); }

    static void isSetUp(const Outcome &outcome, const QString &code)
    {
        QVERIFY2(outcome.exitCode == 3, outcome.told());
        QCOMPARE(codeOf(outcome), code);
        QCOMPARE(outcome.last().value("moneyMayHaveMoved"_L1), QJsonValue(false));
    }
    static void isPaidByQuery(const Outcome &outcome)
    {
        QVERIFY2(outcome.exitCode == 0, outcome.told());
        QCOMPARE(outcome.states(), u"journaled prompted paid!"_s);
        QCOMPARE(outcome.last().value("environment"_L1).toString(), u"custom"_s);
        QCOMPARE(outcome.last().value("evidence"_L1).toString(), u"query"_s);
        QVERIFY(outcome.last().value("receipt"_L1).isNull());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh");
        m_simulator = std::make_unique<SimulatorProcess>();
        QVERIFY(m_simulator->port() != 0);
    }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keyring.start();
    }
    void cleanup() { m_keyring.stop(); }

    //! What the manual shows first: a profile, three secrets, a charge. Both kinds of account, at once.
    void aChargeIsPaidAndItsReceiptAwaited()
    {
        addProfile(simulator());
        setSecrets();
        addProfile(simulator(), {u"--type"_s, u"till"_s, u"--till"_s, u"5551000"_s}, u"counter"_s);
        setSecrets(u"counter"_s);
        RunningKauntactl paybill(shop().chargeArguments(u"0722000000"_s));
        RunningKauntactl till(shop(u"counter"_s).chargeArguments(u"0711000001"_s));
        isPaidByQuery(paybill.end());
        isPaidByQuery(till.end());
        const Outcome pending = shop().run({u"pending"_s});   // goods may go, and the receipt is still to be found
        QCOMPARE(pending.states(), u"paid!"_s);
        QCOMPARE(shop().charges(), 1);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void theProfileTestPrintsALineForEachCheck()
    {
        addProfile(simulator());
        setSecrets();
        const Outcome good = shop().run({u"profile"_s, u"test"_s, u"shop"_s});
        QVERIFY2(good.exitCode == 0, good.told());
        QStringList checks;
        for (const QJsonObject &line : good.lines(u"check"_s))
            checks << line.value("check"_L1).toString() + u'=' + line.value("result"_L1).toString();
        QCOMPARE(checks.join(u' '), u"clock=ok token=ok passkey=ok callback=unknown"_s);

        setSecret(u"passkey"_s, "not-the-passkey");
        const Outcome bad = shop().run({u"profile"_s, u"test"_s, u"shop"_s});
        QVERIFY2(bad.exitCode == 3, bad.told());
        QCOMPARE(bad.lines(u"check"_s).size(), 4);
        QCOMPARE(bad.lines(u"check"_s).at(2).value("check"_L1).toString(), u"passkey"_s);
        QCOMPARE(bad.lines(u"check"_s).at(2).value("result"_L1).toString(), u"failed"_s);
        QVERIFY(!bad.lines(u"check"_s).at(2).value("message"_L1).toString().isEmpty());

        const Outcome refused = shop().charge(u"0722000000"_s);   // and M-PESA takes no charge with it either
        QVERIFY2(refused.exitCode == 10, refused.told());
        QCOMPARE(refused.states(), u"journaled declined!"_s);

        setSecret(u"consumer-secret"_s, "not-the-passkey");
        const Outcome worse = shop().run({u"profile"_s, u"test"_s, u"shop"_s});
        QVERIFY2(worse.exitCode == 3, worse.told());
        QCOMPARE(worse.lines(u"check"_s).at(1).value("result"_L1).toString(), u"failed"_s);
    }

    void aSecretThatWasNeverStoredIsNamed()
    {
        addProfile(simulator());
        setSecret(u"consumer-key"_s, "practice-consumer-key");
        setSecret(u"consumer-secret"_s, "practice-consumer-secret");
        const Outcome outcome = shop().charge(u"0722000000"_s);
        isSetUp(outcome, u"secret-missing"_s);
        QVERIFY2(outcome.last().value("message"_L1).toString().contains("passkey"_L1), outcome.told());
        QCOMPARE(shop().charges(), 0);
        setSecret(u"passkey"_s, kPasskey);
        QCOMPARE(shop().run({u"secret"_s, u"clear"_s, u"consumer-key"_s}).exitCode, 0);
        isSetUp(shop().charge(u"0722000000"_s), u"secret-missing"_s);
    }

    void aLockedKeyringIsToldFromAnEmptyOne()
    {
        addProfile(simulator());
        setSecrets();
        m_keyring.lock();
        isSetUp(shop().charge(u"0722000000"_s), u"keyring-locked"_s);
        QCOMPARE(shop().run({u"profile"_s, u"test"_s, u"shop"_s}).exitCode, 3);
        isSetUp(shop().run({u"secret"_s, u"set"_s, u"passkey"_s}, "something\n"), u"keyring-refused"_s);
        QCOMPARE(shop().charges(), 0);
        m_keyring.stop();
        m_keyring.start();
        QVERIFY2(shop().charge(u"0722000006"_s).exitCode == 10, "unlocked, it charges");
    }

    void withoutAKeyringNothingIsSentAndNothingIsWrittenElsewhere()
    {
        addProfile(simulator());
        setSecrets();
        m_keyring.stop();
        isSetUp(shop().charge(u"0722000000"_s), u"keyring-missing"_s);
        isSetUp(shop().run({u"secret"_s, u"set"_s, u"passkey"_s}, kPasskey + '\n'), u"keyring-missing"_s);
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        const Outcome outcome = shop().charge(u"0722000000"_s);
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
        isSetUp(outcome, u"keyring-missing"_s);
        QCOMPARE(shop().charges(), 0);
    }

    void aServerThatIsGoneIsProvenNotSent()
    {
        auto doomed = std::make_unique<SimulatorProcess>();
        addProfile(u"http://127.0.0.1:%1"_s.arg(doomed->port()));
        setSecrets();
        QCOMPARE(shop().charge(u"0722000006"_s).exitCode, 10);
        doomed.reset();
        const Outcome outcome = shop().charge(u"0711000001"_s);
        QVERIFY2(outcome.exitCode == 12, outcome.told());
        QCOMPARE(outcome.states(), u"journaled not_sent!"_s);
        QCOMPARE(shop().run({u"profile"_s, u"test"_s, u"shop"_s}).exitCode, 3);
    }

    void theLedgersHeadIsInTheKeyring()
    {
        addProfile(simulator());
        setSecrets();
        const QString folder = m_dir->filePath(u"profiles/shop"_s);
        QCOMPARE(shop().charge(u"0722000006"_s).exitCode, 10);
        QVERIFY(!QFile::exists(folder + u"/ledger-head"_s));
        QVERIFY(QFile::copy(folder + u"/ledger.sqlite"_s, folder + u"/yesterday"_s));
        QCOMPARE(shop().charge(u"0722000018"_s).exitCode, 10);
        const Outcome sound = shop().run({u"ledger"_s, u"verify"_s});
        QVERIFY2(sound.exitCode == 0, sound.told());
        QCOMPARE(sound.last().value("remembered"_L1), sound.last().value("events"_L1));

        for (const char *part : {"", "-wal", "-shm"})
            QFile::remove(folder + u"/ledger.sqlite"_s + QLatin1StringView(part));
        QVERIFY(QFile::rename(folder + u"/yesterday"_s, folder + u"/ledger.sqlite"_s));
        for (int time = 0; time < 2; ++time) {   // trying to charge does not wipe the trace
            const Outcome older = shop().run({u"ledger"_s, u"verify"_s});
            QVERIFY2(older.exitCode == 6, older.told());
            QCOMPARE(older.lines().first().value("finding"_L1).toString(), u"older-file"_s);
            const Outcome refused = shop().charge(u"0722000000"_s);
            QVERIFY2(refused.exitCode == 6, refused.told());
            QCOMPARE(codeOf(refused), u"chain-broken"_s);
        }
        QCOMPARE(shop().charges(), 1);
        const Outcome accepted = shop().run({u"ledger"_s, u"accept"_s, u"--reason"_s, u"backup of Monday"_s});
        QVERIFY2(accepted.exitCode == 0, accepted.told());
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
        QCOMPARE(shop().charge(u"0722000018"_s).exitCode, 10);
    }

    //! A server that knows nothing of Kaunta and gives one answer to everything.
    void anyServerThatSpeaksDarajaWillDo()
    {
        RudeServer server(Manners::Answer);
        server.answer = R"({"access_token":"tok-17","expires_in":"3599","MerchantRequestID":"m","CheckoutRequestID":"ws_CO_1","ResponseCode":"0",)"
                        R"("ResponseDescription":"ok","ResultCode":"0","ResultDesc":"ok"})";
        addProfile(server.url(QString()).toString());
        setSecrets();
        isPaidByQuery(shop().charge(u"0722000000"_s));
        QCOMPARE(server.seen().size(), 3);
        QVERIFY(server.seen().at(0).head.startsWith("GET /oauth/v1/generate?grant_type=client_credentials "));
        QVERIFY(server.seen().at(0).head.contains("Authorization: Basic cHJhY3RpY2UtY29uc3VtZXIta2V5OnByYWN0aWNlLWNvbnN1bWVyLXNlY3JldA=="));
        QVERIFY(server.seen().at(1).head.startsWith("POST /mpesa/stkpush/v1/processrequest "));
        QVERIFY(server.seen().at(1).head.contains("Authorization: Bearer tok-17"));
        QVERIFY(server.seen().at(2).head.startsWith("POST /mpesa/stkpushquery/v1/query "));
        const QJsonObject push = QJsonDocument::fromJson(server.seen().at(1).body).object();
        QCOMPARE(push.value("Amount"_L1), QJsonValue(100));
        QCOMPARE(push.value("PhoneNumber"_L1).toDouble(), 254722000000.0);
        QVERIFY(push.value("CallBackURL"_L1).toString().startsWith("https://shop.example/cb/"_L1));
        const QByteArray stamp = push.value("Timestamp"_L1).toString().toLatin1();
        QCOMPARE(QByteArray::fromBase64(push.value("Password"_L1).toString().toLatin1()), QByteArray("174379" + kPasskey + stamp));
        QCOMPARE(leaksIn(everythingPrinted(), {"tok-17", push.value("Password"_L1).toString().toLatin1(), push.value("CallBackURL"_L1).toString().section(u'/', -1).toLatin1()})
                     .join(u'\n'),
                 QString());
    }

#ifdef KAUNTA_PRISM
    //! A server that others made from the API's description alone (Prism), which also refuses what does not fit it.
    void aServerMadeFromTheApisDescriptionWillDo()
    {
        // Its examples name one payment in the push and another one in the query, which no till would believe.
        QFile description(QStringLiteral(KAUNTA_API_DESCRIPTION));
        QFile examples(m_dir->filePath(u"daraja.yaml"_s));
        QVERIFY(description.open(QIODevice::ReadOnly) && examples.open(QIODevice::WriteOnly));
        QByteArray text = description.readAll();
        QVERIFY(text.contains("ws_CO_13012021093521236557"));
        examples.write(text.replace("ws_CO_13012021093521236557", "ws_CO_191220191020363925"));
        examples.close();
        QProcess prism;
        prism.setProcessChannelMode(QProcess::MergedChannels);
        prism.start(QStringLiteral(KAUNTA_NODE), {QStringLiteral(KAUNTA_PRISM), u"mock"_s, examples.fileName(), u"--errors"_s, u"--host"_s, u"127.0.0.1"_s,
                                                  u"--port"_s, u"0"_s});
        static const QRegularExpression listening(uR"(listening on (http://127\.0\.0\.1:[0-9]+))"_s);
        QByteArray log;
        QTRY_VERIFY_WITH_TIMEOUT(listening.match(QString::fromUtf8(log += prism.readAll())).hasMatch(), 60'000);
        addProfile(listening.match(QString::fromUtf8(log)).captured(1));
        setSecrets();
        isPaidByQuery(shop().charge(u"0722000000"_s));
        prism.kill();
        QVERIFY(prism.waitForFinished());
    }
#endif

    void noSecretIsInAFileOrOnAScreen()
    {
        addProfile(simulator());
        setSecrets();
        QCOMPARE(shop().charge(u"0722000006"_s).exitCode, 10);
        int files = 0;
        for (QDirIterator it(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext(); ++files) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            for (const QByteArray &secret : kSecrets)
                QVERIFY2(!bytes.contains(secret), qPrintable(file.fileName()));
        }
        QVERIFY(files > 3);
        QVERIFY(everythingPrinted().size() > 5'000);
        QCOMPARE(leaksIn(everythingPrinted() + m_simulator->process().readAllStandardError(), kSecrets).join(u'\n'), QString());
    }

    void onceThereIsAnOwnerProfilesNeedAPin()
    {
        addProfile(simulator());
        setSecrets();
        QVERIFY(shop().run({u"profile"_s, u"set"_s, u"shop"_s, u"--set"_s, u"shop=Duka"_s}).exitCode == 0);   // nobody is there yet
        QCOMPARE(shop().run({u"user"_s, u"add"_s, u"njeri"_s, u"--role"_s, u"owner"_s}, "602913\n").exitCode, 0);
        const QStringList set{u"profile"_s, u"set"_s, u"shop"_s, u"--set"_s, u"shop=Duka la Njeri"_s};
        const QStringList add{u"profile"_s, u"add"_s, u"second"_s, u"--environment"_s, u"custom"_s, u"--base-url"_s, simulator(), u"--shortcode"_s, u"600123"_s,
                              u"--callback-url"_s, u"https://shop.example/cb"_s};
        const QStringList remove{u"profile"_s, u"remove"_s, u"shop"_s};
        const auto listed = [this] { return shop().run({u"profile"_s, u"list"_s}).lines(); };
        for (const QStringList &change : {set, add, remove}) {
            const auto before = listed();
            const Outcome wrong = shop().run(change, "602914\n");
            QCOMPARE(wrong.exitCode, 5);
            QCOMPARE(codeOf(wrong), u"pin-wrong"_s);
            QVERIFY(listed() == before);
            const Outcome done = shop().run(change, "602913\n");
            QVERIFY2(done.exitCode == 0, done.told());
            QVERIFY(listed() != before);
        }
        QCOMPARE(shop(u"second"_s).run({u"profile"_s, u"remove"_s, u"second"_s}).exitCode, 0);   // a shop without people
    }

    void whoMayNotChargeSendsNothing()
    {
        addProfile(simulator());
        setSecrets();
        QCOMPARE(shop().run({u"user"_s, u"add"_s, u"njeri"_s, u"--role"_s, u"owner"_s}, "602913\n").exitCode, 0);
        const Outcome stranger = shop().charge(u"0722000000"_s);
        QCOMPARE(stranger.exitCode, 5);
        QCOMPARE(codeOf(stranger), u"not-allowed"_s);
        QVERIFY(shop().run({u"pending"_s}).lines().isEmpty());
    }

    void removingTheProfileRemovesItsSecrets()
    {
        addProfile(simulator());
        setSecrets();
        QCOMPARE(shop().run({u"profile"_s, u"remove"_s, u"shop"_s}).exitCode, 0);
        QFile names(m_dir->filePath(u"secret-names.json"_s));
        QVERIFY(names.open(QIODevice::ReadOnly));
        QVERIFY(!names.readAll().contains("/passkey"));
        addProfile(simulator());   // the same name is another profile
        isSetUp(shop().charge(u"0722000000"_s), u"secret-missing"_s);
    }
};

QTEST_GUILESS_MAIN(TestCustomProfile)
#include "tst_custom_profile.moc"
