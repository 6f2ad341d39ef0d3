// What a forger can say to a shop that is open, and that none of it moves a charge.

#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::test;
using sale::Status;
using namespace std::chrono_literals;

class TestForgedCallbacks : public QObject
{
    Q_OBJECT
    static constexpr int kRounds = 2'000;

    static QByteArray paid(const QByteArray &checkoutId, int number)
    {
        return QByteArray(R"json({"Body":{"stkCallback":{"MerchantRequestID":"m-1","CheckoutRequestID":"CHECKED-OUT","ResultCode":0,"ResultDesc":"as told","CallbackMetadata":{"Item":[{"Name":"Amount","Value":100.00},{"Name":"MpesaReceiptNumber","Value":"RECEIPT"},{"Name":"TransactionDate","Value":20261122110207},{"Name":"PhoneNumber","Value":254722000000}]}}}})json")
            .replace("CHECKED-OUT", checkoutId)
            .replace("RECEIPT", QByteArray("SKF" + QByteArray::number(1'000'000 + number)));
    }

private Q_SLOTS:
    void tenThousandOfThemMoveNothing()
    {
        ShopFloor shop;
        const QString open = shop.charge();
        shop.accept("ws_CO_1");
        const QString settled = shop.charge(u"0733000000"_s);
        shop.accept("ws_CO_2");
        shop.callback(settled, "0", "100.00", "SKE52PAWR9", "ws_CO_2");
        shop.pass(1s);
        shop.answerQuery("0");
        QCOMPARE(shop.status(settled), Status::Paid);
        const QString declined = shop.charge(u"0711000000"_s);
        shop.accept("ws_CO_3");
        shop.callback(declined, "1032", {}, {}, "ws_CO_3");
        QCOMPARE(shop.status(declined), Status::Declined);

        const QString path = u"/cb/"_s + shop.ledger.charge(open)->callbackToken;
        const QString closedPath = u"/cb/"_s + shop.ledger.charge(declined)->callbackToken;
        const ledger::Head head = shop.ledger.head();
        const QList<sale::ChargeState> states{shop.state(open), shop.state(settled), shop.state(declined)};
        const auto changes = shop.changes.size();
        for (int i = 0; i < kRounds; ++i) {
            QVERIFY(shop.post(u"/cb/%1"_s.arg(i, 32, 16, QLatin1Char('0')), paid("ws_CO_1", i)) != 500);          // nobody's path
            QVERIFY(shop.post(path, paid("ws_CO_2", i)) != 500);                                       // another charge's CheckoutRequestID
            QVERIFY(shop.post(closedPath, paid("ws_CO_9", i)) != 500);                                 // money for a charge that was declined
            QVERIFY(shop.post(path.toUpper(), paid("ws_CO_1", i)) != 500);                             // nearly the path
            QCOMPARE(shop.callback(settled, "0", "100.00", "SKE52PAWR9", "ws_CO_2") != 500, true);     // M-PESA's own words, replayed
        }
        QCOMPARE(shop.state(open), states[0]);
        QCOMPARE(shop.state(settled), states[1]);
        QCOMPARE(shop.state(declined), states[2]);
        QVERIFY(shop.alerts.isEmpty());
        QCOMPARE(shop.changes.size(), changes);
        QCOMPARE(shop.ledger.head().seq, head.seq);   // the inbox keeps their words; the journal is for what happened

        // A path takes twenty different bodies, so that one who knows it can silence it, and no more: M-PESA is asked.
        QCOMPARE(shop.callback(open, "0", "100.00", "SKE52PAWR1", "ws_CO_1"), 503);
        shop.pass(30s);
        shop.answerQuery("0");
        QCOMPARE(shop.status(open), Status::Paid);
    }

    void aTruePathWithAnotherAmountIsAConflictAfterAllThat()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        for (int i = 0; i < 10; ++i)
            shop.post(u"/cb/"_s + shop.ledger.charge(id)->callbackToken, paid("ws_CO_other", i));
        shop.callback(id, "0", "1.00");
        QCOMPARE(shop.status(id), Status::Conflict);
        QCOMPARE(shop.alerts.size(), 1);
        QVERIFY(!shop.ledger.payment(u"SKE52PAWR9"_s));
    }
};

QTEST_GUILESS_MAIN(TestForgedCallbacks)
#include "tst_forged_callbacks.moc"
