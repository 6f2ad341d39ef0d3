#include "tests/core/direct/direct_shop.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::direct;
using namespace kaunta::test;
using namespace std::chrono_literals;

namespace {

void paidDirectly(DirectShop &shop, const QByteArray &receipt, const QByteArray &amount = "100.00")
{
    shop.c2b({.receipt = receipt, .amount = amount, .reference = "RENT", .phone = "2547 ***** 126"});
}

//! A refund of this receipt as the refund engine would leave it.
void refunded(DirectShop &shop, const QString &receipt, refund::Status status)
{
    ledger::RefundRecord row;
    row.id = u"refund-"_s + receipt;
    row.receipt = receipt;
    row.amount = shop.ledger.payment(receipt)->amount;
    row.reason = u"goods came back"_s;
    row.requestedBy = u"cashier"_s;
    row.approvedBy = u"boss"_s;
    row.state.status = status;
    row.state.attempt = 1;
    row.resultToken = u"r-"_s + receipt;
    row.timeoutToken = u"t-"_s + receipt;
    row.journaledAt = shop.clock.nowUtc();
    ledger::Change change{{u"cashier"_s, row.id, u"refund.approved"_s, {}}, {}, {}, {}, {}};
    change.refund = row;
    QVERIFY(shop.ledger.append({change}));
}

} // namespace

class TestDirectMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void severalPaymentsPayOneSale()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1", "60.00");
        paidDirectly(shop, "SKE52PAWR2", "40.00");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"cashier"_s);
        QCOMPARE(shop.matched.last().second.state, SaleBalance::State::PartPaid);
        QCOMPARE(shop.matched.last().second.paid, Money::fromWhole(60));
        QCOMPARE(shop.matched.last().first.saleNumber, u"A1-0001"_s);
        QCOMPARE(shop.matched.last().first.matchedBy, u"cashier"_s);
        shop.direct().match(u"t"_s, u"SKE52PAWR2"_s, u"A1-0001"_s, u"cashier"_s);   // by its number as well
        QCOMPARE(shop.matched.last().second.state, SaleBalance::State::Paid);
        paidDirectly(shop, "SKE52PAWR3", "1.00");
        shop.direct().match(u"t"_s, u"SKE52PAWR3"_s, sale, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::SaleSettled);
    }

    void whatIsPaidDirectlyIsNotAskedForAgain()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1", "60.00");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"cashier"_s);
        shop.pass(130s);
        sale::ChargeOrder again;
        again.phone = *Msisdn::parse(u"0733000000"_s);
        again.reference = u"INV1"_s;
        again.user = u"cashier"_s;
        again.saleId = sale;
        again.amount = Money::fromWhole(100);
        QVERIFY(shop.charge(again).isEmpty());
        again.amount = Money::fromWhole(40);
        const QString rest = shop.charge(again);
        QVERIFY(!rest.isEmpty());
        shop.accept("ws_CO_2");
        shop.callback(rest, "1032", {}, {}, "ws_CO_2");
        paidDirectly(shop, "SKE52PAWR2", "40.00");
        shop.direct().match(u"t"_s, u"SKE52PAWR2"_s, sale, u"cashier"_s);
        shop.pass(130s);
        QVERIFY(shop.charge(again).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::SaleSettled);
    }

    void oneReceiptPaysOneSaleAndTheFirstIsNamed()
    {
        DirectShop shop;
        const QString first = shop.unpaidSale();
        const QString second = shop.unpaidSale(u"0744000000"_s);
        paidDirectly(shop, "SKE52PAWR1");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, first, u"cashier"_s);
        const QString when = toIso(shop.clock.nowUtc());
        shop.pass(1min);
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, second, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QCOMPARE(shop.refused.last().detail, u"A1-0001 "_s + when);
        shop.direct().matchNewSale(u"t"_s, u"SKE52PAWR1"_s, u"COUNTER"_s, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QVERIFY(shop.ledger.paymentsOfSale(second).isEmpty());
    }

    void aPaymentOfAChargeIsNobodysToMove()
    {
        DirectShop shop;
        const QString id = shop.prompted();
        shop.callback(id, "0");
        shop.direct().match(u"t"_s, u"SKE52PAWR9"_s, shop.unpaidSale(), u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        shop.direct().undo(u"t"_s, u"SKE52PAWR9"_s, u"a mistake"_s, u"cashier"_s, shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR9"_s));
        QCOMPARE(shop.lastRefusal(), FailureCode::PaymentUsed);
        QCOMPARE(shop.approvals.taken, 0);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR9"_s)->chargeId, id);
    }

    void aCustomerWhoPaidBeforeAskingGetsASaleOfThatAmount()
    {
        DirectShop shop;
        paidDirectly(shop, "SKE52PAWR1", "55.50");
        shop.direct().matchNewSale(u"t"_s, u"SKE52PAWR1"_s, u"bad#reference"_s, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::ReferenceInvalid);
        shop.direct().matchNewSale(u"t"_s, u"SKE52PAWR1"_s, u"COUNTER"_s, u"cashier"_s);
        QCOMPARE(shop.matched.last().second.state, SaleBalance::State::Paid);
        QCOMPARE(shop.matched.last().second.due, Money::fromMinor(5550));
        QCOMPARE(shop.ledger.sale(u"A1-0001"_s)->reference, u"COUNTER"_s);
        QVERIFY(!shop.charge().isEmpty());
        QCOMPARE(shop.charged.last().saleNumber, u"A1-0002"_s);
    }

    void aMatchIsUndoneByASecondPersonAndLeavesATrace()
    {
        DirectShop shop;
        const QString wrong = shop.unpaidSale();
        const QString right = shop.unpaidSale(u"0744000000"_s);
        paidDirectly(shop, "SKE52PAWR1");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, wrong, u"cashier"_s);
        const auto undo = [&](const QString &grant, const QString &reason = u"wrong customer"_s) {
            shop.direct().undo(u"t"_s, u"SKE52PAWR1"_s, reason, u"cashier"_s, grant);
        };
        for (const QString &grant : {QString(), shop.approvals.give(people::Purpose::Decide, u"SKE52PAWR1"_s), shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR2"_s)}) {
            undo(grant);
            QCOMPARE(shop.lastRefusal(), FailureCode::NotAllowed);
        }
        undo(shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR1"_s), u"x"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::ReasonInvalid);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR1"_s)->saleId, wrong);

        undo(shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR1"_s));
        QVERIFY(shop.matched.last().first.saleId.isEmpty());
        QVERIFY(shop.matched.last().second.saleId.isEmpty());
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, right, u"cashier"_s);
        QCOMPARE(shop.ledger.payment(u"SKE52PAWR1"_s)->saleId, right);
        QStringList story;
        QJsonObject trace;
        for (const ledger::EventRecord &event : shop.ledger.eventsOf(u"SKE52PAWR1"_s)) {
            story << event.kind;
            if (event.kind == u"payment.unmatched"_s)
                trace = event.payload;
        }
        QCOMPARE(story, (QStringList{u"payment.received"_s, u"payment.matched"_s, u"payment.unmatched"_s, u"payment.matched"_s}));
        QCOMPARE(trace.value(u"approver"_s).toString(), u"boss"_s);
        QCOMPARE(trace.value(u"reason"_s).toString(), u"wrong customer"_s);
        QCOMPARE(trace.value(u"from"_s).toString(), wrong);
    }

    void moneyThatWentBackPaysNothing()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"cashier"_s);
        refunded(shop, u"SKE52PAWR1"_s, refund::Status::Accepted);
        paidDirectly(shop, "SKE52PAWR2");
        shop.direct().match(u"t"_s, u"SKE52PAWR2"_s, sale, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::SaleSettled);   // accepted is not done: the sale is still paid
        shop.direct().undo(u"t"_s, u"SKE52PAWR1"_s, u"a mistake"_s, u"cashier"_s, shop.approvals.give(people::Purpose::UndoMatch, u"SKE52PAWR1"_s));
        QCOMPARE(shop.lastRefusal(), FailureCode::RefundExists);
        refunded(shop, u"SKE52PAWR1"_s, refund::Status::Done);
        shop.direct().match(u"t"_s, u"SKE52PAWR2"_s, sale, u"cashier"_s);
        QCOMPARE(shop.matched.last().second.state, SaleBalance::State::Paid);
        QCOMPARE(shop.matched.last().second.paid, Money::fromWhole(100));
        paidDirectly(shop, "SKE52PAWR3");
        refunded(shop, u"SKE52PAWR3"_s, refund::Status::Unknown);
        shop.direct().matchNewSale(u"t"_s, u"SKE52PAWR3"_s, u"COUNTER"_s, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::RefundExists);
    }

    void whoMayNotChargeMayNotMatch()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"auditor"_s);
        shop.direct().matchNewSale(u"t"_s, u"SKE52PAWR1"_s, u"COUNTER"_s, u"auditor"_s);
        shop.direct().claim(u"t"_s, u"SKE52PAWR1"_s, sale, u"auditor"_s);
        QCOMPARE(shop.refused.size(), 3);
        for (const Failure &failure : std::as_const(shop.refused))
            QCOMPARE(failure.code, FailureCode::NotAllowed);
        QVERIFY(shop.ledger.payment(u"SKE52PAWR1"_s)->saleId.isEmpty());
    }

    void whatIsNotThereIsNamed()
    {
        DirectShop shop;
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, u"A1-0001"_s, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::ReceiptUnknown);
        paidDirectly(shop, "SKE52PAWR1");
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, u"A1-0001"_s, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::NotFound);
        shop.direct().undo(u"t"_s, u"SKE52PAWR1"_s, u"a mistake"_s, u"cashier"_s, {});
        QCOMPARE(shop.lastRefusal(), FailureCode::ReceiptUnknown);
    }

    void aMatchThatCannotBeWrittenIsNotShown()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1");
        shop.ledger.failAppends(ledger::LedgerError::Full);
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"cashier"_s);
        QCOMPARE(shop.lastRefusal(), FailureCode::LedgerFull);
        QVERIFY(shop.matched.isEmpty());
    }

    void theListIsSearchedAndMarksTheExactAmount()
    {
        DirectShop shop;
        const QString sale = shop.unpaidSale();
        paidDirectly(shop, "SKE52PAWR1");
        shop.pass(1s);
        paidDirectly(shop, "SKE52PAWR2", "70.00");
        shop.pass(1s);
        shop.c2b({.receipt = "SKE52PAWR3", .amount = "126.00", .reference = "SHOES", .phone = "2547 ***** 555"});
        const auto receipts = [&](const Search &search) {
            shop.direct().list(search);
            QStringList found;
            for (const DirectPayment &payment : std::as_const(shop.listed))
                found << payment.receipt.right(1);
            return found;
        };
        QCOMPARE(receipts({}), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        QCOMPARE(receipts({{}, sale, false, 200}), (QStringList{u"1"_s, u"3"_s, u"2"_s}));
        QVERIFY(shop.listed.first().exact && !shop.listed.at(1).exact);
        QCOMPARE(receipts({u"pawr2"_s, {}, false, 200}), (QStringList{u"2"_s}));
        QCOMPARE(receipts({u"john"_s, {}, false, 200}).size(), 3);
        QCOMPARE(receipts({u"shoes"_s, {}, false, 200}), (QStringList{u"3"_s}));
        QCOMPARE(receipts({u"126"_s, {}, false, 200}), (QStringList{u"3"_s, u"2"_s, u"1"_s}));   // an amount, and a phone's end
        QCOMPARE(receipts({u"26"_s, {}, false, 200}), (QStringList{u"2"_s, u"1"_s}));
        QCOMPARE(receipts({u"70"_s, {}, false, 200}), (QStringList{u"2"_s}));
        QCOMPARE(receipts({{}, {}, false, 2}).size(), 2);
        shop.direct().match(u"t"_s, u"SKE52PAWR1"_s, sale, u"cashier"_s);
        QCOMPARE(receipts({}), (QStringList{u"3"_s, u"2"_s}));
        QCOMPARE(receipts({{}, {}, true, 200}).size(), 3);
    }

    void thePhonesEndIsOnlyWhatWasTold()
    {
        QCOMPARE(phoneEndOf(u"2547 ***** 126"_s), u"126"_s);
        QCOMPARE(phoneEndOf(u"254722000126"_s), u"126"_s);
        QCOMPARE(phoneEndOf(QString(64, u'a')), QString());
        QCOMPARE(phoneEndOf({}), QString());
        QCOMPARE(phoneEndOf(u"2547 ********"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestDirectMatch)
#include "tst_direct_match.moc"
