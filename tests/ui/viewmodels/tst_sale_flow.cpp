#include "ui/viewmodels/frame_view_model.h"
#include "ui/viewmodels/sale_flow.h"

#include "tests/ui/support/counter_sales.h"

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

private Q_SLOTS:
    void aSaleWalksFromChargeToPaidAndOn()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {});
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
        SaleFlow flow(sales, m_clock, {});
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
        SaleFlow flow(sales, m_clock, {});
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
        SaleFlow flow(sales, m_clock, {});
        sales.settle(startSale(flow, sales), m_clock, Status::Unknown);
        m_clock.advance(std::chrono::seconds{1});
        flow.newSale();
        QVERIFY(sales.asked.contains(u"stop c1"_s));
    }

    void anOutcomeThatChangesIsShownAtOnce()
    {
        test::CounterSales sales;
        SaleFlow flow(sales, m_clock, {});
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
        SaleFlow flow(sales, m_clock, {});
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
        SaleFlow flow(sales, m_clock, {});
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
};
QTEST_GUILESS_MAIN(TestSaleFlow)
#include "tst_sale_flow.moc"
