#include "tests/core/practice/ask_bench.h"

#include <QTemporaryDir>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Questions and payouts whose results come later.
class TestPracticeAsks : public QObject
{
    Q_OBJECT

    static QJsonValue code(const QJsonObject &result) { return result.value("ResultCode"_L1); }
    static QString error(const HttpAnswer &answer)
    {
        const QJsonObject body = parsed(answer.body);
        return u"%1 %2 %3"_s.arg(answer.status).arg(body.value("errorCode"_L1).toString(), body.value("errorMessage"_L1).toString());
    }
    static QJsonObject payoutBody(const AskBench &bench, qint64 amount, const QString &key)
    {
        QJsonObject body = AskBench::joined(bench.common(u"BusinessPayment"_s), {{u"InitiatorName"_s, practiceOptions().initiator},
                                                                                {u"OriginatorConversationID"_s, key},
                                                                                {u"Amount"_s, amount},
                                                                                {u"PartyA"_s, 174379},
                                                                                {u"PartyB"_s, qint64{254708374149}},
                                                                                {u"Occassion"_s, u"x"_s}});
        body.remove(u"Initiator"_s);
        return body;
    }
    static QJsonObject transferBody(const AskBench &bench, const QString &command, int receiverType)
    {
        return AskBench::joined(bench.common(command), {{u"SenderIdentifierType"_s, 4},
                                                        {u"RecieverIdentifierType"_s, receiverType},
                                                        {u"Amount"_s, 500},
                                                        {u"PartyA"_s, 174379},
                                                        {u"PartyB"_s, 600000},
                                                        {u"AccountReference"_s, u"19008"_s}});
    }

private Q_SLOTS:
    void aBalanceHasSafaricomsShape()
    {
        AskBench bench;
        bench.freshToken();
        const QJsonObject ack = parsed(bench.post("/mpesa/accountbalance/v1/query", bench.balanceBody()).body);
        QCOMPARE(ack.value("ResponseCode"_L1), QJsonValue(u"0"_s));
        bench.pass(2s);
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(u"0"_s));   // text here, a number elsewhere
        QCOMPARE(result.value("ConversationID"_L1), ack.value("ConversationID"_L1));
        QCOMPARE(result.value("TransactionID"_L1), QJsonValue(u"OAK0000000"_s));
        QCOMPARE(AskBench::parameter(result, u"AccountBalance"_s).toString(),
                 u"Working Account|KES|15000.00|15000.00|0.00|0.00&Float Account|KES|0.00|0.00|0.00|0.00&Utility Account|KES|25000.00|25000.00|0.00|0.00"
                 "&Merchant Account|KES|25000.00|25000.00|0.00|0.00&Charges Paid Account|KES|-120.00|-120.00|0.00|0.00"
                 "&Organization Settlement Account|KES|0.00|0.00|0.00|0.00"_s);
        QCOMPARE(AskBench::parameter(result, u"BOCompletedTime"_s), QJsonValue(u"20261122110002"_s));
    }

    void aPaymentMovesTheBalanceWhenItIsPaidAndNotBefore()
    {
        AskBench bench;
        bench.push(u"254722000008"_s);   // paid after 15 s
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
        bench.pass(15s);
        QCOMPARE(bench.account(u"Utility Account"_s), u"25100.00"_s);
        bench.push(u"254722000001"_s);   // cancelled
        bench.pass(5s);
        QCOMPARE(bench.account(u"Utility Account"_s), u"25100.00"_s);
    }

    void aWrongPasswordIsFoundOutLater()
    {
        AskBench bench;
        bench.freshToken();
        QJsonObject body = bench.balanceBody();
        body.insert(u"SecurityCredential"_s, u"AAAA"_s);
        QCOMPARE(bench.post("/mpesa/accountbalance/v1/query", body).status, 200);
        bench.pass(2s);
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(u"2001"_s));
        QVERIFY(!result.contains("ResultParameters"_L1));
    }

    void aDeadTokenIsRefusedInTheProductsOwnWay()
    {
        AskBench bench;
        bench.token = "dead";
        QCOMPARE(error(bench.post("/mpesa/reversal/v1/request", bench.reversalBody(u"X"_s))), u"404 404.001.03 Invalid Access Token"_s);
        QCOMPARE(error(bench.post("/mpesa/accountbalance/v1/query", bench.balanceBody())), u"401 401.002.01 Error Occurred - Invalid Access Token - dead"_s);
        QCOMPARE(error(bench.post("/mpesa/b2c/v3/paymentrequest", {})), u"401 401.002.01 Error Occurred - Invalid Access Token - dead"_s);
        QCOMPARE(error(bench.post("/sfcverify/v1/query/info", {})), u"401 401.001 Invalid Token"_s);
    }

    void aStatusTellsThePayment()
    {
        AskBench bench;
        const QString receipt = bench.pay(u"254708374149"_s);
        bench.askStatus({{u"TransactionID"_s, receipt}, {u"Occasion"_s, u"aaaa"_s}});
        bench.pass(2s);
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(0));
        QCOMPARE(result.value("TransactionID"_L1), QJsonValue(u"LGR0000000"_s));   // never the receipt that was asked about
        QCOMPARE(AskBench::parameter(result, u"ReceiptNo"_s).toString(), receipt);
        QCOMPARE(AskBench::parameter(result, u"Amount"_s), QJsonValue(100));
        QCOMPARE(AskBench::parameter(result, u"TransactionStatus"_s), QJsonValue(u"Completed"_s));
        QCOMPARE(AskBench::parameter(result, u"FinalizedTime"_s), QJsonValue(qint64{20261122110002}));
        QCOMPARE(AskBench::parameter(result, u"DebitPartyName"_s), QJsonValue(u"254708374149 - JOHN DOE"_s));
        QVERIFY(AskBench::parameter(result, u"TransactionReason"_s).isUndefined());   // the key without a value
        QCOMPARE(result.value("ReferenceData"_L1).toObject().value("ReferenceItem"_L1).toArray().at(0).toObject().value("Value"_L1), QJsonValue(u"aaaa"_s));
    }

    void aStatusOfNothingFindsNothing()
    {
        AskBench bench;
        bench.freshToken();
        QCOMPARE(bench.status({{u"TransactionID"_s, u"TEST000000"_s}}), u"2033"_s);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, u"AG_20261122_0"_s}}), u"2033"_s);
        QCOMPARE(bench.status({}), u"25"_s);
        bench.push(u"254722000008"_s);   // not paid yet: there is no such receipt
        bench.pass(20s);
        const QString receipt = bench.delivered.takeLast().item(u"MpesaReceiptNumber"_s).toString();
        QJsonObject ofAnother = bench.statusBody({{u"TransactionID"_s, receipt}});
        ofAnother.insert(u"PartyA"_s, 600000);
        bench.post("/mpesa/transactionstatus/v1/query", ofAnother);
        bench.pass(2s);
        QCOMPARE(code(bench.result()), QJsonValue(2033));
    }

    void aStatusBeforeTheEndSaysInitiated()
    {
        AskBench bench;
        bench.script(R"({"endpoint":"reversal","outcome":{"after":60000}})");
        const QString receipt = bench.pay(u"254711000000"_s);
        const QJsonValue conversation = bench.reverse(receipt).value("ConversationID"_L1);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, conversation}}), u"Initiated"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, receipt}}), u"Completed"_s);
        bench.pass(60s);
        bench.delivered.clear();
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, conversation}}), u"Completed"_s);
    }

    void aPayoutComesFromUtilityWithAFee()
    {
        AskBench bench;
        bench.freshToken();
        QCOMPARE(bench.post("/mpesa/b2c/v3/paymentrequest", payoutBody(bench, 1000, u"order-1"_s)).status, 200);
        bench.pass(2s);
        QVERIFY(bench.delivered.constLast().body.contains(R"("B2CChargesPaidAccountAvailableFunds","Value":-133.00)"));
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(0));
        QCOMPARE(result.value("OriginatorConversationID"_L1), QJsonValue(u"order-1"_s));
        QCOMPARE(AskBench::parameter(result, u"TransactionReceipt"_s), result.value("TransactionID"_L1));
        QCOMPARE(AskBench::parameter(result, u"TransactionCompletedDateTime"_s), QJsonValue(u"22.11.2026 11:00:02"_s));
        QCOMPARE(AskBench::parameter(result, u"ReceiverPartyPublicName"_s), QJsonValue(u"254708374149 - JOHN DOE"_s));
        QCOMPARE(bench.account(u"Utility Account"_s), u"24000.00"_s);
        QCOMPARE(bench.account(u"Charges Paid Account"_s), u"-133.00"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, result.value("TransactionID"_L1)}}), u"Completed"_s);
        bench.reverse(result.value("TransactionID"_L1).toString(), 1000);   // a payout cannot be taken back
        bench.pass(2s);
        QCOMPARE(code(bench.result()), QJsonValue(u"R000002"_s));
    }

    void anOriginatorIdIsUsedOnce()
    {
        AskBench bench;
        bench.freshToken();
        bench.post("/mpesa/b2c/v3/paymentrequest", payoutBody(bench, 1000, u"order-1"_s));
        const HttpAnswer again = bench.post("/mpesa/b2c/v3/paymentrequest", payoutBody(bench, 1000, u"order-1"_s));
        QCOMPARE(error(again), u"500 500.002.1001 Duplicate OriginatorConversationID."_s);
        bench.pass(2s);
        QCOMPARE(bench.delivered.size(), 1);
        QJsonObject without = payoutBody(bench, 1000, u"x"_s);
        without.remove(u"OriginatorConversationID"_s);
        QCOMPARE(error(bench.post("/mpesa/b2c/v3/paymentrequest", without)), u"400 400.002.02 Bad Request - Invalid OriginatorConversationID"_s);
        QCOMPARE(bench.post("/mpesa/b2c/v1/paymentrequest", without).status, 200);   // v1 has none
    }

    void aPayoutOutsideTheLimitsIsRefusedLater_data()
    {
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<int>("result");
        QTest::newRow("below") << qint64(9) << 2;
        QTest::newRow("above") << qint64(250'001) << 3;
        QTest::newRow("too little money") << qint64(25'001) << 1;
    }
    void aPayoutOutsideTheLimitsIsRefusedLater()
    {
        QFETCH(qint64, amount);
        QFETCH(int, result);
        AskBench bench;
        bench.freshToken();
        bench.post("/mpesa/b2c/v3/paymentrequest", payoutBody(bench, amount, u"k"_s));
        bench.pass(2s);
        const QJsonObject told = bench.result();
        QCOMPARE(code(told), QJsonValue(result));
        QVERIFY(!told.contains("ResultParameters"_L1));
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
    }

    void aTransferComesFromWorking()
    {
        AskBench bench;
        bench.freshToken();
        QCOMPARE(bench.post("/mpesa/b2b/v1/paymentrequest", transferBody(bench, u"BusinessPayBill"_s, 4)).status, 200);
        bench.pass(2s);
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(u"0"_s));
        QCOMPARE(AskBench::parameter(result, u"DebitAccountBalance"_s), QJsonValue(u"{Amount={CurrencyCode=KES, MinimumAmount=1450000, BasicAmount=14500.00}}"_s));
        QCOMPARE(result.value("ReferenceData"_L1).toObject().value("ReferenceItem"_L1).toArray().size(), 2);
        QCOMPARE(bench.account(u"Working Account"_s), u"14500.00"_s);
    }

    void aTransferToTheWrongKindOfReceiverFindsNobody_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("result");
        QTest::newRow("till as pay bill") << u"BusinessBuyGoods"_s << 4 << u"SFC_IC0003"_s;
        QTest::newRow("pay bill as till") << u"BusinessPayBill"_s << 2 << u"SFC_IC0003"_s;
        QTest::newRow("till") << u"BusinessBuyGoods"_s << 2 << u"0"_s;
        QTest::newRow("bulk") << u"BusinessPayToBulk"_s << 4 << u"0"_s;
    }
    void aTransferToTheWrongKindOfReceiverFindsNobody()
    {
        QFETCH(QString, command);
        QFETCH(int, type);
        QFETCH(QString, result);
        AskBench bench;
        bench.freshToken();
        bench.post("/mpesa/b2b/v1/paymentrequest", transferBody(bench, command, type));
        bench.pass(2s);
        const QJsonObject told = bench.result();
        QCOMPARE(code(told), QJsonValue(result));
        if (result != "0"_L1)   // one object, where a success has a list
            QVERIFY(told.value("ResultParameters"_L1).toObject().value("ResultParameter"_L1).isObject());
    }

    void onlyTheShopsOwnNumberIsAnswered()
    {
        AskBench bench;
        Simulator::Options options = practiceOptions();
        options.shortCode = u"174379"_s;
        bench.open(options);
        bench.freshToken();
        QJsonObject body = bench.balanceBody();
        body.insert(u"PartyA"_s, 600000);
        bench.post("/mpesa/accountbalance/v1/query", body);
        bench.pass(2s);
        QCOMPARE(code(bench.result()), QJsonValue(u"21"_s));
    }

    void theCertificateIsMadeOnceAndKept()
    {
        const QTemporaryDir dir;
        AskBench bench(dir.filePath(u"practice.sqlite"_s));
        const QByteArray certificate = bench.simulator->certificatePem();
        QVERIFY(certificate.startsWith("-----BEGIN CERTIFICATE-----\n"));
        QCOMPARE(bench.simulator->certificatePem(), certificate);
        const QString credential = bench.credential();
        QVERIFY(bench.credential() != credential);   // its padding is random
        bench.open(dir.filePath(u"practice.sqlite"_s));
        QCOMPARE(bench.simulator->certificatePem(), certificate);
    }
};

QTEST_GUILESS_MAIN(TestPracticeAsks)
#include "tst_practice_asks.moc"
