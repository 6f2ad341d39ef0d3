#include "core/base/redaction.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>
#include <cstdio>
#include <cstdlib>

using namespace kaunta;
using namespace Qt::StringLiterals;

class TestRedaction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsGo_data();
    void secretsGo();
    void phonesKeepThreeDigits_data();
    void phonesKeepThreeDigits();
    void whatIsNotSecretStays_data();
    void whatIsNotSecretStays();
    void whatWasNamedNeverAppears();
    void redactingTwiceChangesNothing_data() { phonesKeepThreeDigits_data(); }
    void redactingTwiceChangesNothing();
    void longTextsAreQuick();
    void theLogOfAProcessIsRedacted();
};

void TestRedaction::secretsGo_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text) { QTest::newRow(text.left(80).toUtf8().constData()) << text; };
    row(uR"({"Password":"s3cr3tXYZ","Amount":1})"_s);
    row(uR"({"Password" : "s3cr3tXYZ"})"_s);
    row(uR"({"password":"with \"quote\" s3cr3tXYZ"})"_s);
    row(uR"({"Password":"cut in the middle of s3cr3tXYZ)"_s);
    row(uR"({"Password":"cut behind a backslash s3cr3tXYZ\)"_s);
    row(uR"({"SecurityCredential":"s3cr3tXYZ+/=="})"_s);
    row(uR"({"access_token":"s3cr3tXYZ","expires_in":"3599"})"_s);
    row(uR"({"refresh_token": "s3cr3tXYZ"})"_s);
    row(uR"({'passkey': 's3cr3tXYZ and more s3cr3tXYZ'})"_s);
    row(uR"("{\"Password\":\"s3cr3tXYZ\"}")"_s);
    row(uR"("{\\\"Password\\\":\\\"s3cr3tXYZ\\\"}")"_s);
    row(u"Password=s3cr3tXYZ&Amount=1"_s);
    row(u"grant_type=client_credentials&client_secret=s3cr3tXYZ"_s);
    row(QString::fromLatin1(QUrl::toPercentEncoding(uR"({"Password":"s3cr3tXYZ","a":1})"_s)));
    row(u"passkey%3Ds3cr3tXYZ"_s);
    row(u"Authorization: Bearer s3cr3tXYZ"_s);
    row(u"Authorization: Digest username=\"u\", response=\"s3cr3tXYZ\""_s);
    row(u"proxy-authorization: Basic s3cr3tXYZ"_s);
    row(u"Set-Cookie: incap_ses=s3cr3tXYZ; path=/"_s);
    row(uR"({"headers":{"Authorization":"Bearer s3cr3tXYZ"}})"_s);
    row(u"sent with bearer s3cr3tXYZ to the gateway"_s);
    row(u"Basic czNjcjN0WFlaOnMzY3IzdFhZWg==s3cr3tXYZ"_s);
    row(u"<Password>s3cr3tXYZ</Password>"_s);
    row(u"consumerKey=s3cr3tXYZ"_s);
    row(u"CONSUMER_KEY = s3cr3tXYZ"_s);
    row(u"consumer-secret: s3cr3tXYZ"_s);
    row(u"initiatorPassword: s3cr3tXYZ"_s);
    row(u"initiator_password: s3cr3tXYZ"_s);
    row(u"bearer-token: s3cr3tXYZ"_s);
    row(u"apiKey: s3cr3tXYZ"_s);
    row(uR"({"pin":"s3cr3tXYZ"})"_s);
    row(u"PIN: s3cr3tXYZ"_s);
    row(u"user_pin=s3cr3tXYZ"_s);
    row(u"passphrase:\ts3cr3tXYZ"_s);
}

void TestRedaction::secretsGo()
{
    QFETCH(QString, text);
    const QString out = redacted(text);
    QVERIFY2(!out.contains(u"s3cr3t"_s) && !out.contains(u"XYZ"_s), qPrintable(out));
    QVERIFY(out.contains(u"***"_s));
}

void TestRedaction::phonesKeepThreeDigits_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text) { QTest::newRow(text.left(80).toUtf8().constData()) << text; };
    row(u"0722123456"_s);
    row(u"Pushed to 0722123456."_s);
    row(u"0722 123 456"_s);
    row(u"07 22 12 34 56"_s);
    row(u"0722-123-456"_s);
    row(u"0722.123.456"_s);
    row(u"(0722) 123 456"_s);
    row(u"0722\u00A0123\u00A0456"_s);
    row(u"0110123456"_s);
    row(u"254722123456"_s);
    row(u"+254722123456"_s);
    row(u"+254 722 123 456"_s);
    row(u"+254 (0) 722 123 456"_s);
    row(u"+254-722-123456"_s);
    row(u"00254722123456"_s);
    row(u"2540722123456"_s);
    row(u"0254722123456"_s);
    row(u"251700123456"_s);
    row(u"0911123456"_s);
    row(u"+255 754 123 456"_s);
    row(u"+12025123456"_s);
    row(uR"({"PhoneNumber":254722123456,"Amount":1})"_s);
    row(uR"({"MSISDN":"0722123456"})"_s);
    row(uR"("{\"phone\":\"0722123456\"}")"_s);
    row(uR"({"phone":"722123456"})"_s);
    row(u"phone=722123456&x=1"_s);
    row(u"msisdn: 110123456"_s);
    row(u"phone=%2B254722123456"_s);
    row(u"phone%3D254722123456%26x"_s);
    row(u"to=0722%20123%20456"_s);
    row(u"to=0722+123+456"_s);
    row(QString::fromLatin1(QUrl::toPercentEncoding(uR"({"PhoneNumber":254722123456})"_s)));
    row(uR"(\u002B254722123456)"_s);
    row(uR"(line one\n0722123456)"_s);
    row(u"phone0722123456"_s);
    row(u"MSISDN254722123456"_s);
    row(u"0722123456x"_s);
    row(u"inv_0722123456_1"_s);
    row(u"/people/254722123456/sales"_s);
    row(u"<254722123456@example.com>"_s);
    row(u"ws_CO_21072024125243250722123456"_s);
    row(uR"({"CheckoutRequestID":"ws_CO_21072024125243250722123456"})"_s);
    row(u"idws_co_21072024125243250722123456,next"_s);
    row(u"ws_CO_DMZ_123212312_2342722123456"_s);
}

