#include "tests/core/direct/direct_shop.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <array>

using namespace kaunta;
using namespace kaunta::sale;
using namespace kaunta::test;
using namespace std::chrono_literals;

class TestDirectEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPaymentThatNobodyAskedForIsADirectPayment()
    {
        DirectShop shop;
        shop.c2b({.reference = "RENT 7", .phone = "2547 ***** 126"});
        QCOMPARE(shop.arrived.size(), 1);
        const auto payment = shop.arrived.first();
        QCOMPARE(payment.receipt, u"SKE52PAWR9"_s);
        QCOMPARE(payment.amount, Money::fromWhole(100));
        QCOMPARE(payment.payer, u"JOHN"_s);
        QCOMPARE(payment.phoneEnd, u"126"_s);
        QCOMPARE(payment.billReference, u"RENT 7"_s);
        QCOMPARE(payment.evidence, Evidence::C2b);
        QCOMPARE(payment.at, QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC));
        QVERIFY(!payment.held);
        QVERIFY(payment.saleId.isEmpty());
    }

    void theSamePaymentToldByEveryWayIsOneRow()
    {
        DirectShop shop;
        shop.c2b({.phone = "2547 ***** 126"});
        shop.c2b({.phone = "2547 ***** 126", .time = "20261122110001"});   // not the same bytes
        QCOMPARE(shop.pull({shop.pulled(), shop.pulled()}).newDirectPayments, 0);
        shop.direct().takeCompleted({u"SKE52PAWR9"_s, Money::fromWhole(100), shop.clock.nowUtc(), u"JOHN"_s, {}});
        QCOMPARE(shop.arrived.size(), 1);
        QCOMPARE(shop.pull({shop.pulled(u"SKE52PAWR8"_s)}).newDirectPayments, 1);
    }

    void aReceiptThatComesAgainWithAnotherAmountKeepsItsFirst()
    {
        DirectShop shop;
        shop.c2b({});
        QTest::ignoreMessage(QtWarningMsg, "A receipt that is known came again with another amount: the first one is kept.");
        shop.c2b({.amount = "900.00"});
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->amount, Money::fromWhole(100));
    }

    void aRecordThatCannotBeAPaymentIsLeftAlone()
    {
        DirectShop shop;
        for (int i = 0; i < 2; ++i)
            QTest::ignoreMessage(QtWarningMsg, "A record of M-PESA's has no receipt or no amount that could be a payment's: it is left alone.");
        auto broken = shop.pulled(u""_s);
        QCOMPARE(shop.pull({broken}).newDirectPayments, 0);
        broken = shop.pulled();
        broken.amount = {};
        QCOMPARE(shop.pull({broken}).newDirectPayments, 0);
        QVERIFY(shop.inbox().store(shop.direct().confirmationToken(), "not json", u"test"_s));
        QVERIFY(shop.inbox().store(shop.direct().validationToken(), R"({"TransID":"SKE52PAWR7","TransAmount":"5.00"})", u"test"_s));
        shop.settle();
        QVERIFY(!shop.ledger.payment(u"SKE52PAWR7"_s));   // a validation moved no money
        QVERIFY(!shop.inbox().next());                    // and nothing of it comes again
    }

    void anAddressIsToldToNobodyBeforeItIsOnDisk()
    {
        ShopFloor floor;
        floor.ledger.failSettings(true);
        direct::DirectEngine direct({floor.profile, floor.ledger, floor.reader(), floor.engine(), floor.clock, floor.random, &floor.approvals});
        QVERIFY(!direct.confirmationToken().isEmpty());
        QVERIFY(!direct.keepTokens());
        floor.ledger.failSettings(false);
        QVERIFY(direct.keepTokens());
        const direct::DirectEngine next({floor.profile, floor.ledger, floor.reader(), floor.engine(), floor.clock, floor.random, &floor.approvals});
        QCOMPARE(next.confirmationToken(), direct.confirmationToken());
        QCOMPARE(next.validationToken(), direct.validationToken());
    }

    // ---- one STK payment that is told three ways is one payment ----

    void callbackConfirmationAndPullInAnyOrderAreOnePayment()
    {
        std::array order{0, 1, 2, 3};
        do {
            DirectShop shop;
            const QString id = shop.prompted();
            for (const int step : order) {
                if (step == 0)
                    shop.callback(id, "0");
                else if (step == 1)
                    shop.c2b({.reference = shop.wireReference(id)});
                else if (step == 2)
                    shop.pull({shop.pulled(u"SKE52PAWR9"_s, u"254722000000"_s, QString::fromLatin1(shop.wireReference(id)))});
                else if (shop.wire.waiting(kQuery) > 0)
                    shop.answerQuery("0");
                QVERIFY(step == 3 || shop.status(id) == Status::Paid);
            }
            QCOMPARE(shop.status(id), Status::Paid);
            QCOMPARE(shop.state(id).receipt, u"SKE52PAWR9"_s);
            QVERIFY(isFinal(shop.state(id)));   // M-PESA's own record needs no query to confirm it
            QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, id);
            QCOMPARE(shop.ledger.paymentsOfSale(shop.saleOf(id)).size(), 1);
            QVERIFY(shop.arrived.isEmpty());
            QVERIFY(shop.alerts.isEmpty());
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void withATillAMaskedConfirmationIsHeldAndTheCallbackTakesItOver()
    {
        DirectShop shop([](Profile &profile) { profile.type = AccountType::Till; profile.till = u"600100"_s; });
        const QString id = shop.prompted();
        shop.c2b({});   // masked, without a reference
        QCOMPARE(shop.status(id), Status::Prompted);
        QVERIFY(shop.shown(u"SKE52PAWR9"_s).held);
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, shop.unpaidSale(), u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentHeld);
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, id);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->saleId, shop.saleOf(id));
        QVERIFY(shop.overtaken.isEmpty());   // nobody had matched it
    }

    void aHeldPaymentIsFreeOnceTheChargeIsSettledOtherwise()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.c2b({});
        QVERIFY(shop.shown(u"SKE52PAWR9"_s).held);
        shop.callback(id, "1032");
        QVERIFY(!shop.shown(u"SKE52PAWR9"_s).held);
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, shop.unpaidSale(), u"cashier"_s);
        QCOMPARE(shop.matched.size(), 1);
    }

    void pullFillsTheReceiptOfAChargeThatOnlyAQueryPaid()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.pass(8s);
        shop.answerQuery("0");
        QVERIFY(shop.state(id).receipt.isEmpty());
        const auto outcome = shop.pull({shop.pulled()});   // full phone, no reference
        QCOMPARE(outcome.receiptsFound, 1);
        QCOMPARE(outcome.newDirectPayments, 0);
        QCOMPARE(shop.state(id).receipt, u"SKE52PAWR9"_s);
        QVERIFY(shop.ledger.pendingCharges().isEmpty());
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->paidAt, shop.clock.nowUtc());
        const auto events = shop.ledger.eventsOf(id).size();
        QCOMPARE(shop.pull({shop.pulled()}).receiptsFound, 0);   // the same list an hour later
        QCOMPARE(shop.ledger.eventsOf(id).size(), events);       // teaches nothing and is not journaled again
    }

    void aMaskedConfirmationBecomesProofWhenPullTellsTheWholeNumber()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.c2b({});
        QCOMPARE(shop.status(id), Status::Prompted);
        QCOMPARE(shop.pull({shop.pulled()}).receiptsFound, 1);
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.state(id).evidence, Evidence::Pull);
    }

    void twoChargesOfOneAmountAndPhoneAreNotGuessed()
    {
        DirectShop shop;
        const QString first = shop.prompted();
        shop.pass(125s);
        ChargeOrder over;
        over.phone = *Msisdn::parse(u"0722000000"_s);
        over.amount = Money::fromWhole(100);
        over.reference = u"INV2"_s;
        over.user = u"cashier"_s;
        over.grant = shop.approvals.give(people::Purpose::Resend, first);
        over.grantReason = u"prompt was deleted"_s;
        const QString second = shop.charge(over);
        QVERIFY(!second.isEmpty());
        shop.accept("ws_CO_2");
        shop.pull({shop.pulled()});
        QVERIFY(shop.shown(u"SKE52PAWR9"_s).held);
        QVERIFY(shop.state(first).receipt.isEmpty() && shop.state(second).receipt.isEmpty());
        // The first is settled by its own callback with another receipt. It may have been paid twice: still nobody guesses.
        shop.callback(first, "0", "100.00", "SKE52PAWR8");
        QCOMPARE(shop.state(first).receipt, u"SKE52PAWR8"_s);
        QVERIFY(shop.state(second).receipt.isEmpty());
        QVERIFY(shop.shown(u"SKE52PAWR9"_s).held);
    }

    void aPromptOfAnHourWhenTheClockWasWrongIsARivalAllTheSame()   // seed 100009343
    {
        DirectShop shop;
        shop.clock.jumpWallClock(-5h);
        const QString declined = shop.prompted();
        shop.callback(declined, "1032");   // and M-PESA delivers it a second time
        shop.clock.jumpWallClock(5h);
        shop.pass(125s);
        const QString unknown = shop.charge();
        shop.accept("ws_CO_2");
        shop.pull({shop.pulled()});
        QVERIFY(shop.state(unknown).receipt.isEmpty());
        QVERIFY(shop.shown(u"SKE52PAWR9"_s).held);
    }

    void theirOwnReferencesTellTwoEqualChargesApart()
    {
        DirectShop shop;
        const QString first = shop.prompted(u"0722000000"_s);
        const QString second = shop.charge(u"0733000000"_s);
        shop.accept("ws_CO_2");
        shop.c2b({.receipt = "SKE52PAWR2", .reference = shop.wireReference(second)});
        shop.c2b({.receipt = "SKE52PAWR1", .reference = shop.wireReference(first)});
        QCOMPARE(shop.state(first).receipt, u"SKE52PAWR1"_s);
        QCOMPARE(shop.state(second).receipt, u"SKE52PAWR2"_s);
    }

    void lateMoneyForADeclinedChargeIsPaidWithAnAlert()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.callback(id, "1032");
        shop.pass(30min);
        shop.c2b({.reference = shop.wireReference(id)});
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.alerts.last().kind, AlertKind::LateMoney);
    }

    void aSecondPaymentForAPaidChargeIsADirectPaymentWithOneAlert()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.callback(id, "0");
        for (int i = 0; i < 3; ++i)
            shop.pull({shop.pulled(u"SKE52PAWR8"_s, u"254722000000"_s, QString::fromLatin1(shop.wireReference(id)))});
        QCOMPARE(shop.alerts.size(), 1);
        QCOMPARE(shop.alerts.last().kind, AlertKind::SecondReceipt);
        QCOMPARE(shop.arrived.size(), 1);
        const auto second = shop.shown(u"SKE52PAWR8"_s);
        QVERIFY(!second.held && second.saleId.isEmpty());
        QCOMPARE(second.phoneEnd, u"000"_s);
        QCOMPARE(shop.state(id).receipt, u"SKE52PAWR9"_s);
        shop.direct().match(u"t"_s, u"SKE52PAWR8"_s, shop.unpaidSale(), u"cashier"_s);
        QCOMPARE(shop.matched.size(), 1);
    }

    void aSecondReceiptIsNotTakenForTheNextChargeOnTheSamePhone()
    {
        DirectShop shop;
        const QString first = shop.prompted();
        shop.callback(first, "0");
        shop.pass(60s);
        shop.pull({shop.pulled(u"SKE52PAWR8"_s, u"254722000000"_s, QString::fromLatin1(shop.wireReference(first)))});
        shop.pass(62s);
        const QString next = shop.charge(u"0722000000"_s);
        shop.accept("ws_CO_2");
        const QString other = shop.charge(u"0733000000"_s);   // when it is settled, records that were left are looked at again
        shop.accept("ws_CO_3");
        shop.callback(other, "0", "100.00", "SKE52PAWR7", "ws_CO_3");
        QCOMPARE(shop.status(other), Status::Paid);
        QCOMPARE(shop.status(next), Status::Prompted);
        QVERIFY(shop.ledger.payment(u"SKE52PAWR8"_s)->chargeId.isEmpty());
        QCOMPARE(shop.shown(u"SKE52PAWR8"_s).billReference, QString::fromLatin1(shop.wireReference(first)));
    }

    void anotherAmountForAKnownReceiptIsAContradictionToldOnce()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.callback(id, "0");
        shop.pass(1s);
        shop.answerQuery("0");
        for (int i = 0; i < 3; ++i)
            shop.pull({shop.pulled(u"SKE52PAWR9"_s, u"254722000000"_s, {}, 900)});
        QCOMPARE(shop.status(id), Status::Paid);   // a confirmed success is sticky
        QCOMPARE(shop.alerts.size(), 1);
        QCOMPARE(shop.alerts.last().kind, AlertKind::Conflict);
    }

    // ---- STK evidence and a person's match ----

    void stkEvidenceTakesAPaymentAwayFromTheSaleThatAPersonHadPutItOn()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        const QString other = shop.unpaidSale();
        shop.c2b({.phone = "2547 ***** 999"});   // told wrongly, so that nothing holds it
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, other, u"cashier"_s);
        QCOMPARE(shop.matched.size(), 1);
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        const auto row = shop.ledger.payment(u"SKE52PAWR9"_s);
        QCOMPARE(row->chargeId, id);
        QCOMPARE(row->saleId, shop.saleOf(id));
        QVERIFY(row->matchedBy.isEmpty());
        QCOMPARE(shop.overtaken.size(), 1);
        QCOMPARE(shop.overtaken.first().second, shop.ledger.sale(other)->number);
        QVERIFY(shop.ledger.paymentsOfSale(other).isEmpty());
    }

    void aGuessByPhoneAndTimeDoesNotOvertakeAPersonsMatch()
    {
        DirectShop shop;
        shop.c2b({.phone = "2547 ***** 000"});
        const QString other = shop.unpaidSale();
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, other, u"cashier"_s);
        QCOMPARE(shop.matched.size(), 1);
        const QString id = shop.prompted();   // one minute later the same customer is asked
        shop.pull({shop.pulled()});
        QCOMPARE(shop.status(id), Status::Prompted);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->saleId, other);
    }

    void aCallbackWhoseReceiptWasToldWithAnotherAmountIsAConflict()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.c2b({.amount = "90.00"});
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Conflict);
        QVERIFY(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId.isEmpty());
    }

    // ---- disk and restart ----

    void whatCannotBeWrittenIsKeptInOrderAndShownOnlyOnceItIsOnDisk()
    {
        DirectShop shop;
        shop.ledger.failAppends(ledger::LedgerError::Full);
        shop.c2b({});
        shop.pull({shop.pulled(u"SKE52PAWR8"_s)});
        QVERIFY(shop.arrived.isEmpty());
        QVERIFY(shop.inbox().next().has_value());
        QVERIFY(shop.direct().nextWake().has_value());
        shop.ledger.failAppends(std::nullopt);
        shop.clock.advance(2s);
        shop.direct().tick();
        QCOMPARE(shop.arrived.size(), 2);
        QCOMPARE(shop.arrived.first().receipt, u"SKE52PAWR9"_s);
        QVERIFY(!shop.inbox().next());
        QVERIFY(!shop.direct().nextWake());
    }

    void aConfirmationThatWasStoredButNotWrittenIsTakenAfterARestart()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.ledger.failAppends(ledger::LedgerError::Full);
        shop.c2b({.reference = shop.wireReference(id)});
        shop.c2b({.receipt = "SKE52PAWR8", .phone = "2547 ***** 126"});
        shop.ledger.failAppends(std::nullopt);
        shop.restart();
        QCOMPARE(shop.status(id), Status::Paid);
        QVERIFY(shop.ledger.payment(u"SKE52PAWR8"_s).has_value());
        QVERIFY(!shop.inbox().next());
        const auto count = shop.arrived.size();
        shop.restart();
        QCOMPARE(shop.arrived.size(), count);
    }

    void theAddressesStayTheSameForEver()
    {
        DirectShop shop;
        const QString confirmation = shop.direct().confirmationToken();
        QVERIFY(confirmation.size() == 32 && confirmation != shop.direct().validationToken());
        shop.restart();
        QCOMPARE(shop.direct().confirmationToken(), confirmation);
        QCOMPARE(shop.direct().kindOf(confirmation), std::optional(callbacks::PathKind::C2bConfirmation));
        QCOMPARE(shop.direct().kindOf(shop.direct().validationToken()), std::optional(callbacks::PathKind::C2bValidation));
        QVERIFY(!shop.direct().kindOf(QString(32, u'0')));
    }

    void aPersonIsRememberedByTheNumberOnlyOnce()
    {
        DirectShop shop;
        shop.pull({shop.pulled(u"SKE52PAWR1"_s), shop.pulled(u"SKE52PAWR2"_s)});
        const auto first = shop.ledger.payment(u"SKE52PAWR1"_s);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR2"_s)->personId, first->personId);
        QCOMPARE(shop.ledger.person(first->personId)->msisdn, u"254722000000"_s);
        const QByteArray chain = QJsonDocument(shop.ledger.eventsOf(u"SKE52PAWR1"_s).first().payload).toJson();
        QVERIFY(!chain.contains("722000000") && !chain.contains("JOHN"));
    }
};

QTEST_GUILESS_MAIN(TestDirectEngine)
#include "tst_direct_engine.moc"
