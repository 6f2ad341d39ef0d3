#include "tests/core/sale/shop_floor.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::sale;
using namespace kaunta::test;
using namespace std::chrono_literals;

namespace {

//! What the engine answers to a manager.
struct Decisions {
    explicit Decisions(ShopFloor &shop)
    {
        QObject::connect(&shop.engine(), &SaleService::decided, [this](const QString &, const ChargeSnapshot &charge) { made << charge.state.status; });
        QObject::connect(&shop.engine(), &SaleService::decisionRefused, [this](const QString &, const Failure &failure) { refused << failure.code; });
    }
    QList<Status> made;
    QList<FailureCode> refused;
};

QString unknownCharge(ShopFloor &shop)
{
    const QString id = shop.charge();
    shop.wire.answer(kPush, net::Reply{net::Reply::Reached::MaybeSent, 0, {}, {}, u"closed"_s});
    shop.settle();
    return id;
}

ChargeOrder again(ShopFloor &shop, const QString &first, const QString &grant, const QString &reason = u"customer deleted the prompt"_s)
{
    ChargeOrder order;
    order.ticket = u"t"_s;
    order.phone = *Msisdn::parse(u"0722000000"_s);
    order.amount = Money::fromWhole(100);
    order.reference = u"INV1"_s;
    order.user = u"cashier"_s;
    order.saleId = shop.ledger.charge(first)->saleId;
    order.grant = grant;
    order.grantReason = reason;
    return order;
}

QJsonObject payloadOf(ShopFloor &shop, const QString &subject, const QString &kind)
{
    const auto events = shop.ledger.eventsOf(subject);
    for (const ledger::EventRecord &event : events)
        if (event.kind == kind)
            return event.payload;
    return {};
}

} // namespace

