#include "tests/core/practice/ask_bench.h"

#include <QRegularExpression>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Money goes back: once, for a receipt of this shop, and every way in which its result may come or not come.
class TestPracticeReversal : public QObject
{
    Q_OBJECT

    static constexpr auto kPhone = "254711000000";
    static QString phone() { return QString::fromLatin1(kPhone); }
    static QJsonValue code(const QJsonObject &result) { return result.value("ResultCode"_L1); }

private Q_SLOTS:
    void aReversalIsAcknowledgedAndThenDone()
    {
        AskBench bench;
        const QString receipt = bench.pay(phone());
        QCOMPARE(bench.account(u"Utility Account"_s), u"25100.00"_s);
        const QJsonObject ack = bench.reverse(receipt);
        QCOMPARE(ack.value("ResponseCode"_L1), QJsonValue(u"0"_s));
        QVERIFY(QRegularExpression(u"^AG_20261122_[0-9a-f]{20}$"_s).match(ack.value("ConversationID"_L1).toString()).hasMatch());
        bench.pass(1999ms);
        QVERIFY(bench.delivered.isEmpty());
        bench.pass(1ms);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].url, QUrl(u"https://shop.example/result"_s));
        QVERIFY(bench.delivered[0].body.contains(R"({"Key":"Amount","Value":100.00})"));
        const QJsonObject result = bench.result();
        QCOMPARE(code(result), QJsonValue(0));
        QCOMPARE(result.value("ConversationID"_L1), ack.value("ConversationID"_L1));
        QCOMPARE(result.value("OriginatorConversationID"_L1), ack.value("OriginatorConversationID"_L1));
        const QString own = result.value("TransactionID"_L1).toString();
        QVERIFY(own.startsWith("TEST"_L1) && own != receipt);
        QCOMPARE(AskBench::parameter(result, u"OriginalTransactionID"_s).toString(), receipt);
        QCOMPARE(AskBench::parameter(result, u"DebitAccountBalance"_s).toString(), u"Utility Account|KES|25000.00|25000.00|0.00|0.00"_s);
        QVERIFY(AskBench::parameter(result, u"CreditPartyPublicName"_s).toString().startsWith(phone() + u" - "_s));
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, receipt}}), u"Reversed"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, own}}), u"Completed"_s);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, ack.value("ConversationID"_L1)}}), u"Completed"_s);
    }

    void theSecondOneIsR000001AlsoBeforeTheFirstIsDone()
    {
        AskBench bench;
        const QString receipt = bench.pay(phone());
        bench.reverse(receipt);
        bench.reverse(receipt);
        bench.pass(2s);
        QCOMPARE(bench.delivered.size(), 2);
        const QJsonObject second = bench.result();
        QCOMPARE(code(second), QJsonValue(u"R000001"_s));
        QCOMPARE(second.value("TransactionID"_L1), QJsonValue(u"SKE0000000"_s));
        QVERIFY(!second.contains("ResultParameters"_L1));
        QCOMPARE(code(bench.result()), QJsonValue(0));
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);   // once
    }

    void whatCannotGoBackIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QJsonValue>("result");
        QTest::newRow("unknown receipt") << u"TransactionID"_s << QJsonValue(u"TEST000000"_s) << QJsonValue(u"R000002"_s);
        QTest::newRow("another shop's") << u"ReceiverParty"_s << QJsonValue(600000) << QJsonValue(u"R000002"_s);
        QTest::newRow("a part") << u"Amount"_s << QJsonValue(99) << QJsonValue(2);
        QTest::newRow("more") << u"Amount"_s << QJsonValue(101) << QJsonValue(3);
        QTest::newRow("another initiator") << u"Initiator"_s << QJsonValue(u"somebody"_s) << QJsonValue(2001);
        QTest::newRow("no credential") << u"SecurityCredential"_s << QJsonValue(u"Safaricom999!*!"_s) << QJsonValue(2001);
        QTest::newRow("a plain password in base64") << u"SecurityCredential"_s << QJsonValue(u"U2FmYXJpY29tOTk5ISoh"_s) << QJsonValue(2001);
    }
    void whatCannotGoBackIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QJsonValue, result);
        AskBench bench;
        QJsonObject body = bench.reversalBody(bench.pay(phone()));
        body.insert(field, value);
        const HttpAnswer answer = bench.post("/mpesa/reversal/v1/request", body);
        QCOMPARE(answer.status, 200);   // taken, and found out later
        bench.pass(2s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(code(bench.result()), result);
        QCOMPARE(bench.account(u"Utility Account"_s), u"25100.00"_s);
    }

    void aCredentialForAnotherKeyOrPasswordIs2001()
    {
        AskBench bench;
        QJsonObject body = bench.reversalBody(bench.pay(phone()));
        AskBench other;
        QVERIFY(other.simulator->certificatePem() != bench.simulator->certificatePem());
        for (const QString &credential : {other.credential(), encrypted(bench.simulator->certificatePem(), "Safaricom999!*?"), encrypted(bench.simulator->certificatePem(), "")}) {
            body.insert(u"SecurityCredential"_s, credential);
            bench.post("/mpesa/reversal/v1/request", body);
            bench.pass(2s);
            QCOMPARE(code(bench.result()), QJsonValue(2001));
        }
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        const QJsonValue gone(QJsonValue::Undefined);
        for (const char *field : {"Initiator", "SecurityCredential", "CommandID", "TransactionID", "Amount", "ReceiverParty", "RecieverIdentifierType", "ResultURL", "QueueTimeOutURL", "Remarks"})
            QTest::newRow(field) << QString::fromLatin1(field) << gone << QString::fromLatin1(field);
        QTest::newRow("one letter of remarks") << u"Remarks"_s << QJsonValue(u"x"_s) << u"Remarks"_s;
        QTest::newRow("not a reversal") << u"CommandID"_s << QJsonValue(u"Reversal"_s) << u"CommandID"_s;
        QTest::newRow("a till's type") << u"RecieverIdentifierType"_s << QJsonValue(u"2"_s) << u"RecieverIdentifierType"_s;
        QTest::newRow("cents") << u"Amount"_s << QJsonValue(0.5) << u"Amount"_s;
        QTest::newRow("null occasion") << u"Occasion"_s << QJsonValue(QJsonValue::Null) << u"Occasion"_s;
    }
    void aWrongFieldIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, named);
        AskBench bench;
        QJsonObject body = bench.reversalBody(bench.pay(phone()));
        if (value.isUndefined())
            body.remove(field);
        else
            body.insert(field, value);
        const HttpAnswer answer = bench.post("/mpesa/reversal/v1/request", body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(parsed(answer.body).value("errorCode"_L1), QJsonValue(u"400.002.02"_s));
        QCOMPARE(parsed(answer.body).value("errorMessage"_L1), QJsonValue(QString(u"Bad Request - Invalid "_s + named)));
        bench.pass(1h);
        QVERIFY(bench.delivered.isEmpty());
    }

    void theRightSpellingIsWrong()
    {
        AskBench bench;
        QJsonObject body = bench.reversalBody(bench.pay(phone()));
        body.insert(u"ReceiverIdentifierType"_s, body.take(u"RecieverIdentifierType"_s));
        QCOMPARE(parsed(bench.post("/mpesa/reversal/v1/request", body).body).value("errorCode"_L1), QJsonValue(u"400.002.02"_s));
    }

    void anEmptyTillCannotPayBack()
    {
        AskBench bench;
        const QString receipt = bench.pay(phone());
        const QJsonObject payout = AskBench::joined(bench.common(u"BusinessPayment"_s), {{u"InitiatorName"_s, practiceOptions().initiator},
                                                                                        {u"OriginatorConversationID"_s, u"k1"_s},
                                                                                        {u"Amount"_s, 25050},
                                                                                        {u"PartyA"_s, 174379},
                                                                                        {u"PartyB"_s, qint64{254711000009}}});
        QCOMPARE(bench.post("/mpesa/b2c/v3/paymentrequest", payout).status, 200);
        bench.reverse(receipt);   // the payout is not through yet, but promised
        bench.pass(2s);
        QCOMPARE(code(bench.result()), QJsonValue(1));
        QCOMPARE(bench.account(u"Utility Account"_s), u"50.00"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, receipt}}), u"Completed"_s);
    }

    void n24LosesTheResultButTheMoneyWentBack()
    {
        AskBench bench;
        const QString receipt = bench.pay(u"254722000024"_s);
        const QJsonValue conversation = bench.reverse(receipt).value("ConversationID"_L1);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, conversation}}), u"Completed"_s);   // asked at once, answered after it was done
        bench.pass(48h);
        QVERIFY(bench.delivered.isEmpty());
        bench.freshToken();
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, conversation}}), u"Completed"_s);
        bench.reverse(receipt);
        bench.pass(2s);
        QVERIFY(bench.delivered.isEmpty());   // this phone's results never come
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
    }

    void n25And26RefuseAndMoveNothing_data()
    {
        QTest::addColumn<QString>("payer");
        QTest::addColumn<int>("result");
        QTest::addColumn<QString>("later");
        QTest::newRow("25") << u"254722000025"_s << 1 << u"Declined"_s;
        QTest::newRow("26") << u"254722000026"_s << 2001 << u"2033"_s;   // who could not sign in has started nothing
    }
    void n25And26RefuseAndMoveNothing()
    {
        QFETCH(QString, payer);
        QFETCH(int, result);
        QFETCH(QString, later);
        AskBench bench;
        const QString receipt = bench.pay(payer);
        const QJsonValue conversation = bench.reverse(receipt).value("ConversationID"_L1);
        bench.pass(2s);
        QCOMPARE(code(bench.result()), QJsonValue(result));
        QCOMPARE(bench.account(u"Utility Account"_s), u"25100.00"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, receipt}}), u"Completed"_s);
        QCOMPARE(bench.status({{u"OriginalConversationID"_s, conversation}}), later);
    }

    void aResultComesTwiceLateOrNever_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<QList<qint64>>("times");
        QTest::newRow("twice") << QByteArray(R"({"results":[2000,3000]})") << QList<qint64>{2000, 3000};
        QTest::newRow("late") << QByteArray(R"({"results":[7200000]})") << QList<qint64>{7'200'000};
        QTest::newRow("never") << QByteArray(R"({"results":[]})") << QList<qint64>{};
        QTest::newRow("slow") << QByteArray(R"({"after":60000})") << QList<qint64>{60'000};
        QTest::newRow("at once") << QByteArray(R"({"results":[0]})") << QList<qint64>{0};
    }
    void aResultComesTwiceLateOrNever()
    {
        QFETCH(QByteArray, outcome);
        QFETCH(QList<qint64>, times);
        AskBench bench;
        bench.script(R"({"endpoint":"reversal","outcome":)" + outcome + "}");
        const QString receipt = bench.pay(phone());
        const qint64 start = bench.start.msecsTo(bench.clock.nowUtc());
        bench.reverse(receipt);
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), times.size());
        for (qsizetype i = 0; i < times.size(); ++i) {
            QCOMPARE(bench.delivered[i].afterMs - start, times[i]);
            QCOMPARE(bench.delivered[i].body, bench.delivered[0].body);
        }
        bench.delivered.clear();
        bench.freshToken();
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
    }

    void contradictingPostsClaimAndTheTruthStays()
    {
        AskBench bench;
        bench.script(R"({"endpoint":"reversal","times":1,"outcome":{"results":[1000,2000,3000],"claims":["1","0"]}},
                        {"endpoint":"reversal","outcome":{"result":"1","claims":["0"]}})");
        const QString first = bench.pay(phone());
        bench.reverse(first);
        bench.pass(5s);
        QCOMPARE(bench.delivered.size(), 3);
        const QJsonObject third = bench.result();
        QCOMPARE(code(third), QJsonValue(0));
        QCOMPARE(code(bench.result()), QJsonValue(0));
        QCOMPARE(code(bench.result()), QJsonValue(1));
        QCOMPARE(bench.status({{u"TransactionID"_s, first}}), u"Reversed"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, third.value("TransactionID"_L1)}}), u"Completed"_s);

        const QString second = bench.pay(u"254711000001"_s);
        bench.reverse(second);
        bench.pass(5s);
        const QJsonObject lie = bench.result();
        QCOMPARE(code(lie), QJsonValue(0));
        QCOMPARE(bench.status({{u"TransactionID"_s, second}}), u"Completed"_s);
        QCOMPARE(bench.status({{u"TransactionID"_s, lie.value("TransactionID"_L1)}}), u"2033"_s);   // an invented receipt
    }

    void theQueueTimeoutIsPostedToItsOwnUrl()
    {
        AskBench bench;
        bench.script(R"({"endpoint":"reversal","outcome":{"results":[],"timeouts":[500]}})");
        const QJsonObject ack = bench.reverse(bench.pay(phone()));
        bench.pass(10s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].url, QUrl(u"https://shop.example/timeout"_s));
        const QJsonObject result = bench.result();
        QCOMPARE(result.value("ResultType"_L1), QJsonValue(1));
        QCOMPARE(result.value("ConversationID"_L1), ack.value("ConversationID"_L1));
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);   // timed out is not "not done"
    }

    void theAnswerCanComeAfterTheResult()
    {
        AskBench bench;
        bench.script(R"({"endpoint":"reversal","answerAfter":5000,"outcome":{"results":[0]}})");
        const QString receipt = bench.pay(phone());
        const HttpAnswer answer = bench.post("/mpesa/reversal/v1/request", bench.reversalBody(receipt));
        QCOMPARE(answer.delay, 5000ms);
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(code(bench.result()), QJsonValue(0));
    }

    void aTillsMoneyIsInItsMerchantAccount()
    {
        AskBench bench;
        bench.freshToken();
        QJsonObject push = Bench::pushBody(phone());
        push.insert(u"TransactionType"_s, u"CustomerBuyGoodsOnline"_s);
        push.insert(u"PartyB"_s, 7654321);
        bench.post("/mpesa/stkpush/v1/processrequest", push);
        bench.pass(2s);
        const QString receipt = bench.delivered.takeLast().item(u"MpesaReceiptNumber"_s).toString();
        QCOMPARE(bench.account(u"Merchant Account"_s), u"25100.00"_s);
        QCOMPARE(bench.account(u"Utility Account"_s), u"25000.00"_s);
        bench.reverse(receipt);
        bench.pass(2s);
        QVERIFY(AskBench::parameter(bench.result(), u"DebitAccountBalance"_s).toString().startsWith("Merchant Account|"_L1));
        QCOMPARE(bench.account(u"Merchant Account"_s), u"25000.00"_s);
    }
};

QTEST_GUILESS_MAIN(TestPracticeReversal)
#include "tst_practice_reversal.moc"
