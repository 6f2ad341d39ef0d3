#include "tests/core/direct/direct_shop.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::direct;
using namespace kaunta::test;
using namespace std::chrono_literals;
using State = ledger::ClaimRecord::State;

namespace {

const QString kCode = u"SKE52PAWR1"_s;

void paidDirectly(DirectShop &shop, const QByteArray &amount = "100.00", const QByteArray &time = "20261122110000")
{
    shop.c2b({.receipt = "SKE52PAWR1", .amount = amount, .reference = "RENT", .phone = "2547 ***** 126", .time = time});
}

} // namespace

class TestDirectClaims : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCodeThatIsKnownAndFitsPaysTheSale()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop);
        shop.direct().claim(u"t"_s, u" ske52pawr1 "_s, sale, u"cashier"_s);
        QCOMPARE(shop.found.size(), 1);
        QCOMPARE(shop.found.first().first, u"t"_s);
        QCOMPARE(shop.found.first().second.state, SaleBalance::State::Paid);
        QCOMPARE(shop.ledger.payment(kCode)->matchedBy, u"cashier"_s);
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Verified);
        QVERIFY(shop.lookup.asked.isEmpty());
        shop.direct().claim(u"again"_s, kCode, sale, u"cashier"_s);   // shown once more for the same sale
        QCOMPARE(shop.found.last().first, u"again"_s);
    }

    void theFormIsCheckedAndNothingIsGuessed()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        for (const QString &code : {u""_s, u"hello"_s, u"SKE52PAWR"_s, u"SKE52PAWR11"_s, u"SKE52-AWR1"_s}) {
            shop.direct().claim(u"t"_s, code, sale, u"cashier"_s);
            QCOMPARE(shop.lastRefusal(), FailureCode::CodeInvalid);
        }
        QCOMPARE(shop.refused.size(), 5);
        QVERIFY(shop.lookup.asked.isEmpty());
        shop.c2b({.receipt = "SKE52PAWO0", .reference = "RENT"});
        shop.direct().claim(u"t"_s, u"SKE52PAW0O"_s, sale, u"cashier"_s);   // O and 0 exchanged: another code
        QCOMPARE(shop.lookup.asked, (QStringList{u"SKE52PAW0O"_s}));
        QVERIFY(shop.found.isEmpty());
    }

    void aFakeCodeStaysClaimedAndNotVerified()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        QVERIFY(shop.open.isEmpty());
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Open);   // on disk before anybody is asked
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::NotFound);
        QCOMPARE(shop.open.size(), 1);
        QCOMPARE(shop.open.first().saleNumber, u"A1-0001"_s);
        QVERIFY(shop.found.isEmpty());
        QVERIFY(shop.ledger.paymentsOfSale(sale).isEmpty());
    }

    void theSameCodeOnTwoSalesIsRefusedWithTheFirstSalesNumberAndTime()
    {
        DirectShop shop;
        const QString first = shop.unpaidSale();
        const QString second = shop.unpaidSale(u"0744000000"_s);
        const QString when = toIso(shop.clock.nowUtc());
        shop.direct().claim(u"t"_s, kCode, first, u"cashier"_s);   // nothing is known of it yet
        shop.pass(1min);
        shop.direct().claim(u"t"_s, kCode, second, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QCOMPARE(shop.refused.last().detail, u"A1-0001 "_s + when);
        paidDirectly(shop);   // and once it is
        shop.direct().claim(u"t"_s, kCode, second, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QVERIFY(shop.refused.last().detail.startsWith(u"A1-0001 "_s));
        QCOMPARE(shop.ledger.payment(kCode)->saleId, first);
    }

    void theReceiptOfAChargeIsNoCodeForAnotherSale()
    {
        DirectShop shop;
        const QString paid = shop.prompted();
        shop.callback(paid, "0", "100.00", "SKE52PAWR1");
        shop.direct().claim(u"t"_s, kCode, shop.unpaidSale(), u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QVERIFY(!shop.ledger.claim(kCode));
    }

    void whatMpesaFindsWhileItIsAskedPaysTheSaleOnce()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        shop.pull({shop.pulled(kCode, u"254744000000"_s, u"RENT"_s)});
        QCOMPARE(shop.found.size(), 1);
        QCOMPARE(shop.found.first().first, u"t"_s);
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::Found);
        QVERIFY(shop.open.isEmpty());
        QCOMPARE(shop.found.size(), 1);
    }

    void aLateFindingVerifiesTheClaimByItselfAlsoAfterARestart()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::NotAsked);
        shop.restart();
        shop.pass(10min);
        paidDirectly(shop);
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Verified);
        QCOMPARE(shop.ledger.payment(kCode)->saleId, sale);
        QCOMPARE(shop.found.size(), 1);
        QVERIFY(shop.found.first().first.isEmpty());
        shop.direct().listClaims();
    }

    void anotherAmountOrAnEarlierDayIsASupervisorsToDecide()
    {
        for (const bool old : {false, true}) {
            DirectShop shop;
            const QString sale = shop.unpaidSale();
            paidDirectly(shop, old ? "100.00" : "90.00", old ? "20261122105759" : "20261122110000");
            shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
            QCOMPARE(shop.lastRefusal(), old ? FailureCode::CodeTooOld : FailureCode::AmountDiffers);
            QVERIFY(shop.ledger.payment(kCode)->saleId.isEmpty());
            shop.direct().decideClaim(u"t"_s, kCode, true, u"he is known here"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Resend, kCode));
            QCOMPARE(shop.lastRefusal(), FailureCode::NotAllowed);
            shop.direct().decideClaim(u"t"_s, kCode, true, u"he is known here"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, kCode));
            QCOMPARE(shop.decided.size(), 1);
            QVERIFY(shop.decided.first().second);
            QCOMPARE(shop.ledger.payment(kCode)->saleId, sale);
            QCOMPARE(shop.ledger.payment(kCode)->matchedBy, u"boss"_s);
            QCOMPARE(shop.ledger.claim(kCode)->decidedBy, u"boss"_s);
        }
    }

    void twoMinutesBeforeTheSaleMayBeTheClocks()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "100.00", "20261122105800");
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        QCOMPARE(shop.found.size(), 1);
    }

    void anAcceptedClaimIsNoPaymentUntilItIsFound()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::NotFound);
        shop.direct().decideClaim(u"t"_s, kCode, true, u"he is known here"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, kCode));
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Accepted);
        QVERIFY(shop.ledger.paymentsOfSale(sale).isEmpty());
        paidDirectly(shop);
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Verified);
        QCOMPARE(shop.ledger.paymentsOfSale(sale).size(), 1);
    }

    void aRejectedCodeIsNotShownAgain()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        shop.lookup.answer(enquiry::ReceiptLookup::Outcome::NotFound);
        shop.direct().decideClaim(u"t"_s, kCode, false, u"an edited message"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, kCode));
        QVERIFY(!shop.decided.first().second);
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::NotAllowed);
        shop.direct().decideClaim(u"t"_s, kCode, true, u"never mind"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, kCode));
        QCOMPARE(shop.lastRefusal(), FailureCode::NotFound);
        paidDirectly(shop);   // it was true after all: a direct payment, which a person can match
        QVERIFY(shop.ledger.payment(kCode)->saleId.isEmpty());
        QCOMPARE(shop.arrived.size(), 1);
    }

    void theCustomersCodeChoosesThePromptThatAMaskedRecordBelongsTo()
    {
        DirectShop shop([](Profile &profile) { profile.type = AccountType::Till; profile.till = u"600100"_s; });
        const QString id = shop.prompted();
        shop.pass(11min);
        QCOMPARE(shop.status(id), sale::Status::Unknown);
        shop.c2b({.receipt = "SKE52PAWR1"});   // masked, in time, held
        QCOMPARE(shop.status(id), sale::Status::Unknown);
        shop.direct().claim(u"t"_s, kCode, shop.saleOf(id), u"cashier"_s);
        QCOMPARE(shop.status(id), sale::Status::Paid);
        QCOMPARE(shop.state(id).evidence, sale::Evidence::C2b);
        QCOMPARE(shop.ledger.payment(kCode)->chargeId, id);
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Verified);
        QCOMPARE(shop.found.size(), 1);
        QCOMPARE(shop.found.first().first, u"t"_s);
    }

    void theCodeChoosesNoPromptWhileAnotherLooksForSuchAPayment()
    {
        DirectShop shop([](Profile &profile) { profile.type = AccountType::Till; profile.till = u"600100"_s; });
        const QString id = shop.prompted();
        shop.pass(11min);
        shop.c2b({.receipt = "SKE52PAWR1"});
        shop.clock.jumpWallClock(3h);   // the other prompt's time says nothing
        const QString other = shop.charge(u"0723111000"_s);
        shop.accept("ws_CO_2");
        shop.direct().claim(u"t"_s, kCode, shop.saleOf(id), u"cashier"_s);
        QCOMPARE(shop.status(id), sale::Status::Unknown);
        QCOMPARE(shop.ledger.payment(kCode)->saleId, shop.saleOf(id));   // by the customer's word, which its true master's evidence overtakes
        shop.callback(other, "0", "100.00", "SKE52PAWR1", "ws_CO_2");
        QCOMPARE(shop.ledger.payment(kCode)->chargeId, other);
    }

    void aCodeThatAPromptClosedByItsManagerMayHaveEarnedGoesOnTheSaleOnly()   // seed 200011461
    {
        DirectShop shop;
        const QString closed = shop.prompted(u"0733000000"_s);
        shop.pass(11min);
        shop.engine().decide(u"t"_s, closed, false, u"not on the statement"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, closed));
        QCOMPARE(shop.status(closed), sale::Status::ClosedByManager);
        const QString id = shop.charge();
        shop.accept("ws_CO_2");
        shop.direct().claim(u"t"_s, kCode, shop.saleOf(id), u"cashier"_s);
        shop.direct().takeCompleted({kCode, Money::fromWhole(100), shop.clock.nowUtc(), u"JOHN"_s, {}});   // no phone is told
        shop.settle();
        QVERIFY(shop.state(id).receipt.isEmpty());
        QCOMPARE(shop.ledger.payment(kCode)->saleId, shop.saleOf(id));
        QVERIFY(shop.ledger.payment(kCode)->chargeId.isEmpty());
        shop.callback(closed, "0", "100.00", "SKE52PAWR1");   // it was the other one's
        QCOMPARE(shop.ledger.payment(kCode)->chargeId, closed);
    }

    void aCodeThatMayBelongToAnothersPromptWaits()
    {
        DirectShop shop([](Profile &profile) { profile.type = AccountType::Till; profile.till = u"600100"_s; });
        const QString sale = shop.unpaidSale();
        const QString id = shop.charge();
        shop.accept("ws_CO_2");
        shop.c2b({.receipt = "SKE52PAWR1"});
        shop.direct().claim(u"t"_s, kCode, sale, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentHeld);
        shop.callback(id, "0", "100.00", "SKE52PAWR1", "ws_CO_2");   // it did
        QCOMPARE(shop.ledger.payment(kCode)->chargeId, id);
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Open);
    }

    void aClaimWhoseChargeIsPaidByItIsVerified()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.direct().claim(u"t"_s, kCode, shop.saleOf(id), u"cashier"_s);
        QCOMPARE(shop.ledger.claim(kCode)->chargeId, id);
        shop.callback(id, "0", "100.00", "SKE52PAWR1");
        QCOMPARE(shop.ledger.claim(kCode)->state, State::Verified);
        QCOMPARE(shop.found.size(), 1);
        QCOMPARE(shop.found.first().first, u"t"_s);
    }

    void openClaimsAreListedOldestFirst()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        QList<Claim> listed;
        connect(&shop.direct(), &DirectService::claimsListed, this, [&](const QList<Claim> &claims) { listed = claims; });
        for (const QString &code : {u"SKE52PAWR3"_s, u"SKE52PAWR1"_s, u"SKE52PAWR2"_s}) {
            shop.direct().claim(u"t"_s, code, sale, u"cashier"_s);
            shop.pass(1s);
        }
        shop.direct().listClaims();
        QCOMPARE(listed.size(), 3);
        QCOMPARE(listed.first().code, u"SKE52PAWR3"_s);
        QCOMPARE(listed.last().code, u"SKE52PAWR2"_s);
        QCOMPARE(listed.first().claimedBy, u"cashier"_s);
    }
};

QTEST_GUILESS_MAIN(TestDirectClaims)
#include "tst_direct_claims.moc"
