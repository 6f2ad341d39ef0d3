#include "core/base/msisdn.h"

#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using Problem = MsisdnProblem;

class TestMsisdn final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryWayANumberIsWritten_data();
    void readsEveryWayANumberIsWritten();
    void readsEthiopianNumbers_data();
    void readsEthiopianNumbers();
    void saysWhyItIsNotANumber_data();
    void saysWhyItIsNotANumber();
    void isOnlyTooShortWhileItIsTyped_data();
    void isOnlyTooShortWhileItIsTyped();
    void isMaskedForScreens();
    void hintsAtTheNetworkButNeverRefuses_data();
    void hintsAtTheNetworkButNeverRefuses();
};

void TestMsisdn::readsEveryWayANumberIsWritten_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("digits");
    const auto row = [](const QString &typed, const QString &digits) { QTest::newRow(typed.toUtf8().constData()) << typed << digits; };
    const QString it = u"254722000000"_s;
    row(u"0722000000"_s, it);
    row(u"0722 000 000"_s, it);
    row(u"07 22 00 00 00"_s, it);
    row(u"0722-000-000"_s, it);
    row(u"0722.000.000"_s, it);
    row(u"(0722) 000000"_s, it);
    row(u"722000000"_s, it);
    row(u"254722000000"_s, it);
    row(u"254 722 000 000"_s, it);
    row(u"+254722000000"_s, it);
    row(u"+254 722-000-000"_s, it);
    row(u"00254722000000"_s, it);
    row(u"00 254 722 000 000"_s, it);
    row(u"+254 0722 000 000"_s, it);
    row(u"+254 (0) 722 000 000"_s, it);
    row(u"2540722000000"_s, it);
    row(u"002540722000000"_s, it);
    row(u"  0722000000\n"_s, it);
    row(u"0722\u00A0000\u00A0000"_s, it);
    row(u"0722\u202F000\u202F000"_s, it);
    row(u"0722\u2011000\u2013000"_s, it);
    row(u"\u202A+254 722 000000\u202C"_s, it);   // what a phone's contact list copies
    row(u"\u20680722000000\u2069"_s, it);
    row(u"\uFEFF0722000000\u200B"_s, it);
    row(u"\t0722\t000000"_s, it);
    row(u"0110000000"_s, u"254110000000"_s);
    row(u"110000000"_s, u"254110000000"_s);
    row(u"+254110000000"_s, u"254110000000"_s);
    row(u"0725400000"_s, u"254725400000"_s);
}

void TestMsisdn::readsEveryWayANumberIsWritten()
{
    QFETCH(QString, typed);
    QFETCH(QString, digits);
    const auto number = Msisdn::parse(typed);
    QVERIFY(number);
    QCOMPARE(number->digits(), digits);
    QCOMPARE(*Msisdn::parse(number->local()), *number);   // what the screen shows reads back
    QCOMPARE(*Msisdn::parse(number->digits()), *number);
}

void TestMsisdn::readsEthiopianNumbers_data()
{
    QTest::addColumn<QString>("typed");
    for (const QString &typed : {u"0700100100"_s, u"700100100"_s, u"251700100100"_s, u"+251 70 010 0100"_s, u"00251700100100"_s, u"+251 (0) 700 100 100"_s})
        QTest::newRow(typed.toUtf8().constData()) << typed;
}

void TestMsisdn::readsEthiopianNumbers()
{
    QFETCH(QString, typed);
    QCOMPARE(Msisdn::parse(typed, Country::Ethiopia)->digits(), u"251700100100"_s);
    QCOMPARE(Msisdn::parse(u"0110000000"_s, Country::Ethiopia).error(), Problem::NotMobile);
    QCOMPARE(Msisdn::parse(u"+254722000000"_s, Country::Ethiopia).error(), Problem::NotThisCountry);
    QCOMPARE(Msisdn::parse(u"+251700100100"_s, Country::Kenya).error(), Problem::NotThisCountry);
}

