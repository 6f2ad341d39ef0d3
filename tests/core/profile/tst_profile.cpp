#include "core/profile/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

namespace {

Profile till()
{
    Profile profile;
    profile.id = u"0123456789abcdef0123456789abcdef"_s;
    profile.name = u"duka-1"_s;
    profile.provider = u"daraja"_s;
    profile.environment = Environment::Production;
    profile.shortCode = u"600123"_s;
    profile.till = u"9876543"_s;
    profile.type = AccountType::Till;
    profile.callbackUrl = QUrl(u"https://pay.duka.example/r"_s);
    return profile;
}

Profile custom(const QString &baseUrl)
{
    Profile profile = till();
    profile.environment = Environment::Custom;
    profile.baseUrl = QUrl(baseUrl);
    return profile;
}

//! Empty: it is right. Otherwise the field that is named.
QString faultOf(const Profile &profile)
{
    const auto checked = validate(profile);
    if (checked)
        return {};
    return checked.error().error == ProfileError::Invalid ? checked.error().detail.section(u':', 0, 0) : u"not Invalid"_s;
}

} // namespace

class TestProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePracticeShopIsComplete()
    {
        const Profile practice = practiceProfile();
        QCOMPARE(faultOf(practice), QString());
        QCOMPARE(practice.name, u"practice"_s);
        QCOMPARE(practice.shortCode, u"600000"_s);
        QCOMPARE(practice.tillId(), u"A1"_s);
        QVERIFY(practice.baseUrl.isEmpty() && practice.callbackUrl.isEmpty());
        QVERIFY(practice.effectiveBaseUrl().host().endsWith(".invalid"_L1));   // RFC 6761: never resolves
        QVERIFY(practice.effectiveCallbackUrl().host().endsWith(".invalid"_L1));
    }

    void everyEnvironmentHasItsAddress()
    {
        Profile profile = till();
        QCOMPARE(profile.effectiveBaseUrl(), QUrl(u"https://api.safaricom.co.ke"_s));
        profile.environment = Environment::Sandbox;
        QCOMPARE(profile.effectiveBaseUrl(), QUrl(u"https://sandbox.safaricom.co.ke"_s));
        QCOMPARE(custom(u"http://127.0.0.1:8080/"_s).effectiveBaseUrl(), QUrl(u"http://127.0.0.1:8080"_s));
        QCOMPARE(custom(u"https://proxy.example/d%2Fx//"_s).effectiveBaseUrl(), QUrl(u"https://proxy.example/d%2Fx"_s));
        QCOMPARE(custom(u"https://proxy.example/daraja/"_s).effectiveBaseUrl(), QUrl(u"https://proxy.example/daraja"_s));
    }

    void completeProfilesAreAccepted()
    {
        QCOMPARE(faultOf(till()), QString());
        QCOMPARE(faultOf(custom(u"http://127.0.0.1:8080"_s)), QString());
        QCOMPARE(faultOf(custom(u"http://[::1]:8080"_s)), QString());
        QCOMPARE(faultOf(custom(u"https://daraja.example"_s)), QString());
    }

    void namesAreSafeFolderNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("plain") << u"duka-1"_s << true;
        QTest::newRow("32 characters") << QString(32, u'a') << true;
        QTest::newRow("33 characters") << QString(33, u'a') << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("parent") << u".."_s << false;
        QTest::newRow("path") << u"a/b"_s << false;
        QTest::newRow("windows path") << u"a\\b"_s << false;
        QTest::newRow("capital") << u"Duka"_s << false;
        QTest::newRow("space") << u"my duka"_s << false;
        QTest::newRow("line end") << u"duka\n"_s << false;
        QTest::newRow("zero byte") << QString(u'a') + QChar(0) << false;
        QTest::newRow("letter of another script") << u"dukа"_s << false;
        QTest::newRow("a device on Windows") << u"con"_s << false;
        QTest::newRow("practice belongs to the built-in shop") << u"practice"_s << false;
    }
    void namesAreSafeFolderNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, allowed);
        Profile profile = till();
        profile.name = name;
        QCOMPARE(faultOf(profile), allowed ? QString() : u"name"_s);
    }

    void everyRuleNamesItsField_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QString &field, Profile profile, auto change) {
            change(profile);
            QTest::newRow(name) << profile << field;
        };
        row("no id", u"id"_s, till(), [](Profile &p) { p.id.clear(); });
        row("id with a path", u"id"_s, till(), [](Profile &p) { p.id = u"../x"_s; });
        row("unknown provider", u"provider"_s, till(), [](Profile &p) { p.provider = u"paypal"_s; });
        row("short code of 4", u"shortcode"_s, till(), [](Profile &p) { p.shortCode = u"6001"_s; });
        row("short code of 8", u"shortcode"_s, till(), [](Profile &p) { p.shortCode = u"60012345"_s; });
        row("short code with a letter", u"shortcode"_s, till(), [](Profile &p) { p.shortCode = u"60012a"_s; });
        row("digits of another script", u"shortcode"_s, till(), [](Profile &p) { p.shortCode = u"٦٠٠١٢٣"_s; });
        row("till without a number", u"till"_s, till(), [](Profile &p) { p.till.clear(); });
        row("till number too short", u"till"_s, till(), [](Profile &p) { p.till = u"12"_s; });
        row("paybill with a till", u"till"_s, till(), [](Profile &p) { p.type = AccountType::Paybill; });
        row("base URL in production", u"base-url"_s, till(), [](Profile &p) { p.baseUrl = QUrl(u"https://daraja.example"_s); });
        row("custom without base URL", u"base-url"_s, custom({}), [](Profile &) {});
        row("base URL in clear", u"base-url"_s, custom(u"http://daraja.example"_s), [](Profile &) {});
        row("a name that only looks local", u"base-url"_s, custom(u"http://127.0.0.1.example"_s), [](Profile &) {});
        row("base URL of another scheme", u"base-url"_s, custom(u"file:///etc/passwd"_s), [](Profile &) {});
        row("base URL with a password", u"base-url"_s, custom(u"https://me:pw@daraja.example"_s), [](Profile &) {});
        row("base URL with a query", u"base-url"_s, custom(u"https://daraja.example/?a=b"_s), [](Profile &) {});
        row("no callback URL", u"callback-url"_s, till(), [](Profile &p) { p.callbackUrl.clear(); });
        row("no callback URL, custom", u"callback-url"_s, custom(u"http://127.0.0.1:1"_s), [](Profile &p) { p.callbackUrl.clear(); });
        row("callback URL in clear", u"callback-url"_s, till(), [](Profile &p) { p.callbackUrl = QUrl(u"http://pay.duka.example/r"_s); });
        row("callback URL that is local", u"callback-url"_s, till(), [](Profile &p) { p.callbackUrl = QUrl(u"https://localhost/r"_s); });
        row("callback URL with a fragment", u"callback-url"_s, till(), [](Profile &p) { p.callbackUrl = QUrl(u"https://pay.duka.example/#r"_s); });
        row("callback text that is no URL", u"callback-url"_s, till(), [](Profile &p) { p.callbackUrl.setPath(u"duka"_s); p.callbackUrl.setHost({}); p.callbackUrl.setScheme({}); });
        row("listen without a port", u"listen"_s, till(), [](Profile &p) { p.listen = u"127.0.0.1"_s; });
        row("listen with port 0", u"listen"_s, till(), [](Profile &p) { p.listen = u"127.0.0.1:0"_s; });
        row("listen with a path", u"listen"_s, till(), [](Profile &p) { p.listen = u"127.0.0.1:80/x"_s; });
        row("initiator with a line end", u"initiator"_s, till(), [](Profile &p) { p.initiator = u"api\nuser"_s; });
        row("certificate with a zero", u"certificate"_s, till(), [](Profile &p) { p.certificate = QString(QChar(0)); });
        row("till id of three", u"till-id"_s, till(), [](Profile &p) { p.settings.insert(u"till-id"_s, u"A12"_s); });
        row("till id in small letters", u"till-id"_s, till(), [](Profile &p) { p.settings.insert(u"till-id"_s, u"a1"_s); });
        row("empty shop", u"shop"_s, till(), [](Profile &p) { p.settings.insert(u"shop"_s, u"  "_s); });
        row("version of C2B", u"c2b-version"_s, till(), [](Profile &p) { p.settings.insert(u"c2b-version"_s, u"2"_s); });
        row("reference suffix", u"reference-suffix"_s, till(), [](Profile &p) { p.settings.insert(u"reference-suffix"_s, u"yes"_s); });
    }
    void everyRuleNamesItsField()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, field);
        QCOMPARE(faultOf(profile), field);
    }

    void anUnknownSettingIsRefused()
    {
        Profile profile = till();
        profile.settings.insert(u"till_id"_s, u"A2"_s);
        QVERIFY(!validate(profile));
    }

    void listenTakesHostsAndPorts()
    {
        for (const QString &listen : {u"127.0.0.1:8443"_s, u"0.0.0.0:80"_s, u"[::1]:8443"_s, u"localhost:65535"_s}) {
            Profile profile = till();
            profile.listen = listen;
            QCOMPARE(faultOf(profile), QString());
        }
    }

    void wordsThatSafaricomRefuses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("plain") << u"https://pay.duka.example/results"_s << true;
        QTest::newRow("M-PESA in the path") << u"https://duka.example/M-PESA"_s << false;
        QTest::newRow("mpesa in the host") << u"https://Mpesa.duka.example/r"_s << false;
        QTest::newRow("Safaricom") << u"https://duka.example/SafariCom/r"_s << false;
        QTest::newRow("exe") << u"https://duka.example/r.EXE"_s << false;
        QTest::newRow("exec") << u"https://duka.example/exec/r"_s << false;
        QTest::newRow("cmd") << u"https://cmd.duka.example/r"_s << false;
        QTest::newRow("SQL") << u"https://duka.example/mySqL"_s << false;
        QTest::newRow("query") << u"https://duka.example/Query"_s << false;
        QTest::newRow("percent-encoded") << u"https://duka.example/%71uery"_s << false;
        QTest::newRow("a tunnel") << u"https://abc.ngrok.io/r"_s << false;
    }
    void wordsThatSafaricomRefuses()
    {
        QFETCH(QString, url);
        QFETCH(bool, allowed);
        Profile profile = till();
        profile.callbackUrl = QUrl(url);
        QCOMPARE(faultOf(profile), allowed ? QString() : u"callback-url"_s);
    }

    void tunnelsAreFineInTheSandbox()
    {
        Profile profile = till();
        profile.environment = Environment::Sandbox;
        profile.callbackUrl = QUrl(u"https://abc.ngrok.io/r"_s);
        QCOMPARE(faultOf(profile), QString());
    }

    void settingsHaveDefaults()
    {
        Profile profile = till();
        QCOMPARE(profile.tillId(), u"A1"_s);
        QCOMPARE(profile.shopName(), u"duka-1"_s);
        QVERIFY(profile.referenceSuffix());
        profile.settings = {{u"till-id"_s, u"B2"_s}, {u"shop"_s, u"Mama Njeri's Duka"_s}, {u"reference-suffix"_s, u"off"_s}};
        QCOMPARE(faultOf(profile), QString());
        QCOMPARE(profile.tillId(), u"B2"_s);
        QCOMPARE(profile.shopName(), u"Mama Njeri's Duka"_s);
        QVERIFY(!profile.referenceSuffix());
    }

    void othersMayTakeMoneyOnTheShortCodeUnlessTheShopSaysOtherwise()
    {
        Profile profile = till();
        QVERIFY(profile.sharesShortCode());
        profile.settings.insert(u"short-code-shared"_s, u"off"_s);
        QCOMPARE(faultOf(profile), QString());
        QVERIFY(!profile.sharesShortCode());
        QVERIFY(!practiceProfile().sharesShortCode());
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