class TestChargeDecisions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aManagerClosesAnUnknownChargeWithAReasonAndBothNamesAreInTheJournal()
    {
        ShopFloor shop;
        Decisions decisions(shop);
        const QString id = unknownCharge(shop);
        shop.engine().decide(u"t"_s, id, false, u"statement shows nothing"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, id));
        QCOMPARE(decisions.made, (QList{Status::ClosedByManager}));
        QVERIFY(shop.ledger.pendingCharges().isEmpty());
        const auto told = payloadOf(shop, id, u"charge.manager_closed"_s);
        QCOMPARE(told.value(u"approver"_s).toString(), u"boss"_s);
        QCOMPARE(told.value(u"reason"_s).toString(), u"statement shows nothing"_s);
    }

    void laterEvidenceReopensAManagersDecision()
    {
        ShopFloor shop;
        const QString id = unknownCharge(shop);
        shop.engine().decide(u"t"_s, id, false, u"not on the statement"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, id));
        QCOMPARE(shop.status(id), Status::ClosedByManager);
        shop.callback(id, "0");
        QCOMPARE(shop.status(id), Status::Paid);
        QCOMPARE(shop.alerts.last().kind, AlertKind::LateMoney);
    }

    // The customer paid one of two deliveries of a prompt; the other one's end says nothing about that money.
    void aContradictionThatAManagerClosedIsNotProvenUnpaidByTheOtherPrompt()
    {
        ShopFloor shop;
        const QString id = shop.charge();
        shop.accept();
        shop.callback(id, "0");
        shop.pass(std::chrono::seconds(10));
        shop.answerQuery("1032");
        QCOMPARE(shop.status(id), Status::Conflict);
        shop.engine().decide(u"t"_s, id, false, u"the customer left"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, id));
        shop.callback(id, "1032");
        QCOMPARE(shop.status(id), Status::ClosedByManager);
    }

    void anAcceptedRiskIsNotPaid()
    {
        ShopFloor shop;
        const QString id = unknownCharge(shop);
        shop.engine().decide(u"t"_s, id, true, u"regular customer"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, id));
        QCOMPARE(shop.status(id), Status::AcceptedByManager);
        QVERIFY(!shop.ledger.payment(u"SKE52PAWR9"_s));
        QCOMPARE(shop.changes.last().state.evidence, Evidence::None);
    }

    void withoutTheRightGrantNothingIsDecided()
    {
        ShopFloor shop;
        Decisions decisions(shop);
        const QString id = unknownCharge(shop);
        const QString used = shop.approvals.give(people::Purpose::Decide, id);
        QVERIFY(shop.approvals.take(used, people::Purpose::Decide, id));
        for (const QString &grant : {QString(), u"made up"_s, used, shop.approvals.give(people::Purpose::Resend, id), shop.approvals.give(people::Purpose::Decide, u"other"_s)})
            shop.engine().decide(u"t"_s, id, true, u"a good reason"_s, u"cashier"_s, grant);
        QCOMPARE(decisions.refused, QList<FailureCode>(5, FailureCode::NotAllowed));
        QCOMPARE(shop.status(id), Status::Unknown);
    }

    void whatCannotBeDecidedUsesUpNoGrant()
    {
        ShopFloor shop;
        Decisions decisions(shop);
        const QString id = shop.charge();
        shop.accept();
        const QString grant = shop.approvals.give(people::Purpose::Decide, id);
        shop.engine().decide(u"t"_s, id, true, u"in a hurry"_s, u"cashier"_s, grant);   // the prompt is still on the phone
        shop.engine().decide(u"t"_s, u"nobody"_s, true, u"in a hurry"_s, u"cashier"_s, grant);
        shop.callback(id, "0");
        shop.engine().decide(u"t"_s, id, false, u"in a hurry"_s, u"cashier"_s, grant);
        QCOMPARE(decisions.refused, (QList{FailureCode::GuardOpenCharge, FailureCode::NotFound, FailureCode::SaleSettled}));
        QCOMPARE(shop.approvals.taken, 0);
        QCOMPARE(shop.status(id), Status::Paid);

        ShopFloor other;
        Decisions there(other);
        const QString unknown = unknownCharge(other);
        for (const QString &reason : {u""_s, u"x"_s, u"  "_s, u"<b>"_s, QString(101, u'a')})
            other.engine().decide(u"t"_s, unknown, true, reason, u"cashier"_s, other.approvals.give(people::Purpose::Decide, unknown));
        QCOMPARE(there.refused, QList<FailureCode>(5, FailureCode::ReasonInvalid));
        QCOMPARE(other.approvals.taken, 0);
    }

    void aDecisionThatCannotBeWrittenIsToldOnlyOnceItIsOnDisk()
    {
        ShopFloor shop;
        Decisions decisions(shop);
        const QString id = unknownCharge(shop);
        shop.ledger.failAppends(ledger::LedgerError::Full);
        shop.engine().decide(u"t"_s, id, true, u"regular customer"_s, u"cashier"_s, shop.approvals.give(people::Purpose::Decide, id));
        QVERIFY(decisions.made.isEmpty());
        QCOMPARE(shop.status(id), Status::Unknown);
        shop.ledger.failAppends(std::nullopt);
        shop.pass(3s);
        QCOMPARE(decisions.made, (QList{Status::AcceptedByManager}));
    }

    void aPromptOverAnOpenChargeNeedsASecondPersonAndBothChargesAreWatched()
    {
        ShopFloor shop;
        const QString first = unknownCharge(shop);
        QVERIFY(shop.charge(again(shop, first, {})).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::GuardOpenCharge);
        shop.pass(121s);   // M-PESA's own guard against a repeat holds as well
        const QString second = shop.charge(again(shop, first, shop.approvals.give(people::Purpose::Resend, first)));
        QVERIFY(!second.isEmpty());
        shop.accept("ws_CO_2");
        const auto told = payloadOf(shop, second, u"charge.confirmed"_s);
        QCOMPARE(told.value(u"approver"_s).toString(), u"boss"_s);
        QCOMPARE(told.value(u"over"_s).toString(), first);
        QCOMPARE(told.value(u"reason"_s).toString(), u"customer deleted the prompt"_s);

        shop.callback(second, "0", "100.00", "SKE52PAWR9", "ws_CO_2");
        shop.callback(first, "0", "100.00", "SKE52PAWR8");
        QCOMPARE(shop.status(first), Status::Paid);    // both were paid, and the till knows of both
        QCOMPARE(shop.status(second), Status::Paid);
    }

    void aGrantDoesNotShortenTheCountdown()
    {
        ShopFloor shop;
        const QString first = unknownCharge(shop);
        const QString grant = shop.approvals.give(people::Purpose::Resend, first);
        QVERIFY(shop.charge(again(shop, first, grant)).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::GuardCountdown);
        QCOMPARE(shop.approvals.taken, 0);
        QCOMPARE(shop.wire.waiting(kPush), 0);
    }

    void whatWasPaidWhileTheSupervisorTypedIsNotChargedAgain()
    {
        ShopFloor shop;
        const QString first = shop.charge();
        shop.accept();
        ChargeOrder order = again(shop, first, shop.approvals.give(people::Purpose::Resend, first));
        order.saleId.clear();   // for the engine a new sale: nothing else stands in its way
        shop.pass(121s);
        shop.callback(first, "0");
        QCOMPARE(shop.status(first), Status::Paid);
        QVERIFY(shop.charge(order).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::OpenChargeEnded);
        QCOMPARE(shop.wire.waiting(kPush), 0);
    }

    void aGrantIsForOneOpenChargeOnly()
    {
        ShopFloor shop;
        const QString first = unknownCharge(shop);
        shop.pass(121s);
        for (const QString &grant : {u"made up"_s, shop.approvals.give(people::Purpose::Decide, first), shop.approvals.give(people::Purpose::Resend, u"another"_s)}) {
            QVERIFY(shop.charge(again(shop, first, grant)).isEmpty());
            QCOMPARE(shop.refusals.last().failure.code, FailureCode::NotAllowed);
        }
        QVERIFY(shop.charge(again(shop, first, shop.approvals.give(people::Purpose::Resend, first), u"?"_s)).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::ReasonInvalid);

        const QString second = shop.charge(again(shop, first, shop.approvals.give(people::Purpose::Resend, first)));
        shop.accept("ws_CO_2");
        shop.pass(121s);
        QVERIFY(shop.charge(again(shop, first, shop.approvals.give(people::Purpose::Resend, second))).isEmpty());
        QCOMPARE(shop.refusals.last().failure.code, FailureCode::GuardOpenCharge);   // the first one is open too: never a third prompt
        QCOMPARE(shop.refusals.last().openCharge.chargeId, first);
    }
};

QTEST_GUILESS_MAIN(TestChargeDecisions)
#include "tst_charge_decisions.moc"
