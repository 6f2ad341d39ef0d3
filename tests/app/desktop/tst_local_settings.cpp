#include "app/desktop/local_settings.h"
#include "tests/support/private_keyring.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunta;
using namespace kaunta::desktop;
using namespace Qt::StringLiterals;
using providers::SetupLine;

namespace {

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

//! A shop whose M-PESA nobody answers for, and whose results come back over loopback.
Profile shopAt(const QString &listen, const QString &callback)
{
    Profile profile;
    profile.id = u"0123456789abcdef0123456789abcdef"_s;
    profile.name = u"duka"_s;
    profile.provider = u"daraja"_s;
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(freePort()));
    profile.shortCode = u"174379"_s;
    profile.listen = listen;
    profile.callbackUrl = QUrl(callback);
    return profile;
}

} // namespace

//! The set-up pages' service on a real disk, a real keyring and a real port.
class TestLocalSettings : public QObject
{
    Q_OBJECT
    test::PrivateKeyring m_keyring;
    std::unique_ptr<QTemporaryDir> m_files;

    DataDir dir() const
    {
        auto opened = DataDir::open(m_files->path() + u"/kaunta"_s);
        Q_ASSERT(opened);
        return *opened;
    }
    static void store(LocalSettings &settings)
    {
        QSignalSpy stored(&settings, &SettingsService::secretStored);
        for (const QString &key : {u"consumer-key"_s, u"consumer-secret"_s, u"passkey"_s})
            settings.storeSecret(u"duka"_s, key, "something");
        QTRY_COMPARE(stored.count(), 3);
    }
    static CheckLine lastOf(const QSignalSpy &told, ProfileCheck check)
    {
        for (auto it = told.crbegin(); it != told.crend(); ++it)
            if (const auto line = it->at(1).value<CheckLine>(); line.check == check)
                return line;
        return {};
    }
    static CheckLine callbackOf(LocalSettings &settings)
    {
        QSignalSpy told(&settings, &SettingsService::checkTold);
        QSignalSpy finished(&settings, &SettingsService::testsFinished);
        settings.runTests(u"duka"_s);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000); }();
        return lastOf(told, ProfileCheck::Callback);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(!qEnvironmentVariableIsEmpty("KAUNTA_TEST_KEYRING"), "run it through tests/support/private_bus.sh"); }
    void init()
    {
        m_files = std::make_unique<QTemporaryDir>();
        m_keyring.start();
    }
    void cleanup() { m_keyring.stop(); }

    void practiceHasNothingToTest()
    {
        LocalSettings settings(dir(), practiceProfile());
        QSignalSpy told(&settings, &SettingsService::checkTold);
        QSignalSpy finished(&settings, &SettingsService::testsFinished);
        settings.runTests(u"practice"_s);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(told.count(), 4);
        QCOMPARE(lastOf(told, ProfileCheck::Callback).finding, Finding::NotNeeded);
    }

    void aCallThatComesBackProvesTheWay()
    {
        const QString here = u"127.0.0.1:%1"_s.arg(freePort());
        LocalSettings settings(dir(), practiceProfile());
        QVERIFY(dir().save(shopAt(here, u"http://"_s + here + u"/results"_s), true));
        store(settings);
        QCOMPARE(callbackOf(settings).finding, Finding::CallbackWorks);
        QCOMPARE(callbackOf(settings).finding, Finding::CallbackWorks);   // the port was given back
    }

    void aCallThatGoesElsewhereIsToldWithWhatAnswered()
    {
        LocalSettings settings(dir(), practiceProfile());
        QVERIFY(dir().save(shopAt(u"127.0.0.1:%1"_s.arg(freePort()), u"http://127.0.0.1:%1/results"_s.arg(freePort())), true));
        store(settings);
        const CheckLine line = callbackOf(settings);
        QCOMPARE(line.finding, Finding::CallbackLost);
        QVERIFY(!line.detail.isEmpty());
    }

    void aTillThatDoesNotListenAndATakenPortAreToldApart()
    {
        LocalSettings settings(dir(), practiceProfile());
        QVERIFY(dir().save(shopAt({}, u"http://127.0.0.1:%1/results"_s.arg(freePort())), true));
        store(settings);
        QCOMPARE(callbackOf(settings).finding, Finding::NotListening);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QVERIFY(dir().save(shopAt(u"127.0.0.1:%1"_s.arg(other.serverPort()), u"http://127.0.0.1:%1/results"_s.arg(other.serverPort())), false));
        QCOMPARE(callbackOf(settings).finding, Finding::CannotListen);
    }

    void theRunningTillTestsItsOwnAddress()
    {
        const QString here = u"127.0.0.1:%1"_s.arg(freePort());
        const Profile running = shopAt(here, u"http://"_s + here + u"/results"_s);
        LocalSettings settings(dir(), running);
        QVERIFY(dir().save(running, true));
        store(settings);
        settings.onTillReady();
        connect(&settings, &LocalSettings::tillTestWanted, &settings, [&settings] { settings.onTillTested({SetupLine::Item::Callback, SetupLine::Verdict::Failed, "", u"HTTP 404"_s}); });
        const CheckLine line = callbackOf(settings);
        QCOMPARE(line.finding, Finding::CallbackLost);   // as it said, although a till of our own would have found the way
        QCOMPARE(line.detail, u"HTTP 404"_s);

        Profile moved = running;
        moved.callbackUrl = QUrl(u"http://127.0.0.1:%1/elsewhere"_s.arg(freePort()));
        QVERIFY(dir().save(moved, false));
        QCOMPARE(callbackOf(settings).finding, Finding::RestartFirst);
    }

    void withoutSecretsTheWayIsNotTested()
    {
        const QString here = u"127.0.0.1:%1"_s.arg(freePort());
        LocalSettings settings(dir(), practiceProfile());
        Profile fresh = shopAt(here, u"http://"_s + here + u"/results"_s);
        fresh.id = u"fedcba9876543210fedcba9876543210"_s;   // the keyring remembers the other tests
        QVERIFY(dir().save(fresh, true));
        QCOMPARE(callbackOf(settings).finding, Finding::NotTestedYet);
    }
};
QTEST_GUILESS_MAIN(TestLocalSettings)
#include "tst_local_settings.moc"
