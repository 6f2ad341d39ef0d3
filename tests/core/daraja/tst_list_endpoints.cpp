#include "core/daraja/c2b.h"
#include "core/daraja/dynamic_qr.h"
#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"
#include "core/daraja/org_info.h"
#include "core/daraja/pull_query.h"
#include "core/daraja/pull_register.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;

namespace {

const QDateTime kNow(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);

PullQuery goodPull() { return {.shortCode = u"174379"_s, .from = kNow.addDays(-2), .to = kNow, .offset = 0}; }
C2bRegister goodRegister()
{
    return {.shortCode = u"174379"_s, .confirmationUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s), .validationUrl = QUrl(u"https://till.example/r/fedcba9876543210fedcba9876543210"_s)};
}
C2bSimulate goodSimulation() { return {.shortCode = u"174379"_s, .phone = u"254708374149"_s, .amount = Money::fromWhole(100), .billReference = u"INV 1"_s}; }
DynamicQr goodQr() { return {.merchant = u"Mama Njeri's Duka"_s, .reference = u"INV1"_s, .amount = Money::fromWhole(100), .receiver = u"174379"_s}; }

QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
QString faultOf(const Result<Done, FieldFault> &valid)
{
    return valid ? QString() : QString::fromLatin1(valid.error().field) + u": "_s + problemName(valid.error().problem);
}
QByteArray page(const char *records, const char *code = "\"1000\"")
{
    return QByteArray(R"({"ResponseRefID":"26178-42530161-2","ResponseCode":)") + code + R"(,"ResponseMessage":"words","Response":)" + records + '}';
}
QByteArray withPicture(const QByteArray &base64, const QByteArray &before = {})
{
    return '{' + before + "\"QRCode\":\"" + base64 + "\"}";
}
PullRecord at(const char *time)
{
    PullRecord record;
    record.time = QString::fromLatin1(time);
    return record;
}
constexpr const char *kPng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

} // namespace

