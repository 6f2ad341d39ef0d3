// Faults that were seen in other tills' code or rules: each test is named after one and shows that ours does not have it. The
// third (refunded on an acknowledgement) is a refund's: see tests/core/refund.
#include "tests/core/direct/direct_shop.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::sale;
using namespace kaunta::test;
using namespace std::chrono_literals;

class TestRivalsFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void first_aBrokenNetworkMakesAPaidCustomerFailedForEver()
    {
        DirectShop shop;
        const QString id = shop.charge();
        shop.wire.answer(kPush, net::Reply{net::Reply::Reached::MaybeSent, 0, {}, {}, u"reset"_s});
        shop.settle();
        QCOMPARE(shop.status(id), Status::Unknown);                         // not failed
        QVERIFY(shop.ledger.charge(id)->checkoutRequestId.isEmpty());       // and no id to compare with
        QCOMPARE(shop.callback(id, "0"), 200);
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, id);
    }

    void second_stillProcessingIsReadAsFailedAndOffersToSendAgain()
    {
        DirectShop shop;
        QList<ResendState> told;
        connect(&shop.engine(), &SaleService::resendStateTold, this, [&](const QString &, const ResendState &state) { told << state; });
        const QString id = shop.prompted();
        shop.pass(8s);
        shop.answerQuery("4999");
        QCOMPARE(shop.status(id), Status::Prompted);
        shop.pass(6min);   // his timeout is five minutes
        while (shop.wire.waiting(kQuery) > 0)
            shop.answerQuery("4999");
        QCOMPARE(shop.status(id), Status::Prompted);
        shop.engine().askResend(id);
        QVERIFY(!told.last().offered);
        shop.engine().stopWaiting(id);   // his Cancel forgets the prompt
        QCOMPARE(shop.ledger.pendingCharges().size(), 1);
        shop.pass(10min);
        if (shop.wire.waiting(kQuery) > 0)
            shop.answerQuery("0");
        QCOMPARE(shop.status(id), Status::Paid);
        QVERIFY(shop.state(id).receipt.isEmpty());
        QVERIFY(!shop.ledger.pendingCharges().isEmpty());
        shop.pull({shop.pulled(u"SKE52PAWR9"_s, u"254722000000"_s, QString::fromLatin1(shop.wireReference(id)))});
        QCOMPARE(shop.state(id).receipt, u"SKE52PAWR9"_s);   // and his query path never has a receipt
    }

    void fourth_aTimeoutAfter75SecondsAValidateAnywayAndAMatchForEver()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.pass(80s);
        QCOMPARE(shop.status(id), Status::Prompted);

        const QString wrong = shop.unpaidSale();
        shop.c2b({.receipt = "SKE52PAWR1", .amount = "90.00", .reference = "RENT"});
        shop.direct().claim(u"t"_s, u"SKE52PAWR1"_s, wrong, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::AmountDiffers);
        shop.direct().decideClaim(u"t"_s, u"SKE52PAWR1"_s, true, u"validate anyway"_s, u"cashier"_s, {});   // not without a second person
        QCOMPARE(shop.lastRefusal(), FailureCode::NotAllowed);

        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, wrong, u"cashier"_s);
        QCOMPARE(shop.matched.size(), 1);
        shop.direct().undo(u"t"_s, u"SKE52PAWR1"_s, u"wrong customer"_s, u"cashier"_s, shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR1"_s));
        QVERIFY(shop.ledger.payment(u"SKE52PAWR1"_s)->saleId.isEmpty());   // without editing a database
    }

    void fifth_anyTextIsAValidCodeAndThereAreKnownUsers()
    {
        DirectShop shop;
        QVERIFY(shop.ledger.users().isEmpty());
        const QString sale = shop.unpaidSale();
        for (const QString &text : {u"ok"_s, u"paid"_s, u"1234567890123"_s, u"          "_s}) {
            shop.direct().claim(u"t"_s, text, sale, u"cashier"_s);
            QCOMPARE(shop.lastRefusal(), FailureCode::CodeInvalid);
        }
        shop.direct().claim(u"t"_s, u"ABCDE12345"_s, sale, u"cashier"_s);   // the right form is not yet a payment
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::NotFound);
        QCOMPARE(shop.open.size(), 1);
        QVERIFY(shop.found.isEmpty());
        QVERIFY(shop.ledger.paymentsOfSale(sale).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRivalsFaults)
#include "tst_rivals_faults.moc"
