#include "core/callbacks/async_result.h"
#include "core/callbacks/receiver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::callbacks;

namespace {

// Braces stand in pairs in every raw string here, and no web address does: moc loses its way otherwise.
QByteArray result(const QByteArray &parameters, const QByteArray &code = "0", const QByteArray &type = "0", const QByteArray &transaction = "SKE52PAWR9")
{
    return QByteArray(R"({"Result":{"ResultType":TYPE,"ResultCode":CODE,"ResultDesc":"The service request is processed successfully.",
        "OriginatorConversationID":"dad6-4c34-8787-c8cb963a496d1268232","ConversationID":"AG_20211114_201018edbbf9f1582eaa","TransactionID":"RECEIPT",
        "ResultParameters":{"ResultParameter":PARAMETERS},
        "ReferenceData":{"ReferenceItem":{"Key":"QueueTimeoutURL","Value":"https://internalsandbox.safaricom.co.ke/mpesa/reversalresults/v1/submit"}}}})")
        .replace("TYPE", type).replace("CODE", code).replace("RECEIPT", transaction).replace("PARAMETERS", parameters);
}
QByteArray pair(const QByteArray &key, const QByteArray &value)
{
    return QByteArray(R"({"Key":"KEY","Value":VALUE})").replace("KEY", key).replace("VALUE", value);
}
QByteArray balances(const QByteArray &text)
{
    return result(QByteArray("[").append(pair("AccountBalance", '"' + text + '"')).append(',').append(pair("BOCompletedTime", R"("20200109125710")")).append(']'), R"("0")",
                  R"("0")", "OA90000000");
}
AsyncResult parsed(const QByteArray &body)
{
    return parseAsyncResult(body).value_or(AsyncResult());
}
BalanceResult accounts(const QByteArray &text)
{
    return readBalance(parsed(balances(text)));
}
//! "12.50", "-1540.00".
std::optional<Money> shillings(const QString &plain)
{
    const bool negative = plain.startsWith(u'-');
    const auto size = Money::parse(negative ? plain.mid(1) : plain);
    return size ? std::optional(Money::fromMinor(negative ? -size->minor() : size->minor())) : std::nullopt;
}

const QByteArray kReversal = '[' + pair("DebitAccountBalance", R"("Utility Account|KES|7722179.62|7722179.62|0.00|0.00")") + ',' + pair("Amount", "1.00") + ','
    + pair("TransCompletedTime", "20211114132711") + ',' + pair("OriginalTransactionID", R"("SKC82PACB8")") + ',' + pair("Charge", "0.00") + ','
    + pair("CreditPartyPublicName", R"("254708374149 - JOHN DOE")") + ',' + pair("DebitPartyPublicName", R"("600992 - Safaricom Daraja 992")") + ']';

QByteArray status(const QByteArray &extra = {}, const QByteArray &state = R"("Completed")")
{
    return '[' + pair("ReceiptNo", R"("LGR919G2AV")") + ',' + pair("Conversation ID", R"("AG_20170727_00004492b1b6d0078fbe")") + ',' + pair("FinalizedTime", "20170727101415")
        + ',' + pair("Amount", "10") + ',' + pair("TransactionStatus", state) + ',' + pair("ReasonType", R"("Salary Payment via API")") + R"(,{"Key":"TransactionReason"},)"
        + pair("DebitPartyCharges", R"("Fee For B2C Payment|KES|33.00")") + ',' + pair("InitiatedTime", "20170727101410") + ','
        + pair("Originator Conversation ID", R"("19455-773836-1")") + extra + ']';
}

} // namespace

