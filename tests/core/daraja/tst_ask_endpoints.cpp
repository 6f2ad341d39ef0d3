#include "core/daraja/account_balance.h"
#include "core/daraja/payout.h"
#include "core/daraja/reversal.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::daraja;
using Problem = FieldFault::Problem;

namespace {

Initiation by()
{
    return {.initiator = u"testapi"_s,
            .credential = "c2VhbGVk",
            .remarks = u"Wrong item, taken back"_s,
            .resultUrl = QUrl(u"https://till.example/r/0123456789abcdef0123456789abcdef"_s),
            .timeoutUrl = QUrl(u"https://till.example/r/fedcba9876543210fedcba9876543210"_s)};
}
Reversal goodReversal() { return {.by = by(), .receipt = u"SKC82PACB8"_s, .amount = Money::fromWhole(100), .shortCode = u"174379"_s}; }
TransactionStatus goodStatus() { return {.by = by(), .receipt = u"SKC82PACB8"_s, .conversationId = {}, .shortCode = u"174379"_s}; }
AccountBalance goodBalance() { return {.by = by(), .shortCode = u"174379"_s}; }
B2cPayment goodB2c()
{
    return {.by = by(), .originatorConversationId = u"feb5e3f2-fbbc-4745-844c-ee37b546f627"_s, .amount = Money::fromWhole(10), .shortCode = u"600996"_s, .phone = u"254728762287"_s, .occasion = {}};
}
B2bPayment goodB2b()
{
    return {.by = by(), .amount = Money::fromWhole(1), .shortCode = u"600996"_s, .receiver = u"600000"_s, .reference = u"INV 1"_s, .requester = {}, .occasion = {}};
}

QByteArray text(const QJsonObject &json) { return QJsonDocument(json).toJson(QJsonDocument::Compact); }
QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

QString faultOf(const Result<Done, FieldFault> &valid)
{
    return valid ? QString() : QString::fromLatin1(valid.error().field) + u": "_s + problemName(valid.error().problem);
}

} // namespace

