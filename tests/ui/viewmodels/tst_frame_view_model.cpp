#include "ui/viewmodels/frame_view_model.h"

#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/refund_fakes.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;
using refund::Status;
using sale::AlertKind;

namespace {

struct Wall {
    Wall() { frame.watch(refunds); }

    void money(AlertKind kind, const QString &saleNumber)
    {
        sale::Alert alert;
        alert.kind = kind;
        alert.charge.chargeId = u"charge of "_s + saleNumber;
        alert.charge.saleNumber = saleNumber;
        alert.charge.amount = Money::fromWhole(500);
        Q_EMIT sales.alertRaised(alert);
    }
    void ledger(AlertKind kind) { Q_EMIT sales.alertRaised({kind, {}, clock.nowUtc(), {}}); }
    QString says() const { return frame.alert().says; }

    test::TestClock clock;
    test::CounterSales sales;
    test::ListRefunds refunds;
    FrameViewModel frame{sales, clock};
};

} // namespace

class TestFrameViewModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefundInConflictIsToldAndShown()
    {
        Wall wall;
        QSignalSpy wanted(&wall.frame, &FrameViewModel::refundWanted);
        QSignalSpy charges(&wall.frame, &FrameViewModel::chargeWanted);
        const auto refund = test::someRefund(u"7"_s, Status::Conflict);
        Q_EMIT wall.refunds.refundAlert(refund);
        QVERIFY2(wall.says().contains(refund.saleNumber) && wall.says().contains(u"contradict"_s) && wall.says().contains(u"manager"_s), qPrintable(wall.says()));
        QVERIFY(wall.says().contains(u"no cash"_s));
        QCOMPARE(wall.frame.alert().tone, Tone::Unknown);
        QVERIFY(wall.frame.canDismiss());
        wall.frame.showAlert();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().toString(), u"7"_s);
        QCOMPARE(charges.count(), 0);
        QVERIFY(wall.frame.alert().isEmpty());
    }

    void moneyThatWentBackAfterAllIsTold()
    {
        Wall wall;
        const auto refund = test::someRefund(u"7"_s, Status::Done);
        Q_EMIT wall.refunds.refundAlert(refund);
        QVERIFY2(wall.says().contains(u"KES 1,250"_s) && wall.says().contains(u"after all"_s) && wall.says().contains(u"manager"_s), qPrintable(wall.says()));
    }

    void moneyIsNeverHiddenByALesserAlert()
    {
        Wall wall;
        wall.frame.showReceiverFailure(true);
        QVERIFY(wall.says().contains(u"do not reach"_s));
        wall.money(AlertKind::Conflict, u"A1-0001"_s);
        wall.frame.showReceiverFailure(true);
        Q_EMIT wall.refunds.refundAlert(test::someRefund(u"7"_s, Status::Conflict));
        QVERIFY(wall.says().contains(u"A1-0001"_s));
        QCOMPARE(wall.frame.alertCount(), 3);   // the receiver counts once, however often it is told
        wall.frame.dismissAlert();
        QVERIFY(wall.says().contains(u"Refund"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.says().contains(u"do not reach"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.frame.alert().isEmpty());
    }

    void moneyIsToldInTheOrderInWhichItCame()
    {
        Wall wall;
        Q_EMIT wall.refunds.refundAlert(test::someRefund(u"7"_s, Status::Conflict));
        wall.money(AlertKind::LateMoney, u"A1-0002"_s);
        wall.money(AlertKind::Conflict, u"A1-0003"_s);
        QVERIFY(wall.says().contains(u"Refund"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.says().contains(u"A1-0002"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.says().contains(u"A1-0003"_s));
    }

    void aLedgerThatCannotBeWrittenStandsBeforeEverythingAndStays()
    {
        Wall wall;
        wall.money(AlertKind::Conflict, u"A1-0001"_s);
        wall.ledger(AlertKind::LedgerTrouble);
        wall.frame.showReceiverFailure(true);
        QVERIFY(wall.says().contains(u"ledger"_s));
        QVERIFY(!wall.frame.canDismiss());
        wall.frame.dismissAlert();
        wall.frame.showAlert();
        QCOMPARE(wall.frame.alertCount(), 3);
        wall.ledger(AlertKind::LedgerWorksAgain);
        QVERIFY(wall.says().contains(u"works again"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.says().contains(u"A1-0001"_s));
    }

    void aCrashOfThePastIsToldAfterEverythingElseAndNamesItsFile()
    {
        Wall wall;
        wall.frame.showCrash(u"1.txt"_s);
        QVERIFY(wall.says().contains(u"No payment is lost"_s));
        QVERIFY(wall.frame.alert().next.contains(u"crash/1.txt"_s));
        wall.frame.showReceiverFailure(true);
        QVERIFY(wall.says().contains(u"do not reach"_s));
        wall.frame.dismissAlert();
        QVERIFY(wall.frame.canDismiss());
        wall.frame.dismissAlert();
        QVERIFY(wall.frame.alert().isEmpty());
    }

    void aReceiverThatFailedSaysWhatStillWorksAndWhatToDo()
    {
        Wall wall;
        wall.frame.showReceiverFailure(true);
        const BarNotice notice = wall.frame.alert();
        QVERIFY(notice.says.contains(u"Payments go on"_s) && notice.says.contains(u"refunds"_s) && notice.says.contains(u"Settings"_s));
        QVERIFY(wall.frame.canDismiss());
        QSignalSpy charges(&wall.frame, &FrameViewModel::chargeWanted);
        wall.frame.showAlert();   // there is nothing to show
        QCOMPARE(charges.count(), 0);
        QVERIFY(!wall.frame.alert().isEmpty());
    }
};
QTEST_GUILESS_MAIN(TestFrameViewModel)
#include "tst_frame_view_model.moc"
