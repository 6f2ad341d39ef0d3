#include "ui/viewmodels/charge_entry.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;

class TestChargeEntry final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAmountsAsTheyAreTypedAndPasted_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<qint64>("whole");   // -1: no amount
        QTest::addColumn<bool>("bad");
        QTest::newRow("nothing") << u""_s << u""_s << qint64{-1} << false;
        QTest::newRow("zero is nothing yet") << u"0"_s << u""_s << qint64{-1} << false;
        QTest::newRow("zero as a script writes it") << u"0.00"_s << u""_s << qint64{-1} << false;
        QTest::newRow("one") << u"1"_s << u"1"_s << qint64{1} << false;
        QTest::newRow("thousand") << u"1250"_s << u"1,250"_s << qint64{1250} << false;
        QTest::newRow("a digit after a formatted number") << u"1,2500"_s << u"12,500"_s << qint64{12500} << false;
        QTest::newRow("leading zeros") << u"007"_s << u"7"_s << qint64{7} << false;
        QTest::newRow("most") << u"250000"_s << u"250,000"_s << qint64{250000} << false;
        QTest::newRow("one too many") << u"250001"_s << u"250,001"_s << qint64{-1} << true;
        QTest::newRow("a leaned-on key") << u"999999999999"_s << u"999,999,999"_s << qint64{-1} << true;
        QTest::newRow("pasted with currency") << u" KES 1,250.00 "_s << u"1,250"_s << qint64{1250} << false;
        QTest::newRow("as on paper") << u"Ksh. 500/-"_s << u"500"_s << qint64{500} << false;
        QTest::newRow("cents") << u"12.50"_s << u"12.50"_s << qint64{-1} << true;
        QTest::newRow("half typed cents") << u"12."_s << u"12."_s << qint64{-1} << true;
        QTest::newRow("minus") << u"-5"_s << u"-5"_s << qint64{-1} << true;
        QTest::newRow("letters") << u"12x"_s << u"12x"_s << qint64{-1} << true;
    }
    void readsAmountsAsTheyAreTypedAndPasted()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        QFETCH(qint64, whole);
        QFETCH(bool, bad);
        const AmountEntry entry = readAmount(typed, Currency::KES, {});
        QCOMPARE(entry.text, shown);
        QCOMPARE(entry.amount ? entry.amount->whole() : -1, whole);
        QCOMPARE(entry.hint.bad, bad);
        QCOMPARE(entry.hint.text.isEmpty(), !bad);
    }

    void readsPhonesAsTheyAreTypedAndPasted_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<bool>("bad");
        QTest::newRow("nothing") << u""_s << u""_s << u""_s << u"07… or 01…"_s << false;
        QTest::newRow("first digit") << u"0"_s << u"0"_s << u""_s << u"9 more"_s << false;
        QTest::newRow("half typed") << u"072200"_s << u"0722 00"_s << u""_s << u"4 more"_s << false;
        QTest::newRow("complete") << u"0722000000"_s << u"0722 000 000"_s << u"254722000000"_s << u"Safaricom number"_s << false;
        QTest::newRow("new prefix") << u"0110123456"_s << u"0110 123 456"_s << u"254110123456"_s << u"Safaricom number"_s << false;
        QTest::newRow("pasted, international") << u"+254 722-000-000"_s << u"0722 000 000"_s << u"254722000000"_s << u"Safaricom number"_s << false;
        QTest::newRow("without the zero") << u"722000000"_s << u"0722 000 000"_s << u"254722000000"_s << u"Safaricom number"_s << false;
        QTest::newRow("country code on the way") << u"+2547"_s << u"+2547"_s << u""_s << u"8 more"_s << false;
        QTest::newRow("another network is a hint, never a refusal") << u"0733000000"_s << u"0733 000 000"_s << u"254733000000"_s << u"Looks like Airtel"_s << false;
        QTest::newRow("too long") << u"07220000001"_s << u"0722 000 0001"_s << u""_s << u"too many"_s << true;
        QTest::newRow("land line") << u"0202222222"_s << u"0202 222 222"_s << u""_s << u"not a mobile number"_s << true;
        QTest::newRow("abroad") << u"+44 7700 900000"_s << u"+44 7700 900000"_s << u""_s << u"another country"_s << true;
        QTest::newRow("letters") << u"0722abc"_s << u"0722abc"_s << u""_s << u"digits only"_s << true;
    }
    void readsPhonesAsTheyAreTypedAndPasted()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        QFETCH(QString, digits);
        QFETCH(QString, hint);
        QFETCH(bool, bad);
        const PhoneEntry entry = readPhone(typed, Country::Kenya);
        QCOMPARE(entry.text, shown);
        QCOMPARE(entry.phone.digits(), digits);
        QVERIFY2(entry.hint.text.contains(hint), qPrintable(entry.hint.text));
        QCOMPARE(entry.hint.bad, bad);
    }

    void shownTextReadsAsTheSameAgain()
    {
        for (const QString &typed : {u"1250"_s, u"KES 77"_s, u"250000"_s}) {
            const AmountEntry once = readAmount(typed, Currency::KES, {});
            QCOMPARE(readAmount(once.text, Currency::KES, {}).text, once.text);
        }
        for (const QString &typed : {u"0722"_s, u"07220001"_s, u"+254722000000"_s}) {
            const PhoneEntry once = readPhone(typed, Country::Kenya);
            QCOMPARE(readPhone(once.text, Country::Kenya).text, once.text);
        }
    }

    void checksTheReferenceAsMpesaDoes()
    {
        QVERIFY(!checkReference(u"INV-1 A.2"_s, 12).bad);
        QVERIFY(!checkReference(u"ABCDEFGHIJKL"_s, 12).bad);
        QVERIFY(checkReference(u"ABCDEFGHIJKLM"_s, 12).bad);
        QVERIFY(checkReference(u"  "_s, 12).bad);
        QVERIFY(checkReference(u"INV#1"_s, 12).bad);
        QVERIFY(checkReference(u"chai ☕"_s, 12).bad);
    }
};
QTEST_GUILESS_MAIN(TestChargeEntry)
#include "tst_charge_entry.moc"
