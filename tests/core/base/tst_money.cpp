#include "core/base/money.h"

#include <QTest>
#include <limits>

using namespace kaunta;
using namespace Qt::StringLiterals;

class TestMoney final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleAndScriptsWrite_data();
    void readsWhatPeopleAndScriptsWrite();
    void refusesWhatCouldMeanTwoThings_data();
    void refusesWhatCouldMeanTwoThings();
    void everyParsedAmountSurvivesItsPlainForm();
    void isShownForPeopleAndWrittenForFiles_data();
    void isShownForPeopleAndWrittenForFiles();
    void currenciesAreNotMixed();
};

void TestMoney::readsWhatPeopleAndScriptsWrite_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("minor");
    const auto row = [](const QString &typed, qint64 minor) { QTest::newRow(typed.toUtf8().constData()) << typed << minor; };
    row(u"1"_s, 100);
    row(u"100"_s, 10'000);
    row(u"100.00"_s, 10'000);
    row(u"0.01"_s, 1);
    row(u"0"_s, 0);
    row(u"12.50"_s, 1'250);
    row(u"1,250"_s, 125'000);
    row(u"1 250"_s, 125'000);
    row(u"1\u00A0250"_s, 125'000);
    row(u"1\u202F250"_s, 125'000);
    row(u"250,000.00"_s, 25'000'000);
    row(u"1,234,567,890.12"_s, 123'456'789'012);
    row(u"9999999999.99"_s, 999'999'999'999);
    row(u"  70 \n"_s, 7'000);
    row(u"\u00A0" "70"_s, 7'000);
    row(u"0100"_s, 10'000);   // a keypad that keeps its leading zero
}

void TestMoney::readsWhatPeopleAndScriptsWrite()
{
    QFETCH(QString, typed);
    QFETCH(qint64, minor);
    const auto money = Money::parse(typed);
    QVERIFY(money);
    QCOMPARE(money->minor(), minor);
}

void TestMoney::refusesWhatCouldMeanTwoThings_data()
{
    QTest::addColumn<QString>("typed");
    for (const QString &typed : {u""_s, u" "_s, u"."_s, u","_s, u"12,50"_s, u"12.5"_s, u"12."_s, u".50"_s, u"1.250"_s, u"1.250,00"_s, u"1,25"_s, u"1,2500"_s,
                                 u"12,34,567"_s, u"1234,567"_s, u"0,500"_s, u"001,250"_s, u"1,250 000"_s, u"1, 250"_s, u"1  250"_s, u"1,,250"_s, u",250"_s,
                                 u"1,250,"_s, u"10.000"_s, u"10.00.00"_s, u"-1"_s, u"+1"_s, u"\u22121"_s, u"1e3"_s, u"0x10"_s, u"١٠٠"_s, u"१००"_s, u"１００"_s,
                                 u"KES 100"_s, u"100/="_s, u"100 KES"_s, u"1\n250"_s, u"1\t250"_s, u"100\u200B"_s, u"\u202A100\u202C"_s, u"10O"_s, u"NaN"_s,
                                 u"99999999999"_s, u"10,000,000,000"_s, u"123,456,789,012"_s, u"18446744073709551617"_s, QString(100'000, u'9'), u"1"_s.append(QChar(0))})
        QTest::addRow("%lld: %s", static_cast<long long>(typed.size()), typed.left(24).toUtf8().constData()) << typed;
}

void TestMoney::refusesWhatCouldMeanTwoThings()
{
    QFETCH(QString, typed);
    QVERIFY(!Money::parse(typed));
}

void TestMoney::everyParsedAmountSurvivesItsPlainForm()
{
    for (const qint64 minor : {0LL, 1LL, 99LL, 100LL, 101LL, 99'999LL, 100'000LL, 25'000'000LL, 999'999'999'999LL}) {
        const Money money = Money::fromMinor(minor, Currency::ETB);
        QCOMPARE(Money::parse(money.toPlain(), Currency::ETB), money);
        const QString shown = money.toDisplay().mid(4);   // without "ETB "
        QCOMPARE(Money::parse(shown, Currency::ETB), money);
    }
}

void TestMoney::isShownForPeopleAndWrittenForFiles_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QString>("display");
    QTest::newRow("nothing") << 0LL << u"0.00"_s << u"KES 0"_s;
    QTest::newRow("one cent") << 1LL << u"0.01"_s << u"KES 0.01"_s;
    QTest::newRow("hundreds") << 12'300LL << u"123.00"_s << u"KES 123"_s;
    QTest::newRow("thousands") << 125'000LL << u"1250.00"_s << u"KES 1,250"_s;
    QTest::newRow("cents") << 123'456'789LL << u"1234567.89"_s << u"KES 1,234,567.89"_s;
    QTest::newRow("owed back") << -50LL << u"-0.50"_s << u"KES -0.50"_s;
    QTest::newRow("owed back, hundreds") << -12'300LL << u"-123.00"_s << u"KES -123"_s;
    QTest::newRow("owed back, thousands") << -125'000LL << u"-1250.00"_s << u"KES -1,250"_s;
    QTest::newRow("the smallest") << std::numeric_limits<qint64>::min() << u"-92233720368547758.08"_s << u"KES -92,233,720,368,547,758.08"_s;
}

void TestMoney::isShownForPeopleAndWrittenForFiles()
{
    QFETCH(qint64, minor);
    QFETCH(QString, plain);
    QFETCH(QString, display);
    QCOMPARE(Money::fromMinor(minor).toPlain(), plain);
    QCOMPARE(Money::fromMinor(minor).toDisplay(), display);
}

void TestMoney::currenciesAreNotMixed()
{
    QVERIFY(!(Money::fromWhole(5) == Money::fromWhole(5, Currency::ETB)));
    QCOMPARE(Money::fromWhole(5), Money::fromMinor(500));
    QVERIFY(Money::fromMinor(500).isWhole());
    QVERIFY(!Money::fromMinor(501).isWhole());
    QVERIFY(!Money::fromMinor(-50).isWhole());
    for (const Currency currency : {Currency::KES, Currency::ETB})
        QCOMPARE(currencyFromCode(currencyCode(currency)), currency);
    QVERIFY(!currencyFromCode(u"kes"_s));
    QVERIFY(!currencyFromCode(QString()));
}

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
