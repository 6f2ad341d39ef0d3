#include "tests/core/practice/practice_bench.h"

#include "core/practice/behaviour.h"

#include <QFile>
#include <QRegularExpression>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! Each practice number from push to end, on a clock that the test moves.
class TestPracticeNumbers : public QObject
{
    Q_OBJECT

    static QString phone(int number) { return u"2547220000%1"_s.arg(number, 2, 10, QChar(u'0')); }
    static constexpr auto kBeing = "500 500.001.1001 The transaction is being processed";
    static QString being() { return QString::fromLatin1(kBeing); }

private Q_SLOTS:
    void successAfterTwoSeconds_data()
    {
        QTest::addColumn<QString>("who");
        QTest::newRow("00") << phone(0);
        QTest::newRow("any other number") << u"254110123456"_s;
        QTest::newRow("24 is a refund's, its payment works") << phone(24);
    }
    void successAfterTwoSeconds()
    {
        QFETCH(QString, who);
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(who));
        QCOMPARE(bench.says(id), being());
        bench.pass(1999ms);
        QVERIFY(bench.delivered.isEmpty());
        QCOMPARE(bench.says(id), being());
        bench.pass(1ms);
        QCOMPARE(bench.says(id), u"200 0"_s);
        QCOMPARE(bench.delivered.size(), 1);
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), 1);
    }

    void aSuccessCallbackHasDarajasShape()
    {
        Bench bench;
        const QJsonObject ack = parsed(bench.push(u"254708374149"_s).body);
        bench.pass(5s);
        const Delivered &came = bench.delivered.constFirst();
        QCOMPARE(came.url, QUrl(u"https://shop.example/cb/0123456789abcdef0123456789abcdef"_s));
        const QString receipt = came.item(u"MpesaReceiptNumber"_s).toString();
        QVERIFY(QRegularExpression(u"^TEST[A-Z0-9]{6}$"_s).match(receipt).hasMatch());
        const QByteArray expected =
            uR"({"Body":{"stkCallback":{"CallbackMetadata":{"Item":[{"Name":"Amount","Value":100.00},{"Name":"MpesaReceiptNumber","Value":"%1"},)"
            uR"({"Name":"Balance"},{"Name":"TransactionDate","Value":20261122110002},{"Name":"PhoneNumber","Value":254708374149}]},)"
            uR"("CheckoutRequestID":"%2","MerchantRequestID":"%3","ResultCode":0,"ResultDesc":"The service request is processed successfully."}}})"_s
                .arg(receipt, ack.value("CheckoutRequestID"_L1).toString(), ack.value("MerchantRequestID"_L1).toString())
                .toUtf8();
        QCOMPARE(came.body, expected);
    }

    void aFailureCallbackHasNoMetadata()
    {
        Bench bench;
        const QJsonObject ack = parsed(bench.push(phone(1)).body);
        bench.pass(5s);
        const QByteArray expected = uR"({"Body":{"stkCallback":{"CheckoutRequestID":"%1","MerchantRequestID":"%2","ResultCode":1032,"ResultDesc":"Request cancelled by user"}}})"_s
                                        .arg(ack.value("CheckoutRequestID"_L1).toString(), ack.value("MerchantRequestID"_L1).toString())
                                        .toUtf8();
        QCOMPARE(bench.delivered.constFirst().body, expected);
    }

    void aRefusalComesByCallbackAndByQuery_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("code");
        QTest::newRow("cancelled") << 1 << 1032;
        QTest::newRow("no funds") << 2 << 1;
        QTest::newRow("wrong PIN") << 3 << 2001;
        QTest::newRow("expired") << 4 << 1019;
        QTest::newRow("unreachable") << 5 << 1037;
        QTest::newRow("an unknown code") << 12 << 7777;
    }
    void aRefusalComesByCallbackAndByQuery()
    {
        QFETCH(int, number);
        QFETCH(int, code);
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(phone(number)));
        bench.pass(2s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(code));
        QVERIFY(!bench.delivered[0].callback().contains("CallbackMetadata"_L1));
        QVERIFY(!bench.delivered[0].callback().value("ResultDesc"_L1).toString().isEmpty());
        QCOMPARE(bench.says(id), u"200 %1"_s.arg(code));
    }

    void n06LocksWithoutAPrompt()
    {
        Bench bench;
        const HttpAnswer answer = bench.push(phone(6));
        QCOMPARE(answer.status, 500);
        QCOMPARE(parsed(answer.body).value("errorCode"_L1).toString(), u"500.001.1001"_s);
        QVERIFY(parsed(answer.body).value("errorMessage"_L1).toString().startsWith("Unable to lock subscriber"_L1));
        QVERIFY(!bench.simulator->nextDue());
    }

    void n07LimitsTwoQueriesThenSaysPaid()
    {
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(phone(7)));
        bench.pass(8s);
        for (int i = 0; i < 2; ++i) {
            const HttpAnswer limited = bench.query(id);
            QCOMPARE(limited.status, 429);
            QVERIFY(limited.headers.contains(std::pair<QByteArray, QByteArray>("Retry-After", "12")));
            const QJsonObject fault = parsed(limited.body).value("fault"_L1).toObject();
            QVERIFY(fault.value("faultstring"_L1).toString().startsWith("Spike arrest violation"_L1));
            QVERIFY(!parsed(limited.body).contains("errorCode"_L1));
        }
        QCOMPARE(bench.says(id), u"200 0"_s);
        bench.pass(24h);
        QVERIFY(bench.delivered.isEmpty());
    }

    void pendingFormsEndInPaid_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("pending");
        QTest::addColumn<int>("seconds");
        QTest::newRow("08") << 8 << being() << 15;
        QTest::newRow("09") << 9 << u"500 500.001.1001"_s << 15;
        QTest::newRow("10") << 10 << u"200 4999"_s << 15;
        QTest::newRow("11") << 11 << u"400 400.002.02 Invalid CheckoutRequestID"_s << 20;
        QTest::newRow("22") << 22 << being() << 90;
    }
    void pendingFormsEndInPaid()
    {
        QFETCH(int, number);
        QFETCH(QString, pending);
        QFETCH(int, seconds);
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(phone(number)));
        bench.pass(std::chrono::seconds{seconds} - 1ms);
        QCOMPARE(bench.says(id), pending);
        QVERIFY(bench.delivered.isEmpty());
        bench.pass(1ms);
        QCOMPARE(bench.says(id), u"200 0"_s);
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(0));
    }

    void n13KillsTheTokenOnceForEachCharge()
    {
        Bench bench;
        for (int charge = 0; charge < 2; ++charge) {
            bench.freshToken();
            const HttpAnswer refused = bench.push(phone(13));
            QCOMPARE(refused.status, 404);
            QCOMPARE(parsed(refused.body).value("errorCode"_L1).toString(), u"404.001.03"_s);
            QCOMPARE(bench.push(phone(0)).status, 404);    // every token died
            QCOMPARE(bench.push(phone(13)).status, 404);   // also for a client that tries the dead one again
            bench.freshToken();
            QCOMPARE(bench.push(phone(13)).status, 200);
            bench.pass(2s);
            QCOMPARE(bench.delivered.size(), charge + 1);
        }
    }

    void answersBreakOnTheWay_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("paidAfter");
        QTest::newRow("14 lost") << 14 << static_cast<int>(Misbehaviour::Kind::LoseAnswer) << 10;
        QTest::newRow("15 lost, no trace") << 15 << static_cast<int>(Misbehaviour::Kind::LoseAnswer) << 0;
        QTest::newRow("16 cut") << 16 << static_cast<int>(Misbehaviour::Kind::CutAnswer) << 5;
        QTest::newRow("17 drips") << 17 << static_cast<int>(Misbehaviour::Kind::DripAnswer) << 5;
    }
    void answersBreakOnTheWay()
    {
        QFETCH(int, number);
        QFETCH(int, kind);
        QFETCH(int, paidAfter);
        Bench bench;
        const HttpAnswer answer = bench.push(phone(number));
        QCOMPARE(answer.status, 200);
        QCOMPARE(static_cast<int>(answer.misbehaviour.kind), kind);
        if (answer.misbehaviour.kind == Misbehaviour::Kind::CutAnswer) {   // the cut is inside the id, the worst place
            const QByteArray arrived = answer.body.left(answer.misbehaviour.atByte);
            QVERIFY(arrived.contains("ws_CO_") && !arrived.contains(Bench::checkoutIdOf(answer).toLatin1()));
        }
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), paidAfter > 0 ? 1 : 0);
        bench.freshToken();
        if (paidAfter > 0)
            QCOMPARE(bench.delivered[0].afterMs, paidAfter * 1000);
        else
            QCOMPARE(bench.says(Bench::checkoutIdOf(answer)), u"500 500.001.1001 The transaction does not exist"_s);
    }

    void n18IsAFirewallsPage()
    {
        Bench bench;
        const HttpAnswer answer = bench.push(phone(18));
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.headers.constFirst().second, QByteArray("text/html"));
        QVERIFY(answer.body.startsWith("<html"));
        QVERIFY(!bench.simulator->nextDue());
    }

    void n19ClaimsCancelledUntilTheCallback()
    {
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(phone(19)));
        bench.pass(3999ms);
        QCOMPARE(bench.says(id), being());
        bench.pass(1ms);
        QCOMPARE(bench.says(id), u"200 1032"_s);
        bench.pass(25999ms);
        QCOMPARE(bench.says(id), u"200 1032"_s);
        QVERIFY(bench.delivered.isEmpty());
        bench.pass(1ms);
        QCOMPARE(bench.delivered[0].callback().value("ResultCode"_L1), QJsonValue(0));
        QCOMPARE(bench.says(id), u"200 0"_s);
    }

    void n20IsPaidWithoutACallback()
    {
        Bench bench;
        const QString id = Bench::checkoutIdOf(bench.push(phone(20)));
        bench.pass(4s);
        QCOMPARE(bench.says(id), u"200 0"_s);
        bench.pass(24h);
        QVERIFY(bench.delivered.isEmpty());
    }

    void n21CallsBackTwiceTheSame()
    {
        Bench bench;
        bench.push(phone(21));
        bench.pass(24h);
        QCOMPARE(bench.delivered.size(), 2);
        QCOMPARE(bench.delivered[0].body, bench.delivered[1].body);
        QCOMPARE(bench.delivered[0].afterMs, 2000);
        QCOMPARE(bench.delivered[1].afterMs, 3000);
    }

    void n23LooksAtNothing()
    {
        Bench bench;
        bench.freshToken();
        const HttpRequest request = bench.request("/mpesa/stkpush/v1/processrequest", Bench::pushBody(phone(23)));
        QVERIFY(bench.simulator->refuses(request));
        QCOMPARE(bench.simulator->handle(request).misbehaviour.kind, Misbehaviour::Kind::RefuseConnection);
        QVERIFY(!bench.simulator->nextDue());
        QVERIFY(!bench.simulator->refuses(bench.request("/mpesa/stkpush/v1/processrequest", Bench::pushBody(phone(22)))));
    }

    void receiptsAndIdsAreNeverGivenTwice()
    {
        Bench bench;
        QSet<QString> receipts;
        QSet<QString> ids;
        for (int i = 0; i < 300; ++i) {
            ids.insert(Bench::checkoutIdOf(bench.push(u"2547110%1"_s.arg(i % 3, 5, 10, QChar(u'0')))));
            if (i % 3 == 2)
                bench.pass(2s);
        }
        for (const Delivered &came : std::as_const(bench.delivered))
            receipts.insert(came.item(u"MpesaReceiptNumber"_s).toString());
        QCOMPARE(ids.size(), 300);
        QCOMPARE(receipts.size(), 300);
    }

    void aShopsHourRunsWithoutWaiting()
    {
        Bench bench;
        bench.freshToken();
        int acknowledged = 0;
        for (int minute = 0; minute < 60; ++minute) {
            for (int number = 0; number < kPracticeNumbers; ++number) {
                bench.freshToken();   // 13 kills it again and again
                acknowledged += bench.push(phone(number)).status == 200 ? 1 : 0;
            }
            bench.pass(60s);
        }
        bench.pass(120s);
        // 27 numbers; 06, 18 and 23 never go through, 13 every second time.
        QCOMPARE(acknowledged, 60 * 23 + 30);
        // Callbacks: none for 07, 15 and 20, two for 21.
        QCOMPARE(bench.delivered.size(), 60 * (23 - 3 + 1) + 30);
        QVERIFY(!bench.simulator->nextDue());
    }

    void thePageNamesEachNumber()
    {
        QFile page(QStringLiteral(KAUNTA_DOCS "/practice-numbers.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        for (int number = 0; number < kPracticeNumbers; ++number) {
            const QString line = u"| 0722 0000 %1 | `%2` |"_s.arg(number, 2, 10, QChar(u'0')).arg(practiceBehaviour(number)->name);
            QVERIFY2(text.contains(line), qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestPracticeNumbers)
#include "tst_practice_numbers.moc"
