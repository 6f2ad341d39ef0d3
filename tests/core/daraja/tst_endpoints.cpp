#include "core/daraja/json_text.h"
#include "core/daraja/password.h"
#include "core/daraja/stk_push.h"
#include "core/daraja/stk_query.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using Problem = FieldFault::Problem;

namespace {

StkPush goodPush()
{
    return {.shortCode = u"174379"_s, .till = u"7654321"_s, .type = StkPush::Type::Paybill, .passkey = "passkey", .phone = u"254722000000"_s,
            .amount = Money::fromWhole(100), .reference = u"INV1A1-Q7ZX"_s, .description = u"Payment"_s,
            .callbackUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .when = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC)};
}

QJsonObject parsed(const char *json) { return QJsonDocument::fromJson(json).object(); }

} // namespace

class TestEndpoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePasswordIsTheOneOfThePublishedExample()
    {
        const QString made = password(u"174379"_s, "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919", u"20210628092408"_s);
        QCOMPARE(made, u"MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjEwNjI4MDkyNDA4"_s);
    }
    void theTimestampIsKenyanWhateverTheZoneOfTheComputer()
    {
        const QDateTime utc(QDate(2025, 12, 31), QTime(22, 30, 5), Qt::UTC);
        QCOMPARE(timestamp(utc), u"20260101013005"_s);
        QCOMPARE(timestamp(utc.toOffsetFromUtc(-8 * 3600)), u"20260101013005"_s);
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "America/New_York");
        tzset();
        QCOMPARE(timestamp(utc), u"20260101013005"_s);
        QCOMPARE(timestamp(utc.toLocalTime()), u"20260101013005"_s);
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
    }
    void numbersLeaveAsWholeNumbers()
    {
        StkPush push = goodPush();
        push.amount = Money::fromWhole(250'000);
        const QByteArray bytes = QJsonDocument(push.toJson()).toJson(QJsonDocument::Compact);
        QVERIFY(bytes.contains(R"("PhoneNumber":254722000000,)"));
        QVERIFY(bytes.contains(R"("PartyA":254722000000,)"));
        QVERIFY(bytes.contains(R"("Amount":250000,)"));
        QVERIFY(bytes.contains(R"("BusinessShortCode":174379,)"));
    }
    void aTillIsPaidThroughItsStoreNumber()
    {
        StkPush push = goodPush();
        push.type = StkPush::Type::Till;
        const QJsonObject json = push.toJson();
        QCOMPARE(json.value("BusinessShortCode"_L1).toInteger(), 174379);
        QCOMPARE(json.value("PartyB"_L1).toInteger(), 7654321);
        QCOMPARE(json.value("TransactionType"_L1).toString(), u"CustomerBuyGoodsOnline"_s);
        QCOMPARE(QByteArray::fromBase64(json.value("Password"_L1).toString().toLatin1()), "174379passkey20261122110000");
    }
    void aGoodPushIsValid() { QVERIFY(goodPush().validate()); }
    void aFieldThatMpesaWouldRefuseIsFoundBeforeSending_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("onTheWire");
        QTest::addColumn<int>("problem");
        const auto row = [](const char *field, const QString &value, const char *wire, Problem problem) {
            QTest::addRow("%s '%s'", field, qPrintable(value)) << QString::fromLatin1(field) << value << QString::fromLatin1(wire) << int(problem);
        };
        row("shortCode", u""_s, "BusinessShortCode", Problem::Missing);
        row("shortCode", u"1234"_s, "BusinessShortCode", Problem::BadCharacters);
        row("shortCode", u"12345678"_s, "BusinessShortCode", Problem::BadCharacters);
        row("shortCode", u"012345"_s, "BusinessShortCode", Problem::BadCharacters);   // as a number it would lose its zero
        row("shortCode", u"17437x"_s, "BusinessShortCode", Problem::BadCharacters);
        row("passkey", u""_s, "Password", Problem::Missing);
        row("phone", u""_s, "PhoneNumber", Problem::Missing);
        row("phone", u"0722000000"_s, "PhoneNumber", Problem::BadCharacters);
        row("phone", u"254822000000"_s, "PhoneNumber", Problem::BadCharacters);
        row("phone", u"2547220000001"_s, "PhoneNumber", Problem::BadCharacters);
        row("phone", u"254722000000\n"_s, "PhoneNumber", Problem::BadCharacters);
        row("amount", u"0"_s, "Amount", Problem::OutOfRange);
        row("amount", u"-100"_s, "Amount", Problem::OutOfRange);
        row("amount", u"25000100"_s, "Amount", Problem::OutOfRange);
        row("amount", u"150"_s, "Amount", Problem::NotWhole);
        row("till", u"76"_s, "PartyB", Problem::BadCharacters);
        row("till", u""_s, "PartyB", Problem::Missing);
        row("url", u""_s, "CallBackURL", Problem::Missing);
        row("url", u"http://till.example/x"_s, "CallBackURL", Problem::NotSecure);
        row("url", u"ftp://till.example/x"_s, "CallBackURL", Problem::NotSecure);
        row("url", u"https:///x"_s, "CallBackURL", Problem::BadCharacters);
        row("reference", u""_s, "AccountReference", Problem::Missing);
        row("reference", u"  "_s, "AccountReference", Problem::Missing);
        row("reference", u"ABCDEFGHIJKLM"_s, "AccountReference", Problem::TooLong);
        row("reference", u"A&B"_s, "AccountReference", Problem::BadCharacters);
        row("reference", u"Mbûgûa"_s, "AccountReference", Problem::BadCharacters);
        row("description", u""_s, "TransactionDesc", Problem::Missing);
        row("description", u"ABCDEFGHIJKLMN"_s, "TransactionDesc", Problem::TooLong);
        row("description", u"50% off #1"_s, "TransactionDesc", Problem::BadCharacters);
    }
    void aFieldThatMpesaWouldRefuseIsFoundBeforeSending()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, onTheWire);
        QFETCH(int, problem);
        StkPush push = goodPush();
        push.type = StkPush::Type::Till;
        if (field == "shortCode"_L1)
            push.shortCode = value;
        else if (field == "passkey"_L1)
            push.passkey = value.toUtf8();
        else if (field == "phone"_L1)
            push.phone = value;
        else if (field == "amount"_L1)
            push.amount = Money::fromMinor(value.toLongLong());
        else if (field == "till"_L1)
            push.till = value;
        else if (field == "url"_L1)
            push.callbackUrl = QUrl(value);
        else if (field == "reference"_L1)
            push.reference = value;
        else if (field == "description"_L1)
            push.description = value;
        const auto valid = push.validate();
        QVERIFY(!valid);
        QCOMPARE(QString::fromLatin1(valid.error().field), onTheWire);
        QCOMPARE(int(valid.error().problem), problem);
    }
    void theEdgesOfTheRulesAreAllowed()
    {
        StkPush push = goodPush();
        push.amount = Money::fromWhole(1);
        push.reference = u"ABCDEFGH.-12"_s;
        push.description = u"Two words 123"_s;
        push.phone = u"254110000000"_s;
        push.callbackUrl = QUrl(u"http://127.0.0.1:8080/x"_s);   // this computer
        push.shortCode = u"12345"_s;
        QVERIFY(push.validate());
        push.amount = Money::fromWhole(250'000);
        push.callbackUrl = QUrl(u"http://[::1]/x"_s);
        push.shortCode = u"1234567"_s;
        push.till.clear();   // a paybill needs none
        QVERIFY(push.validate());
        push.amount = Money::fromWhole(10, Currency::ETB);
        QCOMPARE(push.validate().error(), (FieldFault{"Amount", Problem::WrongCurrency}));
    }
    void aQueryNeedsAnIdThatCanBeOne()
    {
        StkQuery query{.shortCode = u"174379"_s, .passkey = "passkey", .checkoutRequestId = u"ws_CO_191220191020363925"_s, .when = QDateTime::currentDateTimeUtc()};
        QVERIFY(query.validate());
        query.checkoutRequestId = u"\"}"_s;
        QCOMPARE(query.validate().error(), (FieldFault{"CheckoutRequestID", Problem::BadCharacters}));
        query.checkoutRequestId.clear();
        QCOMPARE(query.validate().error(), (FieldFault{"CheckoutRequestID", Problem::Missing}));
    }
    void anAcknowledgementProvesThatAPromptWasAccepted_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");   // the id, or the certainty and the code
        const auto row = [](const char *name, const char *json, const QString &expected) { QTest::newRow(name) << QByteArray(json) << expected; };
        row("text code", R"({"MerchantRequestID":"1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0"})", u"ws_CO_1"_s);
        row("number code", R"({"MerchantRequestID":1,"CheckoutRequestID":"ws_CO_1","ResponseCode":0})", u"ws_CO_1"_s);
        row("id as number", R"({"CheckoutRequestID":19122019102036392,"ResponseCode":"0"})", u"19122019102036392"_s);
        row("no id", R"({"ResponseCode":"0"})", u"unknown:"_s);
        row("empty id", R"({"ResponseCode":"0","CheckoutRequestID":" "})", u"unknown:"_s);
        row("no code", R"({"CheckoutRequestID":"ws_CO_1"})", u"unknown:"_s);
        row("null code", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":null})", u"unknown:"_s);
        row("throttled", R"({"ResponseCode":"100000002","ResponseDescription":"throttled"})", u"refused:100000002"_s);
        row("duplicate", R"({"ResponseCode":15})", u"refused:15"_s);
        row("cached, will be resent", R"({"ResponseCode":"100000000","CheckoutRequestID":"ws_CO_1"})", u"unknown:100000000"_s);
        row("in no table", R"({"ResponseCode":"1","CheckoutRequestID":"ws_CO_1"})", u"unknown:1"_s);
        row("nothing at all", "{}", u"unknown:"_s);
    }
    void anAcknowledgementProvesThatAPromptWasAccepted()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto answer = StkPushAccepted::fromJson(parsed(json.constData()));
        const QString got = answer ? answer->checkoutRequestId
                                   : (answer.error().certainty == Certainty::Refused ? u"refused:"_s : answer.error().certainty == Certainty::Unknown ? u"unknown:"_s : u"?"_s)
                + answer.error().code;
        QCOMPARE(got, expected);
    }
    void aQuerysResultIsReadWhateverItsType_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");   // empty: no result
        QTest::newRow("text") << QByteArray(R"({"ResponseCode":"0","ResultCode":"1032"})") << u"1032"_s;
        QTest::newRow("number") << QByteArray(R"({"ResponseCode":0,"ResultCode":1032})") << u"1032"_s;
        QTest::newRow("zero with a point") << QByteArray(R"({"ResultCode":0.0})") << u"0"_s;
        QTest::newRow("letters") << QByteArray(R"({"ResultCode":"SFC_IC0003"})") << u"SFC_IC0003"_s;
        QTest::newRow("text zero with a point is in no table") << QByteArray(R"({"ResultCode":"0.0"})") << u"0.0"_s;
        QTest::newRow("missing") << QByteArray(R"({"ResponseCode":"0","ResultDesc":"The service request is processed successfully."})") << QString();
        QTest::newRow("null") << QByteArray(R"({"ResponseCode":"0","ResultCode":null})") << QString();
        QTest::newRow("object") << QByteArray(R"({"ResponseCode":"0","ResultCode":{"v":0}})") << QString();
        QTest::newRow("the query itself failed") << QByteArray(R"({"ResponseCode":"1","ResultCode":"0"})") << QString();
    }
    void aQuerysResultIsReadWhateverItsType()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto answer = StkQueryAnswer::fromJson(parsed(json.constData()));
        QCOMPARE(bool(answer), !code.isEmpty());
        if (answer)
            QCOMPARE(answer->resultCode, code);
        else
            QCOMPARE(answer.error().certainty, Certainty::Unknown);
    }
    void scalarsKeepEveryDigit()
    {
        const QJsonObject json = parsed(R"({"a":20191219102115,"b":254708374149,"c":1.00,"d":1.5,"e":true,"f":" x ","g":9007199254740993,"h":[1],"i":0.1})");
        QCOMPARE(scalarText(json.value("a"_L1)), u"20191219102115"_s);
        QCOMPARE(scalarText(json.value("b"_L1)), u"254708374149"_s);
        QCOMPARE(scalarText(json.value("c"_L1)), u"1"_s);
        QCOMPARE(scalarText(json.value("d"_L1)), u"1.5"_s);
        QCOMPARE(scalarText(json.value("e"_L1)), u"true"_s);
        QCOMPARE(scalarText(json.value("f"_L1)), u"x"_s);
        QCOMPARE(scalarText(json.value("g"_L1)), u"9007199254740993"_s);
        QCOMPARE(scalarText(json.value("h"_L1)), QString());
        QCOMPARE(scalarText(json.value("i"_L1)), u"0.1"_s);
        QCOMPARE(scalarText(json.value("z"_L1)), QString());
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