//! Requests that are answered later: what leaves, what is refused before it leaves, and what an acknowledgement proves.
class TestAskEndpoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodOnesAreValid()
    {
        QVERIFY(goodReversal().validate());
        QVERIFY(goodStatus().validate());
        QVERIFY(goodBalance().validate());
        QVERIFY(goodB2c().validate());
        QVERIFY(goodB2b().validate());
    }
    void whatMovesMoneyIsNeverRepeated()
    {
        QVERIFY(Reversal::spec.repeat == Repeat::Never);
        QVERIFY(B2cPayment::spec.repeat == Repeat::Never);
        QVERIFY(B2bPayment::spec.repeat == Repeat::Never);
        QVERIFY(TransactionStatus::spec.repeat == Repeat::Safe);
        QVERIFY(AccountBalance::spec.repeat == Repeat::Safe);
    }
    void theWiresOwnSpellingsLeave()
    {
        const QByteArray reversal = text(goodReversal().toJson());
        QVERIFY(reversal.contains(R"("RecieverIdentifierType":"11")"));
        QVERIFY(!reversal.contains("ReceiverIdentifierType"));
        QVERIFY(reversal.contains(R"("Amount":100,)"));
        QVERIFY(reversal.contains(R"("ReceiverParty":174379,)"));
        B2cPayment b2c = goodB2c();
        QVERIFY(!b2c.toJson().contains("Occassion"_L1));   // nothing instead of an empty text
        b2c.occasion = u"Christmas"_s;
        QCOMPARE(b2c.toJson().value("Occassion"_L1).toString(), u"Christmas"_s);
        QVERIFY(!b2c.toJson().contains("Occasion"_L1));
        QVERIFY(!b2c.toJson().contains("Initiator"_L1));
        QCOMPARE(b2c.toJson().value("InitiatorName"_L1).toString(), u"testapi"_s);
        QVERIFY(text(b2c.toJson()).contains(R"("PartyB":254728762287,)"));
    }
    void aTillIsNamedAsATill()
    {
        TransactionStatus status = goodStatus();
        AccountBalance balance = goodBalance();
        QCOMPARE(status.toJson().value("IdentifierType"_L1), QJsonValue(u"4"_s));   // text there, a number here
        QCOMPARE(balance.toJson().value("IdentifierType"_L1), QJsonValue(4));
        status.party = Party::Till;
        balance.party = Party::Till;
        QCOMPARE(status.toJson().value("IdentifierType"_L1), QJsonValue(u"2"_s));
        QCOMPARE(balance.toJson().value("IdentifierType"_L1), QJsonValue(2));
    }
    void eachWayToPayABusinessHasItsCommandAndReceiver_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("receiver");
        QTest::newRow("pay bill") << int(B2bPayment::Command::PayBill) << u"BusinessPayBill"_s << 4;
        QTest::newRow("buy goods") << int(B2bPayment::Command::BuyGoods) << u"BusinessBuyGoods"_s << 2;
        QTest::newRow("to bulk") << int(B2bPayment::Command::PayToBulk) << u"BusinessPayToBulk"_s << 4;
    }
    void eachWayToPayABusinessHasItsCommandAndReceiver()
    {
        QFETCH(int, command);
        QFETCH(QString, name);
        QFETCH(int, receiver);
        B2bPayment payment = goodB2b();
        payment.command = static_cast<B2bPayment::Command>(command);
        payment.requester = u"254722000000"_s;
        payment.occasion = u"Rent"_s;
        const QJsonObject json = payment.toJson();
        QCOMPARE(json.value("CommandID"_L1).toString(), name);
        QCOMPARE(json.value("RecieverIdentifierType"_L1), QJsonValue(receiver));
        QCOMPARE(json.value("SenderIdentifierType"_L1), QJsonValue(4));
        QCOMPARE(json.value("Requester"_L1).toString(), u"254722000000"_s);
        QCOMPARE(json.value("Occassion"_L1).toString(), u"Rent"_s);
    }
    void aStatusNeedsAReceiptOrAConversation()
    {
        TransactionStatus status = goodStatus();
        status.receipt.clear();
        QCOMPARE(faultOf(status.validate()), u"TransactionID: missing"_s);
        status.conversationId = u"AG_20210709_12346c8e6f8858d7b70a"_s;
        QVERIFY(status.validate());
        QCOMPARE(status.toJson().value("OriginalConversationID"_L1).toString(), u"AG_20210709_12346c8e6f8858d7b70a"_s);
        QVERIFY(!status.toJson().contains("TransactionID"_L1));
        status.conversationId = u"AG 1\"}"_s;
        QCOMPARE(faultOf(status.validate()), u"OriginalConversationID: bad-characters"_s);
    }
    void aFieldThatMpesaWouldRefuseIsFoundBeforeSending()
    {
        const auto reversal = [](const std::function<void(Reversal &)> &spoil) {
            Reversal request = goodReversal();
            spoil(request);
            return faultOf(request.validate());
        };
        QCOMPARE(reversal([](Reversal &r) { r.by.initiator.clear(); }), u"Initiator: missing"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.initiator = QString(51, u'x'); }), u"Initiator: too-long"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.credential.clear(); }), u"SecurityCredential: missing"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.remarks = u"x"_s; }), u"Remarks: missing"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.remarks = QString(101, u'x'); }), u"Remarks: too-long"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.remarks = u"50% & more"_s; }), u"Remarks: bad-characters"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.resultUrl = QUrl(u"http://till.example/x"_s); }), u"ResultURL: not-secure"_s);
        QCOMPARE(reversal([](Reversal &r) { r.by.timeoutUrl.clear(); }), u"QueueTimeOutURL: missing"_s);
        QCOMPARE(reversal([](Reversal &r) { r.receipt.clear(); }), u"TransactionID: missing"_s);
        QCOMPARE(reversal([](Reversal &r) { r.receipt = u"skc82pacb8"_s; }), u"TransactionID: bad-characters"_s);
        QCOMPARE(reversal([](Reversal &r) { r.amount = Money::fromMinor(10'050); }), u"Amount: not-whole"_s);
        QCOMPARE(reversal([](Reversal &r) { r.amount = Money(); }), u"Amount: out-of-range"_s);
        QCOMPARE(reversal([](Reversal &r) { r.amount = Money::fromWhole(-5); }), u"Amount: out-of-range"_s);
        QCOMPARE(reversal([](Reversal &r) { r.amount = Money::fromWhole(250'001); }), u"Amount: out-of-range"_s);
        QCOMPARE(reversal([](Reversal &r) { r.shortCode = u"0123"_s; }), u"ReceiverParty: bad-characters"_s);
        B2cPayment b2c = goodB2c();
        b2c.amount = Money::fromWhole(9);
        QCOMPARE(faultOf(b2c.validate()), u"Amount: out-of-range"_s);
        b2c = goodB2c();
        b2c.originatorConversationId.clear();
        QCOMPARE(faultOf(b2c.validate()), u"OriginatorConversationID: missing"_s);
        b2c.originatorConversationId = QString(51, u'x');
        QCOMPARE(faultOf(b2c.validate()), u"OriginatorConversationID: too-long"_s);
        b2c = goodB2c();
        b2c.phone = u"0728762287"_s;
        QCOMPARE(faultOf(b2c.validate()), u"PartyB: bad-characters"_s);
        b2c = goodB2c();
        b2c.by.initiator.clear();
        QCOMPARE(faultOf(b2c.validate()), u"InitiatorName: missing"_s);
        B2bPayment b2b = goodB2b();
        b2b.reference = u"ABCDEFGHIJKLMN"_s;
        QCOMPARE(faultOf(b2b.validate()), u"AccountReference: too-long"_s);
        b2b = goodB2b();
        b2b.requester = u"123"_s;
        QCOMPARE(faultOf(b2b.validate()), u"Requester: bad-characters"_s);
        AccountBalance balance = goodBalance();
        balance.shortCode.clear();
        QCOMPARE(faultOf(balance.validate()), u"PartyA: missing"_s);
    }
    void anAcknowledgementProvesThatARequestWasTaken_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");   // the two ids, or the certainty and the code
        const auto row = [](const char *name, const char *json, const QString &expected) { QTest::newRow(name) << QByteArray(json) << expected; };
        row("both", R"({"OriginatorConversationID":"71840-1","ConversationID":"AG_1","ResponseCode":"0"})", u"AG_1|71840-1"_s);
        row("number code", R"({"OriginatorConversationID":"71840-1","ConversationID":"AG_1","ResponseCode":0})", u"AG_1|71840-1"_s);
        row("a blank at its end, as in the description", R"({"ConversationID":"AG_1 ","OriginatorConversationID":"1236-7134259-1","ResponseCode":"0"})", u"AG_1|1236-7134259-1"_s);
        row("one of them", R"({"ConversationID":"AG_1","ResponseCode":"0"})", u"AG_1|"_s);
        row("the other one", R"({"OriginatorConversationID":"71840-1","ResponseCode":"0"})", u"|71840-1"_s);
        row("none: it may run, and nothing names it", R"({"ResponseCode":"0"})", u"unknown:"_s);
        row("blank ones", R"({"OriginatorConversationID":" ","ConversationID":" ","ResponseCode":"0"})", u"unknown:"_s);
        row("blank code, as in the description's balance", R"({"OriginatorConversationID":" ","ConversationID":" ","ResponseCode":" "})", u"unknown:"_s);
        row("misspelt", R"({"OriginatorCoversationID":"71840-1","ResponseCode":"0"})", u"unknown:"_s);
        row("initiator refused at the gateway", R"({"ResponseCode":"18"})", u"refused:18"_s);
        row("throttled", R"({"ResponseCode":100000002})", u"refused:100000002"_s);
        row("cached, will be resent", R"({"ResponseCode":"100000000","ConversationID":"AG_1"})", u"unknown:100000000"_s);
        row("in no table", R"({"ResponseCode":"1","ConversationID":"AG_1"})", u"unknown:1"_s);
        row("a result's code is no acknowledgement's", R"({"ResponseCode":"2001","ConversationID":"AG_1"})", u"unknown:2001"_s);
        row("null", R"({"ResponseCode":null,"ConversationID":"AG_1"})", u"unknown:"_s);
        row("nothing", "{}", u"unknown:"_s);
    }
    void anAcknowledgementProvesThatARequestWasTaken()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto answer = AskAccepted::fromJson(parsed(json));
        if (answer) {
            QCOMPARE(QString(answer->conversationId + u'|' + answer->originatorConversationId), expected);
            return;
        }
        const QString certainty = answer.error().certainty == Certainty::Refused ? u"refused:"_s : answer.error().certainty == Certainty::Unknown ? u"unknown:"_s : u"?"_s;
        QCOMPARE(QString(certainty + answer.error().code), expected);
    }
};

QTEST_GUILESS_MAIN(TestAskEndpoints)
#include "tst_ask_endpoints.moc"