class TestAsyncResult : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedReversalIsRead()
    {
        const auto read = parseAsyncResult(result(kReversal));
        QVERIFY(read.has_value());
        QCOMPARE(read->code, u"0"_s);
        QVERIFY(read->isCompleted());
        QCOMPARE(read->conversationId, u"AG_20211114_201018edbbf9f1582eaa"_s);
        QCOMPARE(read->originatorConversationId, u"dad6-4c34-8787-c8cb963a496d1268232"_s);
        const ReversalResult reversal = readReversal(*read, Currency::KES);
        QCOMPARE(reversal.receipt, u"SKE52PAWR9"_s);
        QCOMPARE(reversal.originalReceipt, u"SKC82PACB8"_s);
        QCOMPARE(reversal.amount, shillings(u"1.00"_s));
        QCOMPARE(reversal.completedAt, QDateTime(QDate(2021, 11, 14), QTime(10, 27, 11), Qt::UTC));
    }
    void thePublishedFailureTellsOnlyItsCode()
    {
        const auto read = parseAsyncResult(R"({"Result":{"ResultType":0,"ResultCode":"R000002","ResultDesc":"The OriginalTransactionID is invalid.",
            "OriginatorConversationID":"3124-481d-b706-10bdd6fbc8e21792398","ConversationID":"AG_20211114_2010573069aefb6b625a","TransactionID":"SKE0000000",
            "ReferenceData":{"ReferenceItem":{"Key":"QueueTimeoutURL","Value":"internal"}}}})");
        QVERIFY(read.has_value());
        QCOMPARE(read->code, u"R000002"_s);
        QCOMPARE(read->text, u"The OriginalTransactionID is invalid."_s);
        QVERIFY(read->transactionId.isEmpty());   // a dummy is no receipt
        QVERIFY(read->parameters.isEmpty());      // what stands in ReferenceData is nobody's business
        const ReversalResult reversal = readReversal(*read, Currency::KES);
        QVERIFY(reversal.receipt.isEmpty());
        QVERIFY(!reversal.amount);
        QVERIFY(!reversal.completedAt.isValid());
    }
    void aDummyIsNeverAReceipt_data()
    {
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<bool>("isReceipt");
        for (const char *dummy : {"SKE0000000", "LGR0000000", "OAK0000000", "OA90000000", "0000000000", "", "none", "SKE 2PAWR9", "ske52pawr9", "SKE52PAWR9'--"})
            QTest::newRow(dummy) << QByteArray(dummy) << false;
        for (const char *receipt : {"SKE52PAWR9", "SKE5200000", "SG632NMUAB", "TESTAB2CDE"})
            QTest::newRow(receipt) << QByteArray(receipt) << true;
    }
    void aDummyIsNeverAReceipt()
    {
        QFETCH(QByteArray, told);
        QFETCH(bool, isReceipt);
        QCOMPARE(parsed(result("[]", "0", "0", told)).transactionId, isReceipt ? QString::fromLatin1(told) : QString());
    }
    void theCodeIsTextWhateverItsType_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");   // empty: unreadable
        QTest::newRow("number") << QByteArray("2001") << u"2001"_s;
        QTest::newRow("text") << QByteArray("\"2001\"") << u"2001"_s;
        QTest::newRow("letters") << QByteArray("\"SFC_IC0003\"") << u"SFC_IC0003"_s;
        QTest::newRow("zero") << QByteArray("0") << u"0"_s;
        QTest::newRow("null") << QByteArray("null") << QString();
        QTest::newRow("blank") << QByteArray("\" \"") << QString();
        QTest::newRow("list") << QByteArray("[0]") << QString();
    }
    void theCodeIsTextWhateverItsType()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        QCOMPARE(parsed(result("[]", wire)).code, code);
    }
    void theCodeCountsAndNotTheWords()
    {
        QCOMPARE(parsed(result("[]", "\"21\"")).code, u"21"_s);   // seen with the text of a success beside it
    }
    void whatIsWaitingIsNotCompleted_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("completed");
        QTest::newRow("number") << QByteArray("0") << true;
        QTest::newRow("text") << QByteArray("\"0\"") << true;
        QTest::newRow("waiting") << QByteArray("1") << false;
        QTest::newRow("waiting as text") << QByteArray("\"1\"") << false;
        QTest::newRow("not told") << QByteArray("null") << false;
        QTest::newRow("unheard of") << QByteArray("7") << false;
    }
    void whatIsWaitingIsNotCompleted()
    {
        QFETCH(QByteArray, type);
        QFETCH(bool, completed);
        const AsyncResult read = parsed(result(status(), "0", type));
        QCOMPARE(read.isCompleted(), completed);
        QCOMPARE(readStatus(read, Currency::KES).isCompleted, completed);   // and so is no status in it
    }
    void aQueueTimeoutHasTheShapeOfAResultAndIsNone()
    {
        const auto read = parseAsyncResult(R"({"Result":{"ResultType":1,"ResultCode":"1","ResultDesc":"The service request timed out.",
            "OriginatorConversationID":"8521-4298025-1","ConversationID":"AG_20181005_00004d7ee675c0c7ee0b"}})");
        QVERIFY(read.has_value());
        QCOMPARE(read->code, u"1"_s);
        QVERIFY(!read->isCompleted());
    }
    void whatIsNoResultIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\xff\xfe\x00 not json");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("another envelope") << QByteArray(R"({"Body":{"stkCallback":{"ResultCode":0}}})");
        QTest::newRow("a list inside") << QByteArray(R"({"Result":[{"ResultCode":0}]})");
        QTest::newRow("no code") << QByteArray(R"({"Result":{"ResultType":0,"ResultDesc":"fine"}})");
        QTest::newRow("cut") << result(kReversal).chopped(3);
        QTest::newRow("too long") << result(kReversal).append(QByteArray(kMaxBody, ' '));
        QTest::newRow("deep") << QByteArray(20'000, '[').append(QByteArray(20'000, ']'));
    }
    void whatIsNoResultIsNotRead()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!parseAsyncResult(body));
    }
    void aSingleParameterMayStandWithoutItsList()
    {
        const AsyncResult read = parsed(result(pair("BOCompletedTime", "20200120164825"), "\"1\""));
        QCOMPARE(read.value("BOCompletedTime"_L1), u"20200120164825"_s);
        QCOMPARE(readBalance(read).asOf, QDateTime(QDate(2020, 1, 20), QTime(13, 48, 25), Qt::UTC));
    }
    void brokenParametersAreLeftOut()
    {
        const AsyncResult read = parsed(result(R"([null, 5, "x", [], {"Value":"nameless"}, {"Key":{}, "Value":1}, {"Key":"Amount","Value":{"deep":1}}, {"Key":"Good","Value":2}])"));
        QCOMPARE(read.value("Good"_L1), u"2"_s);
        QCOMPARE(read.value("Amount"_L1), QString());
        QVERIFY(parsed(result("\"none\"")).parameters.isEmpty());
        QVERIFY(parsed(result("null")).parameters.isEmpty());
    }
    void namesAreTheSameInEverySpelling()
    {
        const AsyncResult read = parsed(result('[' + pair("FinalisedTime", "20170727101415") + ',' + pair("Originator Conversation ID", "\"a\"") + ']'));
        QCOMPARE(read.value("FinalizedTime"_L1), u"20170727101415"_s);
        QCOMPARE(read.value("OriginatorConversationID"_L1), u"a"_s);
        const auto spaced = parseAsyncResult(R"({"Result":{"ResultType":"0","ResultCode":"0","Conversation ID":"AG_1","Originator Conversation ID":"o-1"}})");
        QVERIFY(spaced.has_value());
        QCOMPARE(spaced->conversationId, u"AG_1"_s);
        QCOMPARE(spaced->originatorConversationId, u"o-1"_s);
    }
    void aNameThatStandsTwiceIsWorthNothingUnlessBothAgree()
    {
        const auto twice = [](const QByteArray &first, const QByteArray &second) {
            return readReversal(parsed(result('[' + pair("Amount", first) + ',' + pair("Amount", second) + ',' + pair("DebitPartyName", "\"a\"") + ','
                                              + pair("DebitPartyName", "\"b\"") + ']')), Currency::KES).amount;
        };
        QCOMPARE(twice("5", "\"5\""), shillings(u"5.00"_s));
        QVERIFY(!twice("5", "6"));
        QCOMPARE(twice("\"\"", "6"), shillings(u"6.00"_s));
        const AsyncResult read = parsed(result('[' + pair("DebitPartyName", "\"a\"") + ',' + pair("DebitPartyName", "\"b\"") + R"(,{"Key":"DebitPartyName"})" + ']'));
        QCOMPARE(read.values("DebitPartyName"_L1), QStringList({u"a"_s, u"b"_s}));
    }
    void anAmountIsExactOrNotRead_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<qint64>("cents");   // -1: not readable
        const auto row = [](const char *wire, qint64 cents) { QTest::newRow(wire) << QByteArray(wire) << cents; };
        row("1.00", 100);
        row("\"190.00\"", 19'000);
        row("10", 1'000);
        row("0.29", 29);
        row("249999.99", 24'999'999);
        row("\"1.005\"", -1);
        row("-5", -1);
        row("\"1,000\"", -1);
        row("\"KES 5\"", -1);
        row("1e300", -1);
        row("null", -1);
    }
    void anAmountIsExactOrNotRead()
    {
        QFETCH(QByteArray, wire);
        QFETCH(qint64, cents);
        const auto amount = readReversal(parsed(result('[' + pair("Amount", wire) + ']')), Currency::KES).amount;
        QCOMPARE(amount.has_value(), cents >= 0);
        if (amount)
            QCOMPARE(amount->minor(), cents);
    }
    void bothFormsOfATimeAreRead_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QDateTime>("at");
        const auto row = [](const char *wire, const QDateTime &at) { QTest::newRow(wire) << QByteArray(wire) << at; };
        row("20211114132711", QDateTime(QDate(2021, 11, 14), QTime(10, 27, 11), Qt::UTC));
        row("\"20211114013000\"", QDateTime(QDate(2021, 11, 13), QTime(22, 30), Qt::UTC));   // the day before, in UTC
        row("\"06.07.2024 22:48:52\"", QDateTime(QDate(2024, 7, 6), QTime(19, 48, 52), Qt::UTC));
        row("\"20211314132711\"", {});
        row("\"2021111413271\"", {});
        row("\"31.02.2024 22:48:52\"", {});
        row("\"20211114256011\"", {});
        row("\"2021-11-14T13:27:11\"", {});
        row("null", {});
    }
    void bothFormsOfATimeAreRead()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QDateTime, at);
        QCOMPARE(readReversal(parsed(result('[' + pair("TransCompletedTime", wire) + ']')), Currency::KES).completedAt, at);
    }

    void thePublishedStatusIsRead()
    {
        const StatusResult read = readStatus(parsed(result(status(',' + pair("CreditPartyName", R"("254708374149 - John Doe")") + ',' + pair("DebitPartyName", R"("600134 - Safaricom157")")),
                                                           "0", "0", "LGR0000000")), Currency::KES);
        QVERIFY(read.isCompleted);
        QCOMPARE(read.status, u"Completed"_s);
        QCOMPARE(read.receipt, u"LGR919G2AV"_s);
        QCOMPARE(read.amount, shillings(u"10.00"_s));
        QCOMPARE(read.initiatedAt, QDateTime(QDate(2017, 7, 27), QTime(7, 14, 10), Qt::UTC));
        QCOMPARE(read.finalizedAt, QDateTime(QDate(2017, 7, 27), QTime(7, 14, 15), Qt::UTC));
        QCOMPARE(read.reason, u"Salary Payment via API"_s);
        QCOMPARE(read.counterparty, u"John Doe"_s);
        QCOMPARE(read.conversationId, u"AG_20170727_00004492b1b6d0078fbe"_s);   // not the question's own
        QCOMPARE(read.originatorConversationId, u"19455-773836-1"_s);
    }
    void theMoneyFactIsTheStatusAndNotTheCode_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<bool>("completed");
        QTest::newRow("completed") << QByteArray("\"Completed\"") << QByteArray("0") << true;
        QTest::newRow("another case") << QByteArray("\"COMPLETED\"") << QByteArray("\"0\"") << true;
        for (const char *other : {"Initiated", "Authorized", "Pending Authorized", "Cancelled", "Declined", "Expired", "Failed", "Reversed", "Not Completed", ""})
            QTest::newRow(other) << '"' + QByteArray(other) + '"' << QByteArray("0") << false;
        QTest::newRow("a failed question") << QByteArray("\"Completed\"") << QByteArray("\"2033\"") << false;
        QTest::newRow("nothing told") << QByteArray("null") << QByteArray("0") << false;
    }
    void theMoneyFactIsTheStatusAndNotTheCode()
    {
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, code);
        QFETCH(bool, completed);
        QCOMPARE(readStatus(parsed(result(status({}, state), code)), Currency::KES).isCompleted, completed);
    }
    void theCounterpartyIsAPersonWithoutANumber_data()
    {
        QTest::addColumn<QByteArray>("debit");
        QTest::addColumn<QByteArray>("credit");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const char *debit, const char *credit, const QString &expected) {
            QTest::newRow(name) << '"' + QByteArray(debit) + '"' << '"' + QByteArray(credit) + '"' << expected;
        };
        row("a payment", "254708374149 - JANE W DOE", "600134 - Shop", u"JANE W DOE"_s);
        row("a pay-out", "600134 - Shop", "254708374149 - JOHN", u"JOHN"_s);
        row("masked", "2547 ***** 126 - JANE", "600134 - Shop", u"JANE"_s);
        row("another dash", "600134 \xe2\x80\x93 Shop", "000000\xe2\x80\x93 Biller Company", u"Shop"_s);
        row("two shops", "600134 - Payer Ltd", "600992 - Safaricom Daraja 992", u"Payer Ltd"_s);
        row("no number", "JANE", "600134 - Shop", u"JANE"_s);
        row("a number alone", "254708374149", "600134 - Shop", u"Shop"_s);
        row("a number in the name", "254708374149 - JANE 254708374149", "", u"JANE"_s);
        row("a number that is set apart", "254708374149 - JANE 0708  374\\t149", "", u"JANE"_s);
        row("nothing", "", "", QString());
    }
    void theCounterpartyIsAPersonWithoutANumber()
    {
        QFETCH(QByteArray, debit);
        QFETCH(QByteArray, credit);
        QFETCH(QString, name);
        QCOMPARE(readStatus(parsed(result('[' + pair("DebitPartyName", debit) + ',' + pair("CreditPartyName", credit) + ']')), Currency::KES).counterparty, name);
    }

    void thePublishedBalanceIsRead()
    {
        const auto read = parseAsyncResult(balances("Working Account|KES|700000.00|700000.00|0.00|0.00&Float Account|KES|0.00|0.00|0.00|0.00&"
                                                    "Utility Account|KES|228037.00|228037.00|0.00|0.00&Charges Paid Account|KES|-1540.00|-1540.00|0.00|0.00&"
                                                    "Organization Settlement Account|KES|0.00|0.00|0.00|0.00"));
        QVERIFY(read.has_value());
        QVERIFY(read->transactionId.isEmpty());
        const BalanceResult balance = readBalance(*read);
        QCOMPARE(balance.leftOut, 0);
        QCOMPARE(balance.accounts.size(), 5);
        QCOMPARE(balance.accounts.at(0), (BalanceAccount{u"Working Account"_s, shillings(u"700000.00"_s), shillings(u"700000.00"_s), shillings(u"0.00"_s), shillings(u"0.00"_s)}));
        QCOMPARE(balance.accounts.at(3), (BalanceAccount{u"Charges Paid Account"_s, shillings(u"-1540.00"_s), shillings(u"-1540.00"_s), shillings(u"0.00"_s), shillings(u"0.00"_s)}));
        QCOMPARE(balance.asOf, QDateTime(QDate(2020, 1, 9), QTime(9, 57, 10), Qt::UTC));
    }
    void theTwoLeadingFiguresKeepTheirPlaces()
    {
        const BalanceResult read = accounts("Working Account|KES|346568.83|6186.83|340382.00|0.01");
        QCOMPARE(read.accounts, QList({BalanceAccount{u"Working Account"_s, shillings(u"346568.83"_s), shillings(u"6186.83"_s), shillings(u"340382.00"_s), shillings(u"0.01"_s)}}));
    }
    void theGrammarIsLooseAboutEverythingButMoney_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("told");   // "name current available reserved uncleared", "-" for what is not told
        QTest::addColumn<int>("leftOut");
        const auto row = [](const char *name, const char *text, const QStringList &told, int leftOut) { QTest::newRow(name) << QByteArray(text) << told << leftOut; };
        row("unheard-of account", "Sub Wallet 7|KES|1.00|2.00|3.00|4.00", {u"Sub Wallet 7 1.00 2.00 3.00 4.00"_s}, 0);
        row("trailing bar", "A|KES|1.00|2.00|3.00|4.00|", {u"A 1.00 2.00 3.00 4.00"_s}, 0);
        row("three figures", "A|KES|1.00|2.00|3.00", {u"A 1.00 2.00 - -"_s}, 0);
        row("three figures and a bar", "A|KES|1.00|2.00|3.00|", {u"A 1.00 2.00 - -"_s}, 0);
        row("five figures", "A|KES|1.00|2.00|3.00|4.00|5.00", {u"A 1.00 2.00 3.00 4.00"_s}, 0);
        row("two figures", "A|KES|1.00|2.00", {}, 1);
        row("six figures", "A|KES|1|2|3|4|5|6", {}, 1);
        row("no decimals", "A|KES|1|2|3|4", {u"A 1.00 2.00 3.00 4.00"_s}, 0);
        row("one decimal", "A|KES|1.5|2|3|4", {u"A 1.50 2.00 3.00 4.00"_s}, 0);
        row("the typo of an old sample", "A|KES|0.00|0.00|0.00|0.008&B|KES|1.00|2.00|3.00|4.00", {u"A 0.00 0.00 0.00 -"_s, u"B 1.00 2.00 3.00 4.00"_s}, 0);
        row("an unreadable figure", "A|KES|oops|2.00|3.00|4.00", {u"A - 2.00 3.00 4.00"_s}, 0);
        row("no readable figure in front", "A|KES|oops||3.00|4.00&B|KES|1|2|3|4", {u"B 1.00 2.00 3.00 4.00"_s}, 1);
        row("no name", "|KES|1.00|2.00|3.00|4.00", {}, 1);
        row("foreign money", "A|USD|1.00|2.00|3.00|4.00", {}, 1);
        row("no money", "A||1.00|2.00|3.00|4.00", {}, 1);
        row("stray ampersands", "&&A|KES|1|2|3|4&", {u"A 1.00 2.00 3.00 4.00"_s}, 0);
        row("negative", "A|KES|-1.05|-0.01|0|0", {u"A -1.05 -0.01 0.00 0.00"_s}, 0);
        row("large", "A|KES|9999999999999.99|0|0|0", {u"A 9999999999999.99 0.00 0.00 0.00"_s}, 0);
        row("beyond all measure", "A|KES|99999999999999999999|0|0|0", {u"A - 0.00 0.00 0.00"_s}, 0);
        row("double minus", "A|KES|--1|0|0|0", {u"A - 0.00 0.00 0.00"_s}, 0);
        row("blanks", " A | KES | 1.00 | 2.00 | 3.00 | 4.00 ", {u"A 1.00 2.00 3.00 4.00"_s}, 0);
        row("no record at all", "soon", {}, 1);
        row("nothing", "", {}, 0);
    }
    void theGrammarIsLooseAboutEverythingButMoney()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, told);
        QFETCH(int, leftOut);
        const auto plain = [](const std::optional<Money> &money) {
            if (!money)
                return u"-"_s;
            const qint64 minor = money->minor();
            return QString((minor < 0 ? u"-"_s : QString()) + Money::fromMinor(qAbs(minor)).toPlain());
        };
        const BalanceResult read = accounts(text);
        QStringList got;
        for (const BalanceAccount &account : read.accounts)
            got << QStringList{account.name, plain(account.current), plain(account.available), plain(account.reserved), plain(account.uncleared)}.join(u' ');
        QCOMPARE(got, told);
        QCOMPARE(read.leftOut, leftOut);
    }
    void aBalanceInTheOtherFormOfB2bIsNotTakenForOne()
    {
        QVERIFY(readBalance(parsed(result('[' + pair("InitiatorAccountCurrentBalance", R"("{Amount={CurrencyCode=KES, MinimumAmount=618683, BasicAmount=6186.83}}")") + ']')))
                    .accounts.isEmpty());
    }
    void thePublishedPayOutsAreReadByName()
    {
        const AsyncResult b2c = parsed(result('[' + pair("TransactionAmount", "10") + ',' + pair("TransactionReceipt", R"("SG632NMUAB")") + ','
                                              + pair("TransactionCompletedDateTime", R"("06.07.2024 22:48:52")") + ','
                                              + pair("B2CWorkingAccountAvailableFunds", "1199371.00") + ','
                                              + pair("B2CChargesPaidAccountAvailableFunds", "-1980.00") + ']'));
        QCOMPARE(b2c.value("TransactionReceipt"_L1), u"SG632NMUAB"_s);
        QCOMPARE(b2c.value("TransactionAmount"_L1), u"10"_s);
        QCOMPARE(b2c.value("B2CChargesPaidAccountAvailableFunds"_L1), u"-1980"_s);
    }
};

QTEST_GUILESS_MAIN(TestAsyncResult)
#include "tst_async_result.moc"
