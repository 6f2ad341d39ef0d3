#include "tests/ui/support/list_fakes.h"
#include "ui/viewmodels/pending_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using test::someCharge;

class TestPendingViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThatItReadsBeforeItClaimsThatNothingIsOpen()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        QVERIFY(!model.isLoaded());
        QCOMPARE(model.headline(), u"Reading the list…"_s);
        model.refresh();
        QCOMPARE(sales.asked, QStringList{u"pending"_s});
        Q_EMIT sales.pendingListed({});
        QCOMPARE(model.headline(), u"Nothing is open"_s);
        QCOMPARE(model.badge(), QString());
    }

    void listsNewestFirstAndSaysWhatIsKnown()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        auto unknown = someCharge(u"1"_s, Status::Unknown, 1250, 12);
        unknown.lastCheckAt = clock.nowUtc().addSecs(-30);
        unknown.nextCheckAt = clock.nowUtc().addSecs(18);
        Q_EMIT sales.pendingListed({unknown, someCharge(u"2"_s, Status::Conflict, 40, 2)});
        QCOMPARE(model.rows().size(), 2);
        QCOMPARE(model.rows().at(0).chargeId, u"2"_s);
        const ui::PendingRow &row = model.rows().at(1);
        QCOMPARE(row.amount, u"KES 1,250"_s);
        QCOMPARE(row.phone, u"0722 … 000"_s);
        QCOMPARE(row.number, u"A1-0001"_s);
        QCOMPARE(row.age, u"Asked 12 min ago"_s);
        QCOMPARE(row.lastCheck, u"Last check 10:59:30"_s);   // the shop's clock: UTC + 3
        QCOMPARE(row.nextCheck, u"Next check in 18 s"_s);
        QCOMPARE(row.state.state.word, u"Unknown"_s);
        QCOMPARE(row.state.state.tone, ui::Tone::Unknown);
        QVERIFY(row.state.says.contains(u"Do not ask for the money again"_s));
        QVERIFY(row.canCheck);
    }

    // The words are the promise: nothing that is not proven is called failed, and violet is not red.
    void neverCallsAnOpenChargeFailed()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        QList<sale::ChargeSnapshot> open;
        for (const Status status : {Status::Journaled, Status::Prompted, Status::Unknown, Status::Conflict}) {
            open << someCharge(QString::number(open.size()), status);
            open << someCharge(QString::number(open.size()), status);
            open.last().hasCheckoutId = false;
        }
        Q_EMIT sales.pendingListed(open);
        QCOMPARE(model.rows().size(), open.size());
        for (const ui::PendingRow &row : model.rows()) {
            const QString all = row.state.state.word + row.state.says + row.nextCheck + row.lastCheck;
            QVERIFY2(!all.contains(u"fail"_s, Qt::CaseInsensitive), qPrintable(all));
            QVERIFY2(!all.contains(u"not paid"_s, Qt::CaseInsensitive), qPrintable(all));
            QVERIFY(row.state.state.tone != ui::Tone::Declined);
            QVERIFY(row.state.state.tone != ui::Tone::Paid);
        }
    }

    void tellsReceiptAwaitedFromConflict()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        auto paid = someCharge(u"1"_s, Status::Paid);
        paid.state.evidence = sale::Evidence::Query;
        Q_EMIT sales.pendingListed({paid, someCharge(u"2"_s, Status::Conflict)});
        const auto &rows = model.rows();
        const auto &conflict = rows.at(0).chargeId == u"2"_s ? rows.at(0) : rows.at(1);
        const auto &awaited = rows.at(0).chargeId == u"1"_s ? rows.at(0) : rows.at(1);
        QCOMPARE(awaited.state.state.tone, ui::Tone::Paid);
        QVERIFY(awaited.state.says.contains(u"the goods may go"_s));
        QVERIFY(!awaited.canCheck);   // a query never tells a receipt
        QCOMPARE(conflict.state.state.tone, ui::Tone::Unknown);
        QVERIFY(conflict.state.says.contains(u"A manager decides"_s));
        QVERIFY(awaited.state.state.glyph != conflict.state.state.glyph);
        QCOMPARE(model.summary(), u"Conflict 1 · Receipt awaited 1"_s);
    }

    void rowsComeAndGoWithTheirState()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        QSignalSpy inserted(&model, &ui::PendingViewModel::rowInserted);
        QSignalSpy removed(&model, &ui::PendingViewModel::rowRemoved);
        QSignalSpy counted(&model, &ui::PendingViewModel::countChanged);
        Q_EMIT sales.pendingListed({});
        Q_EMIT sales.charged(u"t1"_s, someCharge(u"1"_s, Status::Journaled, 100, 3));
        Q_EMIT sales.chargeChanged(someCharge(u"2"_s, Status::Prompted, 100, 1));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(model.rows().at(0).chargeId, u"2"_s);
        QCOMPARE(model.badge(), u"2"_s);

        auto paid = someCharge(u"2"_s, Status::Paid, 100, 1);
        Q_EMIT sales.chargeChanged(paid);   // no receipt yet: it stays
        QCOMPARE(model.badge(), u"2"_s);
        paid.state.receipt = u"TEST123456"_s;
        Q_EMIT sales.chargeChanged(paid);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(model.badge(), u"1"_s);

        auto declined = someCharge(u"1"_s, Status::Declined, 100, 3);
        declined.state.check = sale::Check::AskAgain;
        Q_EMIT sales.chargeChanged(declined);   // by a query alone: asked once more
        QCOMPARE(model.badge(), u"1"_s);
        declined.state.check = sale::Check::Nothing;
        Q_EMIT sales.chargeChanged(declined);
        QCOMPARE(model.badge(), QString());
        QVERIFY(counted.count() >= 5);
    }

    void checkNowAsksOnceUntilTheAnswerComes()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        auto charge = someCharge(u"1"_s, Status::Unknown);
        charge.nextCheckAt = clock.nowUtc().addSecs(100);
        Q_EMIT sales.pendingListed({charge});
        sales.asked.clear();
        model.checkNow(u"1"_s);
        model.checkNow(u"1"_s);
        model.checkNow(u"nobody"_s);
        QCOMPARE(sales.asked, QStringList{u"check 1"_s});
        QVERIFY(!model.rows().at(0).canCheck);
        QCOMPARE(model.rows().at(0).nextCheck, u"Asking M-PESA…"_s);

        charge.lastCheckAt = clock.nowUtc();
        Q_EMIT sales.chargeChanged(charge);
        QVERIFY(model.rows().at(0).canCheck);

        model.checkNow(u"1"_s);   // held back by the query budget: the button comes back by itself
        clock.advance(31s);
        model.tick();
        QVERIFY(model.rows().at(0).canCheck);
    }

    void promisesNoCheckThatNobodyMakes()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        auto blind = someCharge(u"1"_s, Status::Unknown);
        blind.hasCheckoutId = false;
        const auto over = someCharge(u"2"_s, Status::Unknown, 100, 60 * 30);   // the plan ended after 24 h
        Q_EMIT sales.pendingListed({blind, over});
        QVERIFY(!model.rows().at(0).canCheck);
        QCOMPARE(model.rows().at(0).nextCheck, u"M-PESA cannot be asked about it."_s);
        QVERIFY(model.rows().at(1).canCheck);
        QCOMPARE(model.rows().at(1).nextCheck, u"No further check is planned."_s);
        QVERIFY(!model.rows().at(1).state.says.contains(u"keep asking"_s));
    }

    void waitingBecomesCheckingWhenThePromptIsOver()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        auto charge = someCharge(u"1"_s, Status::Prompted, 100, 0);
        charge.acceptedAt = clock.nowUtc();
        charge.nextCheckAt = clock.nowUtc().addSecs(200);
        Q_EMIT sales.pendingListed({charge});
        QCOMPARE(model.rows().at(0).state.state.word, u"Waiting"_s);
        QSignalSpy changed(&model, &ui::PendingViewModel::rowChanged);
        clock.advance(80s);
        model.tick();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.rows().at(0).state.state.word, u"Checking"_s);
        QCOMPARE(model.rows().at(0).age, u"Asked 1 min ago"_s);
        QCOMPARE(model.rows().at(0).nextCheck, u"Next check in 2 min"_s);
        model.tick();
        QCOMPARE(changed.count(), 1);   // nothing new, nothing painted
    }

    void aClockSetBackShowsNoNegativeAge()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        Q_EMIT sales.pendingListed({someCharge(u"1"_s, Status::Unknown, 100, 5)});
        clock.jumpWallClock(-3600s);
        model.tick();
        QCOMPARE(model.rows().at(0).age, u"Asked just now"_s);
    }

    void badgeStopsAtNinetyNine()
    {
        test::ListSales sales;
        test::TestClock clock;
        ui::PendingViewModel model(sales, clock);
        QList<sale::ChargeSnapshot> many;
        for (int i = 0; i < 120; ++i)
            many << someCharge(QString::number(i), Status::Unknown);
        Q_EMIT sales.pendingListed(many);
        QCOMPARE(model.badge(), u"99+"_s);
        QCOMPARE(model.headline(), u"Open: 120"_s);
    }
};

QTEST_GUILESS_MAIN(TestPendingViewModel)
#include "tst_pending_view_model.moc"
