#include "core/profile/profile_options.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

class TestProfileOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOptionCanBeSetAndReadBack_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::newRow("provider") << u"provider"_s << u"daraja"_s;
        QTest::newRow("environment") << u"environment"_s << u"custom"_s;
        QTest::newRow("base-url") << u"base-url"_s << u"http://127.0.0.1:8080"_s;
        QTest::newRow("shortcode") << u"shortcode"_s << u"174379"_s;
        QTest::newRow("till") << u"till"_s << u"9876543"_s;
        QTest::newRow("type") << u"type"_s << u"till"_s;
        QTest::newRow("callback-url") << u"callback-url"_s << u"https://duka.example/r"_s;
        QTest::newRow("listen") << u"listen"_s << u"127.0.0.1:8443"_s;
        QTest::newRow("initiator") << u"initiator"_s << u"testapi"_s;
        QTest::newRow("certificate") << u"certificate"_s << u"/home/duka/live.cer"_s;
    }
    void everyOptionCanBeSetAndReadBack()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        Profile profile;
        QVERIFY(applyOption(profile, option, u' ' + value + u' '));   // pasted with blanks
        QCOMPARE(optionValue(profile, option), value);
    }

    void theTableAboveIsComplete()
    {
        QCOMPARE(profileOptionNames().size(), 10);
        for (const QString &name : profileOptionNames()) {
            Profile profile;
            const bool mayBeEmpty = name != "provider"_L1 && name != "environment"_L1 && name != "type"_L1;
            QCOMPARE(bool(applyOption(profile, name, QString())), mayBeEmpty);
        }
    }

    void wrongValuesChangeNothingAndNameTheOption_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::newRow("environment") << u"environment"_s << u"live"_s;
        QTest::newRow("type") << u"type"_s << u"Till"_s;
        QTest::newRow("provider") << u"provider"_s << u"paypal"_s;
        QTest::newRow("base-url") << u"base-url"_s << u"http://[::1"_s;
        QTest::newRow("callback-url") << u"callback-url"_s << u"https://a b"_s;
        QTest::newRow("set") << u"set"_s << u"till-id"_s;
        QTest::newRow("set without a key") << u"set"_s << u"=B2"_s;
    }
    void wrongValuesChangeNothingAndNameTheOption()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        Profile profile = practiceProfile();
        const auto applied = applyOption(profile, option, value);
        QVERIFY(!applied);
        QVERIFY2(applied.error().detail.startsWith(option + u": "_s), qPrintable(applied.error().detail));
        QCOMPARE(profile, practiceProfile());
    }

    void anUnknownOptionIsRefused()
    {
        Profile profile;
        QVERIFY(!applyOption(profile, u"name"_s, u"x"_s));
        QVERIFY(!applyOption(profile, u"short-code"_s, u"174379"_s));
    }

    void settingsAreSetAndCleared()
    {
        Profile profile;
        QVERIFY(applyOption(profile, u"set"_s, u"shop=Duka = one"_s));
        QCOMPARE(profile.settings.value(u"shop"_s), u"Duka = one"_s);
        QVERIFY(applyOption(profile, u"set"_s, u"shop="_s));
        QVERIFY(profile.settings.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProfileOptions)
#include "tst_profile_options.moc"
