#include "core/practice/handset.h"
#include "core/practice/practice_driver.h"
#include "tests/core/practice/ask_bench.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Customers who pay by hand: the shop is asked, told, and never told twice of one payment without a script.
class TestPracticeC2b : public QObject
{
    Q_OBJECT

    struct Asked {
        QUrl url;
        QJsonObject body;
        Simulator::Answered answered;
    };

    static QString errorOf(const HttpAnswer &answer) { return parsed(answer.body).value("errorMessage"_L1).toString(); }
    static QJsonObject registration(const QString &type = u"Completed"_s)
    {
        return {{u"ShortCode"_s, 174379}, {u"ResponseType"_s, type}, {u"ConfirmationURL"_s, u"https://shop.example/confirm"_s}, {u"ValidationURL"_s, u"https://shop.example/validate"_s}};
    }
    static void registerUrls(AskBench &bench, const QString &type = u"Completed"_s, const QByteArray &version = "v2")
    {
        if (bench.token.isEmpty())
            bench.freshToken();
        const QJsonObject ack = parsed(bench.post("/mpesa/c2b/" + version + "/registerurl", registration(type)).body);
        QCOMPARE(ack.value("ResponseCode"_L1), QJsonValue(u"0"_s));
        QVERIFY(!ack.value("OriginatorCoversationID"_L1).toString().isEmpty());   // Safaricom's spelling
    }
    static QJsonObject payment(const QJsonValue &reference = u"INV7"_s)
    {
        return {{u"ShortCode"_s, 174379}, {u"CommandID"_s, u"CustomerPayBillOnline"_s}, {u"Amount"_s, 250}, {u"Msisdn"_s, u"254708374149"_s}, {u"BillRefNumber"_s, reference}};
    }
    static HttpAnswer simulate(AskBench &bench, const QJsonObject &body = payment()) { return bench.post("/mpesa/c2b/v2/simulate", body); }
    //! Lets the shop answer what the test wants, when it wants.
    static std::shared_ptr<QList<Asked>> listen(AskBench &bench)
    {
        auto asked = std::make_shared<QList<Asked>>();
        bench.simulator->onValidation([asked](const QUrl &url, const QByteArray &body, const Simulator::Answered &answered) { asked->append({url, parsed(body), answered}); });
        return asked;
    }

private Q_SLOTS:
    void aPaymentIsConfirmed()
    {
        AskBench bench;
        registerUrls(bench);
        QCOMPARE(parsed(simulate(bench).body).value("ResponseCode"_L1), QJsonValue(u"0"_s));
        QVERIFY(bench.delivered.isEmpty());
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].url, QUrl(u"https://shop.example/confirm"_s));
        const QJsonObject told = parsed(bench.delivered[0].body);
        const QJsonObject expected{{u"TransactionType"_s, u"Pay Bill"_s},
                                   {u"TransID"_s, told.value("TransID"_L1)},
                                   {u"TransTime"_s, u"20261122110000"_s},
                                   {u"TransAmount"_s, u"250.00"_s},
                                   {u"BusinessShortCode"_s, u"174379"_s},
                                   {u"BillRefNumber"_s, u"INV7"_s},
                                   {u"InvoiceNumber"_s, u""_s},
                                   {u"OrgAccountBalance"_s, u"25250.00"_s},
                                   {u"ThirdPartyTransID"_s, u""_s},
                                   {u"MSISDN"_s, u"2547 ***** 149"_s},
                                   {u"FirstName"_s, u"JOHN"_s},
                                   {u"MiddleName"_s, u""_s},
                                   {u"LastName"_s, u"DOE"_s}};
        QCOMPARE(told, expected);
        QVERIFY(told.value("TransID"_L1).toString().startsWith("TEST"_L1));
        bench.pass(48h);
        QCOMPARE(bench.delivered.size(), 1);
    }

    void v1HashesThePhone()
    {
        AskBench bench;
        registerUrls(bench, u"Completed"_s, "v1");
        simulate(bench);
        bench.simulator->tick();
        QCOMPARE(parsed(bench.delivered.constFirst().body).value("MSISDN"_L1).toString().toLatin1(), QCryptographicHash::hash("254708374149", QCryptographicHash::Sha256).toHex());
    }

    void theShopsAnswerDecides_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("paid");
        QTest::newRow("yes") << QByteArray(R"({"ResultCode":"0","ResultDesc":"Accepted"})") << u"Cancelled"_s << true;
        QTest::newRow("yes as a number") << QByteArray(R"({"ResultCode":0})") << u"Cancelled"_s << true;
        QTest::newRow("no") << QByteArray(R"({"ResultCode":"C2B00012","ResultDesc":"Rejected"})") << u"Completed"_s << false;
        QTest::newRow("no as a number") << QByteArray(R"({"ResultCode":1})") << u"Completed"_s << false;
        QTest::newRow("nonsense, completes") << QByteArray("<html>") << u"Completed"_s << true;
        QTest::newRow("nonsense, cancels") << QByteArray("<html>") << u"Cancelled"_s << false;
        QTest::newRow("silence, completes") << QByteArray() << u"Completed"_s << true;
        QTest::newRow("silence, cancels") << QByteArray() << u"Cancelled"_s << false;
    }
    void theShopsAnswerDecides()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, type);
        QFETCH(bool, paid);
        AskBench bench;
        const auto asked = listen(bench);
        QStringList shopPaid;
        bench.simulator->onShopPaid([&](const QString &receipt) { shopPaid << receipt; });
        registerUrls(bench, type);
        simulate(bench);
        bench.pass(1s);
        QCOMPARE(asked->size(), 1);
        QCOMPARE(asked->constFirst().url, QUrl(u"https://shop.example/validate"_s));
        QCOMPARE(asked->constFirst().body.value("OrgAccountBalance"_L1), QJsonValue(u""_s));
        bench.pass(5s);   // M-PESA waits and does not ask again
        QCOMPARE(asked->size(), 1);
        QVERIFY(bench.delivered.isEmpty() && shopPaid.isEmpty());
        asked->constFirst().answered(answer.isEmpty() ? std::nullopt : std::optional(answer));
        asked->constFirst().answered("{\"ResultCode\":0}");   // once is enough
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), paid ? 1 : 0);
        QCOMPARE(shopPaid, QStringList{paid ? asked->constFirst().body.value("TransID"_L1).toString() : QString()});
        bench.delivered.clear();
        QCOMPARE(bench.account(u"Utility Account"_s), paid ? u"25250.00"_s : u"25000.00"_s);
    }

    void theShopsOwnIdComesBack()
    {
        AskBench bench;
        const auto asked = listen(bench);
        registerUrls(bench);
        simulate(bench);
        bench.simulator->tick();
        asked->constFirst().answered(R"({"ResultCode":"0","ThirdPartyTransID":"A1-0142"})");
        bench.simulator->tick();
        QCOMPARE(parsed(bench.delivered.constFirst().body).value("ThirdPartyTransID"_L1), QJsonValue(u"A1-0142"_s));
    }

    void anAnswerAfterTheEndDoesNothing()
    {
        AskBench bench;
        const auto asked = listen(bench);
        registerUrls(bench);
        simulate(bench);
        bench.simulator->tick();
        bench.simulator.reset();
        asked->constFirst().answered("{\"ResultCode\":0}");
        QVERIFY(bench.delivered.isEmpty());
    }

    void anotherProcessAsksAgain()
    {
        const QTemporaryDir dir;
        AskBench bench(dir.filePath(u"practice.sqlite"_s));
        const auto first = listen(bench);
        registerUrls(bench, u"Cancelled"_s);
        simulate(bench);
        bench.simulator->tick();
        QCOMPARE(first->size(), 1);
        bench.open(dir.filePath(u"practice.sqlite"_s));   // died while the shop was thinking
        const auto second = listen(bench);
        bench.simulator->tick();
        QCOMPARE(second->size(), 1);
        QCOMPARE(second->constFirst().body, first->constFirst().body);
        second->constFirst().answered("{\"ResultCode\":0}");
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), 1);
    }

    void withoutUrlsNobodyIsTold()
    {
        AskBench bench;
        bench.freshToken();
        simulate(bench);
        bench.pass(1h);
        QVERIFY(bench.delivered.isEmpty());
        QVERIFY(!bench.simulator->nextDue());
        bench.freshToken();
        QCOMPARE(bench.account(u"Utility Account"_s), u"25250.00"_s);   // and yet it was paid
    }

    void withoutExternalValidationNobodyIsAsked()
    {
        AskBench bench;
        Simulator::Options options = practiceOptions();
        options.validates = false;
        bench.open(options);
        const auto asked = listen(bench);
        registerUrls(bench, u"Cancelled"_s);
        simulate(bench);
        bench.simulator->tick();
        QVERIFY(asked->isEmpty());
        QCOMPARE(bench.delivered.size(), 1);
    }

    void aPaidPromptIsConfirmedWithItsReceiptAndNotAskedAbout()
    {
        AskBench bench;
        const auto asked = listen(bench);
        registerUrls(bench);
        bench.push(u"254711000000"_s);
        bench.pass(2s);
        QVERIFY(asked->isEmpty());
        QCOMPARE(bench.delivered.size(), 2);
        const QJsonObject confirmed = parsed(bench.delivered[1].body);
        QCOMPARE(confirmed.value("TransID"_L1).toString(), bench.delivered[0].item(u"MpesaReceiptNumber"_s).toString());
        QCOMPARE(confirmed.value("BillRefNumber"_L1), QJsonValue(u"INV1"_s));
        bench.pass(1h);
        QCOMPARE(bench.delivered.size(), 2);
    }

    void whereNoCallbackArrivesNoConfirmationDoes()
    {
        AskBench bench;
        registerUrls(bench);
        bench.push(u"254722000020"_s);   // paid, no callback
        bench.push(u"254722000001"_s);   // cancelled
        bench.pass(1h);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(1032));
    }

    void aTillsCustomerGivesNoReference()
    {
        AskBench bench;
        registerUrls(bench);
        QJsonObject body = payment(QJsonValue(QJsonValue::Null));
        QCOMPARE(errorOf(simulate(bench, body)), u"Bad Request - Invalid BillRefNumber"_s);
        body.insert(u"CommandID"_s, u"CustomerBuyGoodsOnline"_s);
        QCOMPARE(simulate(bench, body).status, 200);
        bench.simulator->tick();
        const QJsonObject told = parsed(bench.delivered.constFirst().body);
        QCOMPARE(told.value("TransactionType"_L1), QJsonValue(u"Buy Goods"_s));
        QCOMPARE(told.value("BillRefNumber"_L1), QJsonValue(u""_s));
    }

    void aWrongRegistrationIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("short code") << u"ShortCode"_s << QJsonValue(1);
        QTest::newRow("case") << u"ResponseType"_s << QJsonValue(u"completed"_s);
        QTest::newRow("no confirmation") << u"ConfirmationURL"_s << QJsonValue(u""_s);
        QTest::newRow("a forbidden word") << u"ConfirmationURL"_s << QJsonValue(u"https://shop.example/M-Pesa/confirm"_s);
        QTest::newRow("another one") << u"ValidationURL"_s << QJsonValue(u"https://shop.example/query"_s);
    }
    void aWrongRegistrationIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        AskBench bench;
        bench.freshToken();
        QJsonObject body = registration();
        body.insert(field, value);
        QCOMPARE(errorOf(bench.post("/mpesa/c2b/v2/registerurl", body)), QString(u"Bad Request - Invalid "_s + field));
    }

    void registeringTwiceReplacesUnlessItIsProduction()
    {
        AskBench bench;
        registerUrls(bench);
        registerUrls(bench, u"Completed"_s, "v1");
        Simulator::Options options = practiceOptions();
        options.registersOnce = true;
        bench.open(options);
        bench.freshToken();
        registerUrls(bench);
        const HttpAnswer again = bench.post("/mpesa/c2b/v2/registerurl", registration());
        QCOMPARE(again.status, 500);
        QCOMPARE(parsed(again.body).value("errorCode"_L1), QJsonValue(u"500.003.1001"_s));
        QCOMPARE(errorOf(again), u"URLs already registered"_s);
    }

    void aScriptLosesOrRepeatsConfirmations()
    {
        AskBench bench;
        registerUrls(bench);
        bench.script(R"({"endpoint":"c2b-simulate","times":1,"outcome":{"results":[]}},{"endpoint":"c2b-simulate","outcome":{"results":[0,60000]}})");
        simulate(bench);
        bench.pass(1h);
        QVERIFY(bench.delivered.isEmpty());
        bench.freshToken();
        simulate(bench);
        bench.pass(5min);
        QCOMPARE(bench.delivered.size(), 2);
        QCOMPARE(bench.delivered[0].body, bench.delivered[1].body);
        QCOMPARE(bench.delivered[1].afterMs - bench.delivered[0].afterMs, 60'000);
    }

    void aCustomerPaysAtTheHandset()
    {
        AskBench bench;
        PracticeDriver driver(*bench.simulator, bench.clock);
        SimulatorHandset handset(&driver);
        QSignalSpy paid(&handset, &Handset::shopPaid);
        QSignalSpy refused(&handset, &Handset::shopRefused);
        handset.payShop(u"0711 000 000"_s, 300, u"INV9"_s);   // nobody to pay yet
        QCOMPARE(refused.size(), 1);
        registerUrls(bench);
        handset.payShop(u"0711 000 000"_s, 300, u"INV9"_s);
        QTRY_COMPARE(paid.size(), 1);
        QTRY_COMPARE(bench.delivered.size(), 1);
        const QJsonObject told = parsed(bench.delivered[0].body);
        QCOMPARE(told.value("TransID"_L1).toString(), paid[0][0].toString());
        QCOMPARE(told.value("TransAmount"_L1), QJsonValue(u"300.00"_s));
        QCOMPARE(told.value("BillRefNumber"_L1), QJsonValue(u"INV9"_s));
        for (const auto &[phone, amount] : {std::pair(u"0711"_s, 300), std::pair(u"0711 000 000"_s, 0), std::pair(u"0711 000 000"_s, 250'001)})
            handset.payShop(phone, amount, QString());
        QCOMPARE(refused.size(), 4);
        bench.simulator->onValidation([](const QUrl &, const QByteArray &, const Simulator::Answered &answered) { answered("{\"ResultCode\":\"C2B00012\"}"); });
        handset.payShop(u"0711 000 000"_s, 300, QString());
        QTRY_COMPARE(refused.size(), 5);
        QCOMPARE(paid.size(), 1);
    }

    void withoutUrlsTheShopThatAskedLastIsPaid()
    {
        AskBench bench;
        QVERIFY(!bench.simulator->payShop(u"254711000001"_s, 100, {}));
        bench.pay(u"254711000000"_s);
        QVERIFY(bench.simulator->payShop(u"254711000001"_s, 100, {}));
        bench.simulator->tick();
        QCOMPARE(bench.account(u"Utility Account"_s), u"25200.00"_s);
    }
};

QTEST_GUILESS_MAIN(TestPracticeC2b)
#include "tst_practice_c2b.moc"