//! Requests that are answered at once and move nothing of the shop's money.
class TestListEndpoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // ---- Pull ----
    void aPullAsksInKenyanTimeAndInTheWiresSpelling()
    {
        QCOMPARE(QJsonDocument(goodPull().toJson()).toJson(QJsonDocument::Compact),
                 R"({"EndDate":"2026-11-22 11:00:00","OffSetValue":0,"ShortCode":174379,"StartDate":"2026-11-20 11:00:00"})");
    }
    void aPullKnowsItsLimits()
    {
        PullQuery query = goodPull();
        QVERIFY(query.validate());
        query.from = query.from.addSecs(-1);   // 48 h and a second
        QCOMPARE(faultOf(query.validate()), u"EndDate: out-of-range"_s);
        query.from = query.to;
        QCOMPARE(faultOf(query.validate()), u"EndDate: out-of-range"_s);
        query = goodPull();
        query.from = QDateTime();
        QCOMPARE(faultOf(query.validate()), u"StartDate: missing"_s);
        query = goodPull();
        query.to = QDateTime();
        QCOMPARE(faultOf(query.validate()), u"EndDate: missing"_s);
        query = goodPull();
        query.offset = -1;
        QCOMPARE(faultOf(query.validate()), u"OffSetValue: out-of-range"_s);
        query = goodPull();
        query.shortCode.clear();
        QCOMPARE(faultOf(query.validate()), u"ShortCode: missing"_s);
    }
    void everyFormOfAListIsRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");   // receipts with amounts, "+n" for unreadable ones; or "fault:" and the code
        const auto row = [](const char *name, const QByteArray &json, const char *expected) { QTest::newRow(name) << json << QString::fromLatin1(expected); };
        row("array in array", page(R"([[{"transactionId":"OGH7ASJ49H","amount":"168.00"}]])"), "OGH7ASJ49H=168.00");
        row("plain array", page(R"([{"transactionId":"A1","amount":"1.50"},{"transactionId":"A2","amount":"2"}])"), "A1=1.50 A2=2.00");
        row("two arrays", page(R"([[{"transactionId":"A1","amount":"1"}],[{"transactionId":"A2","amount":"2"}]])"), "A1=1.00 A2=2.00");
        row("number amounts, to the cent", page(R"([[{"transactionId":"A1","amount":168.1},{"transactionId":"A2","amount":0.07},{"transactionId":"A3","amount":249999.99}]])"), "A1=168.10 A2=0.07 A3=249999.99");
        row("number code", page(R"([[{"transactionId":"A1","amount":"1"}]])", "1000"), "A1=1.00");
        row("empty", page("[[]]"), "");
        row("quite empty", page("[]"), "");
        row("none in the period", page("[[]]", "\"1001\""), "");
        row("none, and no list", R"({"ResponseCode":"1001","ResponseMessage":"No transactions"})", "");
        row("an amount that nobody can read", page(R"([[{"transactionId":"A1","amount":"1"},{"transactionId":"A2","amount":"1,5"}]])"), "A1=1.00 +1");
        row("tenths of cents are no money", page(R"([[{"transactionId":"A1","amount":"1"},{"transactionId":"A2","amount":"1.005"}]])"), "A1=1.00 +1");
        row("negative", page(R"([[{"transactionId":"A1","amount":"1"},{"transactionId":"A2","amount":-1}]])"), "A1=1.00 +1");
        row("no receipt", page(R"([[{"amount":"1"},{"transactionId":"A2","amount":"2"},null,7]])"), "A2=2.00 +3");
        row("nothing of it can be read", page(R"([[{"id":"A1"}]])"), "fault:");
        row("success without a list", R"({"ResponseCode":"1000","ResponseMessage":"Success"})", "fault:");
        row("a list that is none", page("\"[]\""), "fault:");
        row("failed", page("[[]]", "\"500\""), "fault:500");
        row("in no table", page(R"([[{"transactionId":"A1","amount":"1"}]])", "\"0\""), "fault:0");
        row("nothing", "{}", "fault:");
    }
    void everyFormOfAListIsRead()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto answer = PullPage::fromJson(parsed(json));
        QString got;
        if (answer) {
            QStringList parts;
            for (const PullRecord &record : answer->records)
                parts << record.receipt + u'=' + record.amount.toPlain();
            if (answer->unreadable > 0)
                parts << u'+' + QString::number(answer->unreadable);
            got = parts.join(u' ');
        } else {
            got = u"fault:"_s + answer.error().code;
            QCOMPARE(answer.error().certainty, Certainty::Unknown);
        }
        QCOMPARE(got, expected);
    }
    void aRecordKeepsWhatCame()
    {
        const QByteArray records = QByteArray("[[")
            + R"({"transactionId":"OGH7ASJ49H","trxDate":"2026-11-21T10:13:00Z","msisdn":254722000000,"sender":"JANE","billreference":"INV1","amount":"168.00"},)"
            + R"({"transactionId":"A2","msisdn":"2547 ***** 126","billreference":"","amount":"1"},{"transactionId":"A3","msisdn":null,"amount":"1"})" + "]]";
        const auto answer = PullPage::fromJson(parsed(page(records.constData())));
        QVERIFY(answer);
        QCOMPARE(answer->records.at(0).phone, u"254722000000"_s);
        QCOMPARE(answer->records.at(0).name, u"JANE"_s);
        QCOMPARE(answer->records.at(0).billReference, u"INV1"_s);
        QCOMPARE(answer->records.at(0).time, u"2026-11-21T10:13:00Z"_s);
        QCOMPARE(answer->records.at(1).phone, u"2547 ***** 126"_s);
        QVERIFY(answer->records.at(1).billReference.isEmpty());
        QVERIFY(answer->records.at(2).phone.isEmpty());
    }
    void theTimesOfAListAreKenyan()
    {
        const QDateTime expected(QDate(2026, 11, 21), QTime(7, 13), Qt::UTC);
        for (const char *time : {"2026-11-21T10:13:00Z", "2026-11-21T10:13:00", "2026-11-21 10:13:00", "2026-11-21T10:13:00.000Z", "2026-11-21T10:13:00+03:00", "2026-11-21T07:13:00+00:00"})
            QCOMPARE(pulledAt(at(time), PullZone::Kenya), expected);
        for (const char *time : {"", "yesterday", "2026-11-21", "2026-13-21T10:13:00Z", "2026-11-21T25:13:00Z", "20261121101300"})
            QVERIFY2(!pulledAt(at(time), PullZone::Kenya).isValid(), time);
        QCOMPARE(pulledAt(at("2026-11-21T00:30:00Z"), PullZone::Kenya), QDateTime(QDate(2026, 11, 20), QTime(21, 30), Qt::UTC));
    }
    void onlyAPageThatProvesItIsReadAsUtc()
    {
        PullQuery lastTwoHours = goodPull();
        lastTwoHours.from = kNow.addSecs(-2 * 3600);
        PullPage list;
        QVERIFY(zoneOf(list, lastTwoHours) == PullZone::Kenya);
        list.records = {at("2026-11-22T10:13:00Z")};   // 07:13 UTC: within the period
        QVERIFY(zoneOf(list, lastTwoHours) == PullZone::Kenya);
        list.records = {at("2026-11-22T10:13:00Z"), at("nonsense"), at("2026-11-22T07:13:00Z")};   // as Kenyan time, hours before it
        QVERIFY(zoneOf(list, lastTwoHours) == PullZone::Utc);
        QCOMPARE(pulledAt(list.records.at(2), PullZone::Utc), QDateTime(QDate(2026, 11, 22), QTime(7, 13), Qt::UTC));
        list.records = {at("2026-11-22T04:13:00Z")};   // outside it either way: proves nothing
        QVERIFY(zoneOf(list, lastTwoHours) == PullZone::Kenya);
        list.records = {at("2026-11-22T07:13:00Z")};
        QVERIFY(zoneOf(list, goodPull()) == PullZone::Kenya);   // within two days either way
        list.records = {at("2026-11-22T07:13:00+00:00")};
        QVERIFY(zoneOf(list, lastTwoHours) == PullZone::Kenya);   // needs no guess
    }
    void registeringForPullOnceOrAgainIsTheSame()
    {
        const auto first = PullRegistered::fromJson(parsed(R"({"ResponseRefID":"1","Response Status":"1000","ShortCode":"600000","Response Description":"ShortCode Registered Successfully"})"));
        QVERIFY(first && !first->wasBefore);
        const auto second = PullRegistered::fromJson(parsed(R"({"Response Status":1001,"Response Description":"ShortCode already Registered"})"));
        QVERIFY(second && second->wasBefore);
        for (const char *other : {R"({"Response Status":"500","Response Description":"words"})", R"({"ResponseStatus":"1000"})", "{}"}) {
            const auto answer = PullRegistered::fromJson(parsed(other));
            QVERIFY2(!answer && answer.error().certainty == Certainty::Unknown, other);
        }
        PullRegister request{.shortCode = u"174379"_s, .nominated = u"254722000000"_s, .callbackUrl = QUrl(u"https://till.example/p"_s)};
        QVERIFY(request.validate());
        request.nominated = u"0722000000"_s;
        QCOMPARE(faultOf(request.validate()), u"NominatedNumber: bad-characters"_s);
    }

    // ---- C2B ----
    void bothVersionsOfARegistrationDifferInTheirPathAlone()
    {
        QCOMPARE(QByteArray(C2bRegister::spec.path), "/mpesa/c2b/v2/registerurl");
        QCOMPARE(QByteArray(C2bRegisterV1::spec.path), "/mpesa/c2b/v1/registerurl");
        QCOMPARE(QByteArray(C2bSimulate::spec.path), "/mpesa/c2b/v2/simulate");
        QCOMPARE(QByteArray(C2bSimulateV1::spec.path), "/mpesa/c2b/v1/simulate");
        QVERIFY(C2bSimulate::spec.repeat == Repeat::Never && C2bSimulateV1::spec.repeat == Repeat::Never);
        QCOMPARE(C2bRegisterV1{goodRegister()}.toJson(), goodRegister().toJson());
    }
    void aRegistrationSaysWhatHappensInSilence()
    {
        C2bRegister request = goodRegister();
        QVERIFY(request.validate());
        QCOMPARE(request.toJson().value("ResponseType"_L1).toString(), u"Completed"_s);   // in exactly this case
        request.acceptWhenSilent = false;
        QCOMPARE(request.toJson().value("ResponseType"_L1).toString(), u"Cancelled"_s);
        request.validationUrl = QUrl(u"http://till.example/x"_s);
        QCOMPARE(faultOf(request.validate()), u"ValidationURL: not-secure"_s);
        request.confirmationUrl.clear();
        QCOMPARE(faultOf(request.validate()), u"ConfirmationURL: missing"_s);
    }
    void aSimulatedPaymentNamesItsBillUnlessItIsATills()
    {
        C2bSimulate request = goodSimulation();
        QVERIFY(request.validate());
        QCOMPARE(QJsonDocument(request.toJson()).toJson(QJsonDocument::Compact),
                 R"({"Amount":100,"BillRefNumber":"INV 1","CommandID":"CustomerPayBillOnline","Msisdn":"254708374149","ShortCode":"174379"})");
        request.billReference.clear();
        QCOMPARE(faultOf(request.validate()), u"BillRefNumber: missing"_s);
        request.billReference = QString(21, u'x');
        QCOMPARE(faultOf(request.validate()), u"BillRefNumber: too-long"_s);
        request.toTill = true;
        QVERIFY(request.validate());
        QVERIFY(!request.toJson().contains("BillRefNumber"_L1));
        QCOMPARE(request.toJson().value("CommandID"_L1).toString(), u"CustomerBuyGoodsOnline"_s);
        request.amount = Money::fromMinor(50);
        QCOMPARE(faultOf(request.validate()), u"Amount: not-whole"_s);
    }
    void aRegistrationsAnswerIsSpeltWrongOnTheWire()
    {
        const auto answer = C2bAccepted::fromJson(parsed(R"({"OriginatorCoversationID":"7619-37765134-1","ResponseCode":"0","ResponseDescription":"success"})"));
        QVERIFY(answer);
        QCOMPARE(answer->originatorConversationId, u"7619-37765134-1"_s);
        QVERIFY(C2bAccepted::fromJson(parsed(R"({"ResponseCode":0})")));
        const auto refused = C2bAccepted::fromJson(parsed(R"({"ResponseCode":"100000010"})"));
        QVERIFY(!refused && refused.error().certainty == Certainty::Refused);
        QVERIFY(!C2bAccepted::fromJson({}));
    }

    // ---- QR and organisation ----
    void aPictureIsAPictureWhateverItsCode_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isPicture");
        const QByteArray png(kPng);
        QTest::newRow("00") << withPicture(png, "\"ResponseCode\":\"00\",") << true;
        QTest::newRow("a conversation id") << withPicture(png, "\"ResponseCode\":\"AG_1\",") << true;
        QTest::newRow("no code at all") << withPicture(png) << true;
        QTest::newRow("in lines") << withPicture(png.left(40) + "\\r\\n" + png.mid(40)) << true;
        QTest::newRow("as the description has it") << withPicture("iVBORw0KGgo=") << true;
        QTest::newRow("empty") << withPicture("") << false;
        QTest::newRow("missing") << QByteArray("{\"ResponseCode\":\"00\"}") << false;
        QTest::newRow("null") << QByteArray("{\"QRCode\":null}") << false;
        QTest::newRow("another picture") << withPicture("R0lGODlhAQABAAAAACw=") << false;
        QTest::newRow("not base64") << withPicture("iVBORw0KGgo!!") << false;
        QTest::newRow("an address") << withPicture("https://example.com/a.png") << false;
    }
    void aPictureIsAPictureWhateverItsCode()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isPicture);
        const auto answer = QrPicture::fromJson(parsed(json));
        QCOMPARE(bool(answer), isPicture);
        if (answer)
            QVERIFY(answer->png.startsWith("\x89PNG"));
    }
    void aQrNamesWhoIsPaid()
    {
        DynamicQr qr = goodQr();
        QVERIFY(qr.validate());
        QCOMPARE(qr.toJson().value("TrxCode"_L1).toString(), u"PB"_s);
        QCOMPARE(qr.toJson().value("CPI"_L1), QJsonValue(u"174379"_s));
        QCOMPARE(qr.toJson().value("Size"_L1), QJsonValue(u"300"_s));
        qr.toTill = true;
        QCOMPARE(qr.toJson().value("TrxCode"_L1).toString(), u"BG"_s);
        qr.merchant = u"  "_s;
        QCOMPARE(faultOf(qr.validate()), u"MerchantName: missing"_s);
        qr.merchant = u"Duka\n"_s;
        QCOMPARE(faultOf(qr.validate()), u"MerchantName: bad-characters"_s);
        qr.merchant = QString(41, u'x');
        QCOMPARE(faultOf(qr.validate()), u"MerchantName: too-long"_s);
        qr = goodQr();
        qr.reference = u"ABCDEFGHIJKLM"_s;
        QCOMPARE(faultOf(qr.validate()), u"RefNo: too-long"_s);
        qr = goodQr();
        qr.amount = Money::fromWhole(250'001);
        QCOMPARE(faultOf(qr.validate()), u"Amount: out-of-range"_s);
        qr = goodQr();
        qr.pixels = 0;
        QCOMPARE(faultOf(qr.validate()), u"Size: out-of-range"_s);
    }
    void anOrganisationIsFoundByItsName()
    {
        for (const char *code : {"\"4000\"", "\"0\"", "0"}) {
            const auto answer = Organisation::fromJson(parsed(QByteArray(R"({"ResponseCode":)") + code + R"(,"OrganizationName":" Test Shop "})"));
            QVERIFY(answer);
            QCOMPARE(answer->name, u"Test Shop"_s);
        }
        const auto nobody = Organisation::fromJson(parsed(R"({"ResponseCode":"4001","ResponseMessage":"not found","OrganizationName":""})"));
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, u"4001"_s);
        OrgInfo request{.party = Party::Till, .number = u"7654321"_s};
        QVERIFY(request.validate());
        QCOMPARE(QJsonDocument(request.toJson()).toJson(QJsonDocument::Compact), R"({"Identifier":"7654321","IdentifierType":"2"})");
        request.number.clear();
        QCOMPARE(faultOf(request.validate()), u"Identifier: missing"_s);
    }

    void anAmountIsExactOrNone()
    {
        QCOMPARE(exactAmount(u"168.00"_s), Money::fromWhole(168));
        QCOMPARE(exactAmount(u"168"_s), Money::fromWhole(168));
        QCOMPARE(exactAmount(u"168.5"_s), Money::fromMinor(16'850));
        QCOMPARE(exactAmount(u"0.07000"_s), Money::fromMinor(7));
        for (const char *other : {"", " 1", "1 ", "-1", "+1", "1,000", "1.", ".5", "1.005", "1e3", "12345678901", "KES 1", "1.0.0"})
            QVERIFY2(!exactAmount(QString::fromLatin1(other)), other);
    }
};

QTEST_GUILESS_MAIN(TestListEndpoints)
#include "tst_list_endpoints.moc"
