#include "core/callbacks/receiver.h"
#include "core/callbacks/stk_callback.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;
using Kind = StkVerdict::Kind;

namespace {

const QString kId = QStringLiteral("ws_CO_191220191020363925");

// Braces stand in pairs in every raw string here: moc loses its way otherwise.
QByteArray success(const QByteArray &items, const QByteArray &code = "0")
{
    return QByteArray(R"({"Body":{"stkCallback":{"MerchantRequestID":"29115-34620561-1","CheckoutRequestID":"ws_CO_191220191020363925","ResultCode":CODE,
        "ResultDesc":"The service request is processed successfully.","CallbackMetadata":{"Item":[ITEMS]}}}})").replace("CODE", code).replace("ITEMS", items);
}
QByteArray failure(const QByteArray &code)
{
    return QByteArray(R"({"Body":{"stkCallback":{"MerchantRequestID":"f1e2","CheckoutRequestID":"ws_CO_191220191020363925","ResultCode":CODE,
        "ResultDesc":"[STK_CB - ]Request cancelled by user"}}})").replace("CODE", code);
}
QByteArray item(const QByteArray &name, const QByteArray &value)
{
    return QByteArray(R"({"Name":"NAME","Value":VALUE})").replace("NAME", name).replace("VALUE", value);
}
QByteArray paid(const QByteArray &amount) { return success(item("Amount", amount) + ',' + item("MpesaReceiptNumber", R"("NLJ7RT61SV")")); }

bool declines(const QString &code) { return code == "1032"_L1 || code == "SFC_IC0003"_L1; }
StkVerdict judged(const QByteArray &body, const QString &knownId = kId, Money amount = Money::fromWhole(1))
{
    return judgeStkCallback({knownId, amount}, body, declines);
}

} // namespace