void TestMsisdn::saysWhyItIsNotANumber_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const QString &typed, Problem problem) { QTest::newRow(typed.toUtf8().constData()) << typed << problem; };
    row(u""_s, Problem::Empty);
    row(u" - "_s, Problem::Empty);
    row(u"+"_s, Problem::TooShort);
    row(u"072200000"_s, Problem::TooShort);
    row(u"07220000000"_s, Problem::TooLong);
    row(u"2547220000000"_s, Problem::TooLong);
    row(u"25472200000"_s, Problem::TooShort);
    row(u"254072200000"_s, Problem::TooShort);
    row(u"7220000000"_s, Problem::TooLong);
    row(u"0722000000 0733000000"_s, Problem::TooLong);
    row(u"0722000000, 0733000000"_s, Problem::NotDigits);
    row(u"O722000000"_s, Problem::NotDigits);
    row(u"0722 000 00x"_s, Problem::NotDigits);
    row(u"٠٧٢٢٠٠٠٠٠٠"_s, Problem::NotDigits);
    row(u"０７２２０００００００"_s, Problem::NotDigits);
    row(u"++254722000000"_s, Problem::NotDigits);
    row(u"254+722000000"_s, Problem::NotDigits);
    row(u"*334#"_s, Problem::NotDigits);
    row(u"0722000000;ext=1"_s, Problem::NotDigits);
    row(QString(u"0722000000"_s) + QChar(0), Problem::NotDigits);
    row(u"0202000000"_s, Problem::NotMobile);
    row(u"254202000000"_s, Problem::NotMobile);
    row(u"522522"_s, Problem::NotMobile);
    row(u"0522000000"_s, Problem::NotMobile);
    row(u"+2540"_s + u"0722000000"_s, Problem::NotMobile);   // one zero too many is not guessed away
    row(u"+255722000000"_s, Problem::NotThisCountry);
    row(u"+0722000000"_s, Problem::NotThisCountry);
    row(u"0044 7700 900123"_s, Problem::NotThisCountry);
    row(u"+1 202 555 0100"_s, Problem::NotThisCountry);
}

void TestMsisdn::saysWhyItIsNotANumber()
{
    QFETCH(QString, typed);
    QFETCH(Problem, problem);
    const auto number = Msisdn::parse(typed);
    QVERIFY(!number);
    QCOMPARE(number.error(), problem);
}

void TestMsisdn::isOnlyTooShortWhileItIsTyped_data()
{
    QTest::addColumn<QString>("number");
    for (const QString &number : {u"0722000000"_s, u"0110000000"_s, u"722000000"_s, u"110000000"_s, u"254722000000"_s, u"254110000000"_s, u"+254722000000"_s,
                                  u"00254722000000"_s, u"+2540722000000"_s, u"2540110000000"_s})
        QTest::newRow(number.toUtf8().constData()) << number;
}

void TestMsisdn::isOnlyTooShortWhileItIsTyped()
{
    QFETCH(QString, number);
    for (qsizetype typed = 1; typed < number.size(); ++typed) {
        const auto half = Msisdn::parse(number.left(typed));
        QVERIFY2(!half, qPrintable(number.left(typed)));
        QVERIFY2(half.error() == Problem::TooShort, qPrintable(number.left(typed)));
    }
    QVERIFY(Msisdn::parse(number));
    QCOMPARE(Msisdn::parse(number + u'0').error(), Problem::TooLong);
}

void TestMsisdn::isMaskedForScreens()
{
    const Msisdn number = *Msisdn::parse(u"0722123456"_s);
    QCOMPARE(number.local(), u"0722 123 456"_s);
    QCOMPARE(number.masked(), u"0722 … 456"_s);
    QVERIFY(Msisdn().isEmpty());
    QCOMPARE(Msisdn().masked(), u"…"_s);
    QCOMPARE(Msisdn().local(), QString());
}

void TestMsisdn::hintsAtTheNetworkButNeverRefuses_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("hint");
    const auto row = [](const QString &number, const QString &hint) { QTest::newRow(number.toUtf8().constData()) << number << hint; };
    for (const QString &prefix : {u"0700"_s, u"0719"_s, u"0722"_s, u"0799"_s, u"0740"_s, u"0743"_s, u"0745"_s, u"0746"_s, u"0748"_s, u"0757"_s, u"0768"_s, u"0110"_s, u"0115"_s})
        row(prefix + u"000000"_s, u"Safaricom"_s);
    for (const QString &prefix : {u"0730"_s, u"0750"_s, u"0756"_s, u"0762"_s, u"0780"_s, u"0100"_s, u"0108"_s})
        row(prefix + u"000000"_s, u"Airtel"_s);
    row(u"0770000000"_s, u"Telkom"_s);
    for (const QString &prefix : {u"0747"_s, u"0744"_s, u"0763"_s, u"0116"_s, u"0109"_s, u"0190"_s})
        row(prefix + u"000000"_s, QString());
}

void TestMsisdn::hintsAtTheNetworkButNeverRefuses()
{
    QFETCH(QString, number);
    QFETCH(QString, hint);
    const auto parsed = Msisdn::parse(number);
    QVERIFY(parsed);
    QCOMPARE(parsed->networkHint(), hint);
}

QTEST_GUILESS_MAIN(TestMsisdn)
#include "tst_msisdn.moc"
