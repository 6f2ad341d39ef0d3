#include "core/profile/profile.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using providers::Capability;

//! The table of providers, row by row: whoever adds one meets every rule here.
class TestProviderTraits : public QObject
{
    Q_OBJECT
    static void everyProvider()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : providers::providerNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    static const providers::ProviderTraits &traits()
    {
        QFETCH(QString, name);
        return *providers::findProvider(name);
    }

private Q_SLOTS:
    void aProviderIsFoundByItsNameAlone()
    {
        QVERIFY(providers::findProvider({}) == nullptr);
        QVERIFY(providers::findProvider(u"Daraja"_s) == nullptr);
        QVERIFY(providers::findProvider(u"paypal"_s) == nullptr);
        QVERIFY(providers::providerNames().constFirst() == "daraja"_L1);   // profiles without a word about it have always been Daraja's
        const QStringList names = providers::providerNames();
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    }
    void everyDefaultKeepsItsOwnRule_data() { everyProvider(); }
    void everyDefaultKeepsItsOwnRule()
    {
        for (const providers::ProviderSetting &setting : traits().settings) {
            QVERIFY2(QString(setting.rule).endsWith(u'.'), setting.key.data());
            const QRegularExpression form(u"\\A(?:"_s + QString::fromLatin1(setting.form) + u")\\z"_s);
            QVERIFY2(form.isValid(), setting.key.data());
            QVERIFY2(setting.fallback.isEmpty() || form.match(setting.fallback).hasMatch(), setting.key.data());
            QVERIFY2(setting.practice.isEmpty() || form.match(setting.practice).hasMatch(), setting.key.data());
            for (const QString &choice : setting.choices())
                QVERIFY2(form.match(choice).hasMatch(), setting.key.data());
            QVERIFY2(*setting.label && *setting.help, setting.key.data());   // Settings makes its field from them
        }
    }
    void everyProviderCanPromptAndNamesItsSecrets_data() { everyProvider(); }
    void everyProviderCanPromptAndNamesItsSecrets()
    {
        QVERIFY(traits().capabilities.testFlag(Capability::Push));
        QVERIFY(traits().secrets != nullptr);
        QVERIFY(!traits().secrets(Profile{}).isEmpty());
        QVERIFY(!traits().title.isEmpty());
        QStringList found;
        for (const providers::SecretPlace &place : traits().secretPlaces)
            found << QString::fromLatin1(place.key);
        for (const QString &key : traits().secrets(Profile{}))
            QVERIFY2(found.contains(key), qPrintable(key));   // where a shop finds it
        QCOMPARE(found.contains(u"initiator-password"_s), needsInitiator(traits()));
    }
    void aSettingThatIsAListOfWordsIsAChoice()
    {
        QCOMPARE((providers::ProviderSetting{"a"_L1, "on|off", "x."_L1, {}}.choices()), (QStringList{u"on"_s, u"off"_s}));
        QVERIFY((providers::ProviderSetting{"a"_L1, "[0-9]{1,3}", "x."_L1, {}}.choices().isEmpty()));
        QVERIFY((providers::ProviderSetting{"a"_L1, "(https://|http://localhost)[^ ]+", "x."_L1, {}}.choices().isEmpty()));
    }
    void addressesAreSecureAndPracticeReachesNobody_data() { everyProvider(); }
    void addressesAreSecureAndPracticeReachesNobody()
    {
        for (const QLatin1StringView address : {traits().practiceUrl, traits().sandboxUrl, traits().productionUrl})
            QVERIFY(address.isEmpty() || (QUrl(address).scheme() == "https"_L1 && !address.endsWith(u'/')));
        QVERIFY(traits().practiceUrl.isEmpty() || QUrl(traits().practiceUrl).host().endsWith(".invalid"_L1));
        QVERIFY(!traits().productionUrl.isEmpty());
    }
    void theProfileFollowsItsProvider_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("phone");   // of the country, as it is typed there
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QString>("foreign");
        QTest::newRow("Daraja") << u"daraja"_s << u"KES"_s << u"0110 000 000"_s << u"254110000000"_s << u"251712345678"_s;
        QTest::newRow("KCB Buni") << u"kcb-buni"_s << u"KES"_s << u"0722 000 000"_s << u"254722000000"_s << u"251712345678"_s;
        QTest::newRow("MuvaTech") << u"muvatech"_s << u"KES"_s << u"0715316525"_s << u"254715316525"_s << u"251712345678"_s;
        QTest::newRow("M-PESA Ethiopia") << u"mpesa-ethiopia"_s << u"ETB"_s << u"0777 890 420"_s << u"251777890420"_s << u"254722000000"_s;
    }
    void theProfileFollowsItsProvider()
    {
        QFETCH(QString, name);
        QFETCH(QString, currency);
        QFETCH(QString, phone);
        QFETCH(QString, digits);
        QFETCH(QString, foreign);
        Profile profile;
        profile.provider = name;
        QCOMPARE(currencyCode(profile.currency()), currency);
        const auto parsed = Msisdn::parse(phone, profile.country());
        QVERIFY(parsed);
        QCOMPARE(parsed->digits(), digits);
        QVERIFY(!Msisdn::parse(foreign, profile.country()));
    }
    void aSettingHasItsDefaultUntilTheProfileSaysOtherwise()
    {
        Profile profile;
        profile.provider = u"daraja"_s;
        QCOMPARE(profile.setting("c2b-version"_L1), u"v2"_s);
        profile.settings.insert(u"c2b-version"_s, u"v1"_s);
        QCOMPARE(profile.setting("c2b-version"_L1), u"v1"_s);
        QCOMPARE(profile.setting("no-such-setting"_L1), QString());
    }
    void aSettingOfAnotherProviderIsRefused()
    {
        Profile profile = practiceProfile();
        profile.settings.insert(u"route-code"_s, u"207"_s);
        QVERIFY(!validate(profile));
    }
};

QTEST_GUILESS_MAIN(TestProviderTraits)
#include "tst_provider_traits.moc"