class TestStkCallback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedSuccessIsRead()
    {
        const auto read = parseStkCallback(success(item("Amount", "1.00") + ',' + item("MpesaReceiptNumber", R"("NLJ7RT61SV")") + R"(,{"Name":"Balance"},)"
                                                   + item("TransactionDate", "20191219102115") + ',' + item("PhoneNumber", "254708374149")));
        QVERIFY(read.has_value());
        QCOMPARE(read->merchantRequestId, u"29115-34620561-1"_s);
        QCOMPARE(read->checkoutRequestId, kId);
        QCOMPARE(read->code, u"0"_s);
        QCOMPARE(read->amount, std::optional(Money::fromWhole(1)));
        QCOMPARE(read->receipt, u"NLJ7RT61SV"_s);
        QCOMPARE(read->transactionDate, u"20191219102115"_s);
        QCOMPARE(read->phone, u"254708374149"_s);
    }
    void orderAndTypesDoNotMatter()
    {
        const auto read = parseStkCallback(success(item("PhoneNumber", R"("2547 ***** 149")") + ',' + item("TransactionDate", R"("20191219102115")") + ','
                                                   + item("MpesaReceiptNumber", R"(" NLJ7RT61SV ")") + ',' + item("Amount", R"("1.00")") + ',' + item("New", "{}"), R"("0")"));
        QVERIFY(read.has_value());
        QCOMPARE(read->code, u"0"_s);
        QCOMPARE(read->amount, std::optional(Money::fromWhole(1)));
        QCOMPARE(read->receipt, u"NLJ7RT61SV"_s);
        QCOMPARE(read->transactionDate, u"20191219102115"_s);
        QCOMPARE(read->phone, u"2547 ***** 149"_s);
    }
    void aSingleItemMayStandWithoutItsList()
    {
        const auto read = parseStkCallback(R"({"Body":{"stkCallback":{"ResultCode":0,"CallbackMetadata":{"Item":{"Name":"Amount","Value":7}}}}})");
        QVERIFY(read.has_value());
        QCOMPARE(read->amount, std::optional(Money::fromWhole(7)));
    }
    void theCodeIsTextWhateverItsType_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");   // empty: unreadable
        QTest::newRow("number") << QByteArray("1032") << u"1032"_s;
        QTest::newRow("text") << QByteArray("\"1032\"") << u"1032"_s;
        QTest::newRow("letters") << QByteArray("\"SFC_IC0003\"") << u"SFC_IC0003"_s;
        QTest::newRow("zero with a point") << QByteArray("0.0") << u"0"_s;
        QTest::newRow("minus zero") << QByteArray("-0") << u"0"_s;
        QTest::newRow("nearly zero") << QByteArray("0.1") << u"0.1"_s;
        QTest::newRow("text with a point") << QByteArray("\"0.0\"") << u"0.0"_s;
        QTest::newRow("two zeros") << QByteArray("\"00\"") << u"00"_s;
        QTest::newRow("false") << QByteArray("false") << u"false"_s;
        QTest::newRow("null") << QByteArray("null") << QString();
        QTest::newRow("empty") << QByteArray("\"\"") << QString();
        QTest::newRow("blank") << QByteArray("\" \"") << QString();
        QTest::newRow("list") << QByteArray("[0]") << QString();
        QTest::newRow("object") << QByteArray(R"({"v":0})") << QString();
    }
    void theCodeIsTextWhateverItsType()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        const auto read = parseStkCallback(failure(wire));
        QCOMPARE(read.has_value(), !code.isEmpty());
        if (read)
            QCOMPARE(read->code, code);
    }
    void anAmountIsExactToTheCentOrNotRead_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<qint64>("cents");   // -1: not readable
        const auto row = [](const char *wire, qint64 cents) { QTest::newRow(wire) << QByteArray(wire) << cents; };
        row("1", 100);
        row("1.0", 100);
        row("1.00", 100);
        row("1.000", 100);
        row("\"1\"", 100);
        row("\"1.00\"", 100);
        row("\"1.000\"", 100);
        row("1e2", 10000);
        row("0", 0);
        row("0.10", 10);
        row("0.29", 29);      // 0.29 * 100 is 28.999999999999996
        row("1.15", 115);
        row("10.05", 1005);
        row("250000.00", 25'000'000);
        row("249999.99", 24'999'999);
        row("\"249999.99\"", 24'999'999);
        row("9999999999.99", 999'999'999'999);
        row("1.005", -1);
        row("\"1.005\"", -1);
        row("0.001", -1);
        row("100.0000001", -1);
        row("99.99999999", -1);
        row("-1", -1);
        row("\"-1\"", -1);
        row("\"+1\"", -1);
        row("\"1,000\"", -1);
        row("\"1 000\"", -1);
        row("\"1e2\"", -1);
        row("\".5\"", -1);
        row("\"1.\"", -1);
        row("\"0x10\"", -1);
        row("\"\xd9\xa1\"", -1);   // an Arabic digit
        row("10000000000", -1);
        row("1e300", -1);
        row("true", -1);
        row("null", -1);
        row("{}", -1);
    }
    void anAmountIsExactToTheCentOrNotRead()
    {
        QFETCH(QByteArray, wire);
        QFETCH(qint64, cents);
        const auto read = parseStkCallback(paid(wire));
        QVERIFY(read.has_value());
        QCOMPARE(read->amount ? read->amount->minor() : -1, cents);
    }
    void centsUpToTheLargestPaymentSurviveTheParser()
    {
        for (qint64 cents = 1; cents <= 25'000'000; cents += cents < 10'000 ? 1 : 997) {
            const QByteArray wire = QByteArray::number(cents / 100) + '.' + QByteArray::number(cents % 100).rightJustified(2, '0');
            const auto read = parseStkCallback(paid(wire));
            if (!read || read->amount != Money::fromMinor(cents))
                QFAIL(wire.constData());
        }
    }
    void aReceiptMustLookLikeOne_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("receipt");
        QTest::newRow("usual") << QByteArray("\"NLJ7RT61SV\"") << u"NLJ7RT61SV"_s;
        QTest::newRow("practice") << QByteArray("\"TEST4XK2QP\"") << u"TEST4XK2QP"_s;
        QTest::newRow("digits as number") << QByteArray("1234567890") << u"1234567890"_s;
        QTest::newRow("empty") << QByteArray("\"\"") << QString();
        QTest::newRow("null") << QByteArray("null") << QString();
        QTest::newRow("lower case") << QByteArray("\"nlj7rt61sv\"") << QString();
        QTest::newRow("with markup") << QByteArray("\"<b>NLJ7RT61SV\"") << QString();
        QTest::newRow("short") << QByteArray("\"NLJ7\"") << QString();
        QTest::newRow("endless") << QByteArray('"' + QByteArray(21, 'A') + '"') << QString();
    }
    void aReceiptMustLookLikeOne()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, receipt);
        const auto read = parseStkCallback(success(item("MpesaReceiptNumber", wire)));
        QVERIFY(read.has_value());
        QCOMPARE(read->receipt, receipt);
    }
    void itemsThatContradictEachOtherAreWorthNothing()
    {
        const auto read = parseStkCallback(success(item("Amount", "1") + ',' + item("Amount", "2") + ',' + item("MpesaReceiptNumber", R"("NLJ7RT61SV")") + ','
                                                   + item("MpesaReceiptNumber", R"("NLJ7RT61SX")")));
        QVERIFY(read.has_value());
        QVERIFY(!read->amount);
        QCOMPARE(read->receipt, QString());
        QCOMPARE(parseStkCallback(success(item("Amount", "1") + ',' + item("Amount", "\"1\"")))->amount, std::optional(Money::fromWhole(1)));
    }
    void theLastOfTwoEqualKeysCounts()
    {
        const auto read = parseStkCallback(R"({"Body":{"stkCallback":{"ResultCode":0,"ResultCode":1032}}})");
        QVERIFY(read.has_value());
        QCOMPARE(read->code, u"1032"_s);
    }
    void whatIsNoStkCallbackIsUnreadable_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("html") << QByteArray("<html></html>");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("another API's result") << QByteArray(R"({"Result":{"ResultType":0,"ResultCode":0}})");
        QTest::newRow("C2B") << QByteArray(R"({"TransactionType":"Pay Bill","TransID":"RKL51ZDR4F","TransAmount":"5.00"})");
        QTest::newRow("flat") << QByteArray(R"({"stkCallback":{"ResultCode":0}})");
        QTest::newRow("no code") << QByteArray(R"({"Body":{"stkCallback":{"CheckoutRequestID":"x"}}})");
        QTest::newRow("body is text") << QByteArray("{\"Body\":\"{\\\"stkCallback\\\":{\\\"ResultCode\\\":0}}\"}");
        QTest::newRow("cut") << paid("1").chopped(5);
        QTest::newRow("two documents") << paid("1") + paid("1");
        QTest::newRow("not UTF-8") << QByteArray("{\"Body\":{\"stkCallback\":{\"ResultCode\":\"\xff\xfe\"}}}");
        QTest::newRow("a bomb of brackets") << QByteArray(60'000, '[');
        QTest::newRow("nested too deeply") << QByteArray(R"({"Body":{"stkCallback":{"ResultCode":0,"x":DEEP}}})").replace("DEEP", QByteArray(QByteArray(5000, '[') + QByteArray(5000, ']')));
        QTest::newRow("too long") << paid("1") + QByteArray(kMaxBody, ' ');
        QTest::newRow("zeros") << QByteArray(1000, '\0');
    }
    void whatIsNoStkCallbackIsUnreadable()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!parseStkCallback(body));
        QCOMPARE(judged(body).kind, Kind::Unreadable);
        QCOMPARE(judged(body, {}).kind, Kind::Unreadable);
    }
    void theLongestAllowedBodyIsRead()
    {
        const QByteArray body = paid("1");
        QVERIFY(parseStkCallback(body + QByteArray(kMaxBody - body.size(), ' ')));
    }

    void aCallbackMeansThisForItsCharge_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("knownId");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("receipt");
        const auto row = [](const char *name, const QByteArray &body, const QString &id, Kind kind, const char *receipt = "") {
            QTest::newRow(name) << body << id << int(kind) << QString::fromLatin1(receipt);
        };
        const QByteArray receipt = item("MpesaReceiptNumber", R"("NLJ7RT61SV")");
        row("paid", paid("1.00"), kId, Kind::Paid, "NLJ7RT61SV");
        row("paid before the acknowledgement was stored", paid("1.00"), {}, Kind::Paid, "NLJ7RT61SV");
        row("paid, code as text", success(item("Amount", "1") + ',' + receipt, R"("0")"), kId, Kind::Paid, "NLJ7RT61SV");
        row("another prompt's", paid("1.00"), u"ws_CO_2"_s, Kind::NotForThisCharge);
        row("another prompt's failure", failure("1032"), u"ws_CO_2"_s, Kind::NotForThisCharge);
        row("names no prompt though it is known", R"({"Body":{"stkCallback":{"ResultCode":0}}})", kId, Kind::NotForThisCharge);
        row("case matters", paid("1.00"), kId.toUpper(), Kind::NotForThisCharge);
        row("a shilling more", paid("2.00"), kId, Kind::PaidOtherAmount, "NLJ7RT61SV");
        row("a cent less", paid("0.99"), kId, Kind::PaidOtherAmount, "NLJ7RT61SV");
        row("nothing", paid("0"), kId, Kind::PaidOtherAmount, "NLJ7RT61SV");
        row("another amount without receipt", success(item("Amount", "2")), kId, Kind::PaidOtherAmount);
        row("no amount", success(receipt), kId, Kind::UnclearCode, "NLJ7RT61SV");
        row("unreadable amount", paid("1.005"), kId, Kind::UnclearCode, "NLJ7RT61SV");
        row("no receipt", success(item("Amount", "1")), kId, Kind::UnclearCode);
        row("success without anything", failure("0"), kId, Kind::UnclearCode);
        row("declined", failure("1032"), kId, Kind::Declined);
        row("declined, text", failure("\"1032\""), kId, Kind::Declined);
        row("declined, letters", failure("\"SFC_IC0003\""), kId, Kind::Declined);
        row("declined before the acknowledgement was stored", failure("1032"), {}, Kind::Declined);
        row("declined with metadata: the code counts", success(item("Amount", "1") + ',' + receipt, "1032"), kId, Kind::Declined);
        row("in no table", failure("7777"), kId, Kind::UnclearCode);
        row("looks like zero", failure("\"00\""), kId, Kind::UnclearCode);
    }
    void aCallbackMeansThisForItsCharge()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, knownId);
        QFETCH(int, kind);
        QFETCH(QString, receipt);
        const auto verdict = judged(body, knownId);
        QCOMPARE(int(verdict.kind), kind);
        QCOMPARE(verdict.receipt, receipt);
        QVERIFY(!verdict.code.isEmpty());
    }
    void theWordsOfAVerdictAreTheProviders()
    {
        const auto verdict = judged(failure("1032"));
        QCOMPARE(verdict.code, u"1032"_s);
        QCOMPARE(verdict.text, u"[STK_CB - ]Request cancelled by user"_s);
        QCOMPARE(verdict.checkoutRequestId, kId);
        QCOMPARE(judged(paid("2")).amount, std::optional(Money::fromWhole(2)));
    }
    void aFlatPostNeedNotNameThePromptButMustNotNameAnother()
    {
        const auto judge = [](const QByteArray &body, StkForm form) {
            return judgeStkCallback({kId, Money::fromWhole(1), form}, body, [](const QString &code) { return code == "1032"_L1; }).kind;
        };
        const QByteArray payment = R"({"ResultCode":"0","TransID":"NLJ7RT61SV","TransAmount":"1.00"})";
        const QByteArray others = R"({"ResultCode":"0","TransID":"NLJ7RT61SV","TransAmount":"1.00","CheckoutRequestID":"ws_CO_2"})";
        QCOMPARE(judge(payment, StkForm::EnvelopeOrFlat), Kind::Paid);
        QCOMPARE(judge(R"({"ResultCode":"1032"})", StkForm::EnvelopeOrFlat), Kind::Declined);
        QCOMPARE(judge(R"({"ResultCode":"1032","CheckoutRequestID":""})", StkForm::EnvelopeOrFlat), Kind::Declined);
        QCOMPARE(judge(others, StkForm::EnvelopeOrFlat), Kind::NotForThisCharge);
        const QByteArray twoNames = R"({"ResultCode":"0","TransID":"NLJ7RT61SV","TransAmount":"1.00","CheckoutRequestID":"ws_CO_2","checkoutRequestId":"ws_CO_191220191020363925"})";
        QCOMPARE(judge(twoNames, StkForm::EnvelopeOrFlat), Kind::NotForThisCharge);
        QCOMPARE(judge(payment, StkForm::Envelope), Kind::Unreadable);
        QCOMPARE(judge(R"({"Body":{"stkCallback":{"ResultCode":0}}})", StkForm::EnvelopeOrFlat), Kind::NotForThisCharge);
    }
    void theCurrencyIsTheChargesOwn()
    {
        QCOMPARE(judged(paid("1"), kId, Money::fromWhole(1, Currency::ETB)).kind, Kind::Paid);
    }
};

QTEST_GUILESS_MAIN(TestStkCallback)
#include "tst_stk_callback.moc"