void TestRedaction::phonesKeepThreeDigits()
{
    QFETCH(QString, text);
    const QString out = redacted(text);
    QString digits = out;
    digits.remove(QRegularExpression(u"%[0-9A-F]{2}|[^0-9]"_s));
    QVERIFY2(out.contains(u"…456"_s), qPrintable(out));
    QVERIFY2(!digits.contains(u"23456"_s), qPrintable(out));
    QVERIFY2(!digits.contains(u"722123"_s) && !digits.contains(u"722"_s + u"456"_s), qPrintable(out));
}

void TestRedaction::whatIsNotSecretStays_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text) { QTest::newRow(text.left(80).toUtf8().constData()) << text; };
    row(u"{\"Amount\":1250,\"BusinessShortCode\":174379}"_s);
    row(u"2026-11-22T08:00:00.123Z"_s);
    row(u"2026-01-22 11:02:07.123 07:12:33"_s);
    row(u"20261122110207"_s);
    row(u"1790000000123"_s);
    row(u"29115-34620561-1"_s);
    row(u"AG_20191219_00004e48cf7e3533f581"_s);
    row(u"01KAPJ3W3ZC2N0M8Q6R5T4V7XY"_s);
    row(u"a0722123456b0110123456cdef012345"_s);   // a hash may look like a phone in its middle
    row(u"ab0722123456789012345678901234cd"_s);
    row(u"7071-4170-a0e5-8345632bad442144258"_s);
    row(u"b0712-3456-78ab-0712-34567890abcd"_s);
    row(u"NLJ7RT61SV"_s);
    row(u"TEST0042"_s);
    row(u"1,234,567,890.12 and 999999999999"_s);
    row(u"100000000"_s);   // nine digits: an amount in cents as well as half a phone
    row(u"expires_in: 3599"_s);
    row(u"0722 … 456"_s);
    row(u"[MerchantValidate] - Wrong credentials"_s);
    row(u"shipping: 5"_s);
}

void TestRedaction::whatIsNotSecretStays()
{
    QFETCH(QString, text);
    QCOMPARE(redacted(text), text);
}

void TestRedaction::whatWasNamedNeverAppears()
{
    neverLog("tr0ub4dor");
    neverLog("tr0ub4dor&3/plus");
    neverLog("");
    neverLog("abc");   // too short: it would hide the log itself
    QCOMPARE(redacted(u"said tr0ub4dor aloud, abc"_s), u"said *** aloud, abc"_s);
    QCOMPARE(redacted(u"said tr0ub4dor&3/plus aloud"_s), u"said *** aloud"_s);
    QCOMPARE(redacted(u"q=tr0ub4dor%263%2Fplus!"_s), u"q=***!"_s);
}

void TestRedaction::redactingTwiceChangesNothing()
{
    QFETCH(QString, text);
    const QString once = redacted(text);
    QCOMPARE(redacted(once), once);
}

void TestRedaction::longTextsAreQuick()
{
    // A megabyte of the worst shapes: done at all is the test (a runaway expression gives up or hangs into the timeout).
    for (const QString &piece : {u"A"_s, u"0"_s, u"7 "_s, u"\\"_s, u"password"_s, u"%22"_s, u"0722 "_s, u"ws_CO_"_s, u"\"token\":\""_s}) {
        QString text;
        while (text.size() < 1'000'000)
            text += piece;
        const QString out = redacted(text + u" 0722123456"_s);
        QVERIFY2(!out.contains(u"0722123456"_s), qPrintable(piece));
    }
}

void TestRedaction::theLogOfAProcessIsRedacted()
{
    if (qEnvironmentVariableIsSet("KAUNTA_TEST_SPEAKS")) {
        installRedactingLog();
        qWarning("token: s3cr3tXYZ for 0722123456");
        std::fflush(stderr);
        std::_Exit(0);
    }
    QProcess self;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KAUNTA_TEST_SPEAKS"_s, u"1"_s);
    self.setProcessEnvironment(environment);
    self.start(QCoreApplication::applicationFilePath(), {u"theLogOfAProcessIsRedacted"_s});
    QVERIFY(self.waitForFinished());
    const QByteArray log = self.readAllStandardError();
    QVERIFY2(log.contains("warning default: token: *** for …456"), log.constData());
    QVERIFY(!log.contains("s3cr3t"));
    QVERIFY(!log.contains("0722123456"));
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
