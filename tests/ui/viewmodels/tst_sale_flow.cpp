#include "ui/viewmodels/frame_view_model.h"
#include "ui/viewmodels/sale_flow.h"

#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/ways.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;
using Screen = SaleFlow::Screen;
using sale::Status;

class TestSaleFlow final : public QObject
{
    Q_OBJECT

    test::TestClock m_clock;

    sale::ChargeSnapshot startSale(SaleFlow &flow, test::CounterSales &sales)
    {
        flow.charge().setAmount(u"100"_s);
        flow.charge().setPhone(u"0722000000"_s);
        flow.charge().charge();
        return sales.prompt(sales.accept(m_clock), m_clock);
    }

    //! The first charge is open, and the guard held the second one.
    sale::ChargeSnapshot heldByTheGuard(SaleFlow &flow, test::CounterSales &sales)
    {
        auto open = startSale(flow, sales);
        flow.leaveWaiting();
        flow.charge().setAmount(u"100"_s);
        flow.charge().setPhone(u"0722000000"_s);
        flow.charge().charge();
        sales.refuse(FailureCode::GuardOpenCharge, {}, open);
        return open;
    }

    static void allow(SaleFlow &flow)
    {
        DecisionViewModel &over = flow.charge().over();
        QSignalSpy wanted(&over, &DecisionViewModel::approvalWanted);
        over.setReason(u"customer deleted it"_s);
        over.choose(true);
        over.approvalGiven(wanted.first().first().value<people::ApprovalRequest>().ticket, {u"g1"_s, u"juma"_s, false});
    }

private Q_SLOTS:
    void aSaleWalksFromChargeToPaidAndOn()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy outcome(&flow, &SaleFlow::outcomeReached);
        auto charge = startSale(flow, sales);
        QCOMPARE(flow.screen(), Screen::Wait);
        sales.settle(charge, m_clock, Status::Paid, u"TEST000001"_s);
        QCOMPARE(flow.screen(), Screen::Result);
        QCOMPARE(outcome.count(), 1);
        QCOMPARE(flow.result().receipt(), u"TEST000001"_s);
        m_clock.advance(std::chrono::seconds{2});
        flow.newSale();
        QCOMPARE(flow.screen(), Screen::Charge);
        QVERIFY(flow.charge().amountText().isEmpty());
        QVERIFY(flow.charge().phoneText().isEmpty());
        QVERIFY(!sales.asked.contains(u"stop c1"_s));
    }

    void anEnterThatWasMeantForTheScreenBeforeWipesNothing()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        auto charge = startSale(flow, sales);
        sales.settle(charge, m_clock, Status::Unknown);
        flow.newSale();
        QCOMPARE(flow.screen(), Screen::Result);
        m_clock.advance(ResultViewModel::kReadingTime);
        flow.newSale();
        QCOMPARE(flow.screen(), Screen::Charge);
    }

    void leavingHandsTheSaleToPendingAndNeverComesBackByItself()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        auto charge = startSale(flow, sales);
        flow.leaveWaiting();
        QCOMPARE(sales.asked, QStringList{u"stop c1"_s});
        QCOMPARE(flow.screen(), Screen::Charge);
        QVERIFY(flow.charge().notice().says.contains(u"Pending"_s));
        sales.settle(charge, m_clock, Status::Paid, u"TEST000001"_s);
        QCOMPARE(flow.screen(), Screen::Charge);   // the next customer's form stays as it is; an alert tells
    }

    void aNewSaleOverAnUnknownOneStopsWaitingForIt()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        sales.settle(startSale(flow, sales), m_clock, Status::Unknown);
        m_clock.advance(std::chrono::seconds{1});
        flow.newSale();
        QVERIFY(sales.asked.contains(u"stop c1"_s));
    }

    void anOutcomeThatChangesIsShownAtOnce()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy outcome(&flow, &SaleFlow::outcomeReached);
        auto charge = sales.settle(startSale(flow, sales), m_clock, Status::Declined);
        m_clock.advance(std::chrono::seconds{5});
        sales.settle(charge, m_clock, Status::Paid, u"TEST000002"_s);
        QCOMPARE(flow.result().words().word, u"Paid"_s);
        QCOMPARE(outcome.count(), 2);
        flow.newSale();
        QCOMPARE(flow.screen(), Screen::Result);   // read it first
    }

    void sendAgainGoesBackToWaitingForTheNewCharge()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        sales.settle(startSale(flow, sales), m_clock, Status::Declined);
        flow.sendAgain();
        QCOMPARE(sales.orders.size(), 1);   // not offered yet
        Q_EMIT sales.resendStateTold(u"c1"_s, {true, std::chrono::seconds{0}});
        flow.sendAgain();
        flow.sendAgain();
        QCOMPARE(sales.orders.size(), 2);
        QCOMPARE(sales.orders.last().saleId, u"s1"_s);
        sales.accept(m_clock, u"c2"_s);
        QCOMPARE(flow.screen(), Screen::Wait);
        QCOMPARE(flow.wait().charge().chargeId, u"c2"_s);
    }

    void aDigitOnAPaidScreenBeginsTheNextSale()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        auto charge = startSale(flow, sales);
        sales.settle(charge, m_clock, Status::Unknown);
        m_clock.advance(std::chrono::seconds{1});
        flow.newSaleWith(u"5"_s);
        QCOMPARE(flow.screen(), Screen::Result);   // an unknown outcome is left by Enter or Esc, not by a slip
        sales.settle(charge, m_clock, Status::Paid, u"TEST000001"_s);
        m_clock.advance(std::chrono::seconds{1});
        flow.newSaleWith(u"5"_s);
        QCOMPARE(flow.screen(), Screen::Charge);
        QCOMPARE(flow.charge().amountText(), u"5"_s);
    }

    void alertsQueueUpAndLedgerTroubleStandsInFront()
    {
        test::CounterSales sales;
        FrameViewModel frame(sales, m_clock);
        QSignalSpy wanted(&frame, &FrameViewModel::chargeWanted);
        sale::Alert late;
        late.charge.chargeId = u"c1"_s;
        late.charge.saleNumber = u"A1-0142"_s;
        late.charge.amount = Money::fromWhole(500);
        Q_EMIT sales.alertRaised(late);
        QVERIFY(frame.alert().says.contains(u"KES 500"_s) && frame.alert().says.contains(u"late"_s));
        sale::Alert trouble;
        trouble.kind = sale::AlertKind::LedgerTrouble;
        Q_EMIT sales.alertRaised(trouble);
        QVERIFY(frame.alert().says.contains(u"ledger"_s));
        frame.dismissAlert();   // stays until the ledger works again
        QVERIFY(frame.alert().says.contains(u"ledger cannot"_s));
        trouble.kind = sale::AlertKind::LedgerWorksAgain;
        Q_EMIT sales.alertRaised(trouble);
        QVERIFY(frame.alert().says.contains(u"works again"_s));
        frame.dismissAlert();
        frame.showAlert();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(frame.alert().isEmpty());
    }

    void theFrameTellsTheConnectionWithTheTimeItBroke()
    {
        test::TestClock clock;
        test::CounterSales sales;
        FrameViewModel frame(sales, clock);
        QVERIFY(!frame.isConnectionKnown());
        Q_EMIT sales.onlineChanged(true);
        QCOMPARE(frame.connectionWord(), u"Online"_s);
        Q_EMIT sales.onlineChanged(false);
        clock.advance(std::chrono::minutes{7});
        Q_EMIT sales.onlineChanged(false);
        QCOMPARE(frame.connectionWord(), u"No connection since 11:00"_s);
        QCOMPARE(frame.clockText(), u"11:07"_s);
    }

    // ---- a prompt over an open charge ----

    void overAnOpenChargeASupervisorIsAskedWithAReason()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), u"amina"_s, {}});
        QSignalSpy wanted(&flow.charge().over(), &DecisionViewModel::approvalWanted);
        QVERIFY(!flow.offersOver());
        const auto open = heldByTheGuard(flow, sales);
        QVERIFY(flow.offersOver());
        flow.askOver();
        QCOMPARE(flow.screen(), Screen::Over);
        DecisionViewModel &over = flow.charge().over();
        QVERIFY(over.question().says.contains(u"twice"_s));
        over.choose(true);
        over.choose(false);   // there is no other choice
        QCOMPARE(wanted.count(), 0);
        over.setReason(u"customer deleted it"_s);
        over.choose(true);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        QCOMPARE(request.purpose, people::Purpose::Resend);
        QCOMPARE(request.subject, open.chargeId);
        QCOMPARE(request.requester, u"amina"_s);
        QVERIFY(wanted.first().last().toString().contains(u"pays twice"_s));
        QCOMPARE(sales.orders.size(), 2);   // nothing more went out yet
        over.approvalGiven(request.ticket, {u"g1"_s, u"juma"_s, false});
        over.approvalGiven(request.ticket, {u"g1"_s, u"juma"_s, false});
        QCOMPARE(sales.orders.size(), 3);
        QCOMPARE(sales.orders.last().grant, u"g1"_s);
        QCOMPARE(sales.orders.last().grantReason, u"customer deleted it"_s);
        QCOMPARE(sales.orders.last().amount, Money::fromWhole(100));
        QVERIFY(sales.orders.last().saleId.isEmpty());
        sales.accept(m_clock, u"c2"_s);
        QCOMPARE(flow.screen(), Screen::Wait);
        QVERIFY(!over.isOpen());
        QCOMPARE(flow.wait().charge().chargeId, u"c2"_s);
    }

    void aPermissionIsGoodForOnePromptOnly()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        heldByTheGuard(flow, sales);
        flow.askOver();
        allow(flow);
        auto second = sales.prompt(sales.accept(m_clock, u"c2"_s), m_clock);
        sales.settle(second, m_clock, Status::Declined);
        Q_EMIT sales.resendStateTold(u"c2"_s, {true, std::chrono::seconds{0}});
        flow.sendAgain();
        QCOMPARE(sales.orders.size(), 4);
        QVERIFY(sales.orders.last().grant.isEmpty() && sales.orders.last().grantReason.isEmpty());
    }

    void whoLeavesItIsWhereHeAskedAndNothingIsSent()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy wanted(&flow.charge().over(), &DecisionViewModel::approvalWanted);
        heldByTheGuard(flow, sales);
        flow.askOver();
        flow.charge().over().setReason(u"customer deleted it"_s);
        flow.charge().over().choose(true);
        flow.charge().over().close();
        QCOMPARE(flow.screen(), Screen::Charge);
        flow.charge().over().approvalGiven(wanted.first().first().value<people::ApprovalRequest>().ticket, {u"g1"_s, u"juma"_s, false});   // too late
        QCOMPARE(sales.orders.size(), 2);
        QVERIFY(flow.offersOver());
    }

    void whatIsSettledMeanwhileNeedsNoSecondPrompt()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        QSignalSpy wanted(&flow.charge().over(), &DecisionViewModel::approvalWanted);
        const auto open = heldByTheGuard(flow, sales);
        flow.askOver();
        flow.charge().over().setReason(u"customer deleted it"_s);
        flow.charge().over().choose(true);
        sales.settle(open, m_clock, Status::Paid, u"TEST000001"_s);   // while the supervisor types the PIN
        QCOMPARE(flow.screen(), Screen::Charge);
        flow.charge().over().approvalGiven(wanted.first().first().value<people::ApprovalRequest>().ticket, {u"g1"_s, u"juma"_s, false});
        QCOMPARE(sales.orders.size(), 2);
        QVERIFY(!flow.offersOver());
        QVERIFY(flow.charge().notice().says.contains(u"Paid"_s));
        QVERIFY(!flow.charge().canCharge());   // an Enter out of habit would charge what is paid
        flow.charge().showOpenCharge();
        QCOMPARE(flow.screen(), Screen::Result);
        QVERIFY(flow.result().isPaid());
    }

    void afterItsMessageWasReadTheNextOneMayBeCharged()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        sales.settle(heldByTheGuard(flow, sales), m_clock, Status::Paid, u"TEST000001"_s);
        flow.charge().charge();
        QCOMPARE(sales.orders.size(), 2);
        flow.charge().dismissNotice();
        QVERIFY(flow.charge().canCharge());
        flow.charge().charge();
        sale::ChargeSnapshot other;
        other.chargeId = u"c9"_s;
        other.state.status = Status::Prompted;
        sales.refuse(FailureCode::GuardOpenCharge, {}, other);
        sales.settle(other, m_clock, Status::Declined);
        QVERIFY(flow.charge().canCharge());   // nothing was paid: nothing to be careful about
    }

    void aRefusedSecondPromptTellsWhy()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        heldByTheGuard(flow, sales);
        flow.askOver();
        allow(flow);
        sales.refuse(FailureCode::GuardCountdown, std::chrono::seconds{60});   // M-PESA's own rule has no supervisor
        QCOMPARE(flow.screen(), Screen::Charge);
        QVERIFY(!flow.charge().over().isOpen());
        QVERIFY(flow.charge().notice().says.contains(u"repeat"_s));
        QCOMPARE(flow.charge().countdownText(), u"1:00"_s);
    }

    void whatIsTypedNextIsAnotherOrder()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        heldByTheGuard(flow, sales);
        flow.charge().setAmount(u"250"_s);
        QVERIFY(!flow.offersOver());   // else the supervisor would allow the amount that stood there before
        QVERIFY(flow.charge().notice().isEmpty());
        flow.askOver();
        QCOMPARE(flow.screen(), Screen::Charge);
    }

    void anUnknownSaleIsSentAgainAsTheSameSale()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        auto charge = startSale(flow, sales);
        charge = sales.settle(charge, m_clock, Status::Unknown);
        QVERIFY(flow.offersOver());
        flow.askOver();
        QCOMPARE(flow.screen(), Screen::Over);
        charge.lastCheckAt = m_clock.nowUtc();
        Q_EMIT sales.chargeChanged(charge);   // still not known: nobody is thrown out of what he does
        QCOMPARE(flow.screen(), Screen::Over);
        allow(flow);
        QCOMPARE(sales.orders.last().saleId, charge.saleId);
        QCOMPARE(sales.orders.last().grant, u"g1"_s);
        sales.accept(m_clock, u"c2"_s);
        QCOMPARE(flow.screen(), Screen::Wait);
    }

    void aSettledSaleAsksNoSupervisor()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {test::kenya(), {}, {}});
        auto charge = sales.settle(startSale(flow, sales), m_clock, Status::Unknown);
        flow.askOver();
        sales.settle(charge, m_clock, Status::Paid, u"TEST000001"_s);
        QCOMPARE(flow.screen(), Screen::Result);
        QVERIFY(flow.result().isPaid());
        QVERIFY(!flow.offersOver());
        flow.askOver();
        QCOMPARE(flow.screen(), Screen::Result);
        auto stranger = charge;   // from another day: nobody knows the phone any more
        stranger.chargeId = u"old"_s;
        stranger.state.status = Status::Unknown;
        flow.show(stranger);
        QVERIFY(!flow.offersOver());
    }
};
QTEST_GUILESS_MAIN(TestSaleFlow)
#include "tst_sale_flow.moc"
