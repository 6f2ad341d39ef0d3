#include "tests/ui/support/pending_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using sale::Status;
using test::someCharge;

class TestPendingViewModel : public QObject
{
    Q_OBJECT

    static enquiry::PullSnapshot pulled(const test::PendingDesk &desk, int records, enquiry::PullSnapshot::Outcome outcome = enquiry::PullSnapshot::Outcome::Done)
    {
        enquiry::PullSnapshot pull;
        pull.outcome = outcome;
        pull.records = records;
        pull.to = desk.clock.nowUtc();
        pull.from = pull.to.addSecs(-48 * 3600 + 60);
        return pull;
    }

private Q_SLOTS:
    void saysThatItReadsBeforeItClaimsThatNothingIsOpen()
    {
        test::PendingDesk desk;
        QVERIFY(!desk.model.isLoaded());
        QCOMPARE(desk.model.headline(), u"Reading the list…"_s);
        desk.model.refresh();
        QCOMPARE(desk.sales.asked, QStringList{u"pending"_s});
        desk.list({});
        QCOMPARE(desk.model.headline(), u"Nothing is open"_s);
        QCOMPARE(desk.model.badge(), QString());
    }

    void listsNewestFirstAndSaysWhatIsKnown()
    {
        test::PendingDesk desk;
        auto unknown = someCharge(u"1"_s, Status::Unknown, 1250, 12);
        unknown.lastCheckAt = desk.clock.nowUtc().addSecs(-30);
        unknown.nextCheckAt = desk.clock.nowUtc().addSecs(18);
        desk.list({unknown, someCharge(u"2"_s, Status::Conflict, 40, 2)});
        QCOMPARE(desk.model.rows().size(), 2);
        QCOMPARE(desk.model.rows().at(0).chargeId, u"2"_s);
        const ui::PendingRow &row = desk.model.rows().at(1);
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
        test::PendingDesk desk;
        QList<sale::ChargeSnapshot> open;
        for (const Status status : {Status::Journaled, Status::Prompted, Status::Unknown, Status::Conflict}) {
            open << someCharge(QString::number(open.size()), status);
            open << someCharge(QString::number(open.size()), status);
            open.last().hasCheckoutId = false;
        }
        desk.list(open);
        QCOMPARE(desk.model.rows().size(), open.size());
        for (const ui::PendingRow &row : desk.model.rows()) {
            const QString all = row.state.state.word + row.state.says + row.nextCheck + row.lastCheck;
            QVERIFY2(!all.contains(u"fail"_s, Qt::CaseInsensitive), qPrintable(all));
            QVERIFY2(!all.contains(u"not paid"_s, Qt::CaseInsensitive), qPrintable(all));
            QVERIFY(row.state.state.tone != ui::Tone::Declined);
            QVERIFY(row.state.state.tone != ui::Tone::Paid);
        }
    }

    void tellsReceiptAwaitedFromConflict()
    {
        test::PendingDesk desk;
        auto paid = someCharge(u"1"_s, Status::Paid);
        paid.state.evidence = sale::Evidence::Query;
        desk.list({paid, someCharge(u"2"_s, Status::Conflict)});
        const auto &rows = desk.model.rows();
        const auto &conflict = rows.at(0).chargeId == u"2"_s ? rows.at(0) : rows.at(1);
        const auto &awaited = rows.at(0).chargeId == u"1"_s ? rows.at(0) : rows.at(1);
        QCOMPARE(awaited.state.state.tone, ui::Tone::Paid);
        QVERIFY(awaited.state.says.contains(u"the goods may go"_s));
        QVERIFY(!awaited.canCheck);   // a query never tells a receipt
        QCOMPARE(conflict.state.state.tone, ui::Tone::Unknown);
        QVERIFY(conflict.state.says.contains(u"A manager decides"_s));
        QVERIFY(awaited.state.state.glyph != conflict.state.state.glyph);
        QCOMPARE(desk.model.summary(), u"Conflict 1 · Receipt awaited 1"_s);
    }

    void rowsComeAndGoWithTheirState()
    {
        test::PendingDesk desk;
        QSignalSpy inserted(&desk.model, &ui::PendingViewModel::rowInserted);
        QSignalSpy removed(&desk.model, &ui::PendingViewModel::rowRemoved);
        QSignalSpy counted(&desk.model, &ui::PendingViewModel::countChanged);
        desk.list({});
        Q_EMIT desk.sales.charged(u"t1"_s, someCharge(u"1"_s, Status::Journaled, 100, 3));
        Q_EMIT desk.sales.chargeChanged(someCharge(u"2"_s, Status::Prompted, 100, 1));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(desk.model.rows().at(0).chargeId, u"2"_s);
        QCOMPARE(desk.model.badge(), u"2"_s);

        auto paid = someCharge(u"2"_s, Status::Paid, 100, 1);
        Q_EMIT desk.sales.chargeChanged(paid);   // no receipt yet: it stays
        QCOMPARE(desk.model.badge(), u"2"_s);
        paid.state.receipt = u"TEST123456"_s;
        Q_EMIT desk.sales.chargeChanged(paid);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(desk.model.badge(), u"1"_s);

        auto declined = someCharge(u"1"_s, Status::Declined, 100, 3);
        declined.state.check = sale::Check::AskAgain;
        Q_EMIT desk.sales.chargeChanged(declined);   // by a query alone: asked once more
        QCOMPARE(desk.model.badge(), u"1"_s);
        declined.state.check = sale::Check::Nothing;
        Q_EMIT desk.sales.chargeChanged(declined);
        QCOMPARE(desk.model.badge(), QString());
        QVERIFY(counted.count() >= 5);
    }

    void checkNowAsksOnceUntilTheAnswerComes()
    {
        test::PendingDesk desk;
        auto charge = someCharge(u"1"_s, Status::Unknown);
        charge.nextCheckAt = desk.clock.nowUtc().addSecs(100);
        desk.list({charge});
        desk.sales.asked.clear();
        desk.model.checkNow(u"1"_s);
        desk.model.checkNow(u"1"_s);
        desk.model.checkNow(u"nobody"_s);
        QCOMPARE(desk.sales.asked, QStringList{u"check 1"_s});
        QVERIFY(!desk.model.rows().at(0).canCheck);
        QCOMPARE(desk.model.rows().at(0).nextCheck, u"Asking M-PESA…"_s);

        charge.lastCheckAt = desk.clock.nowUtc();
        Q_EMIT desk.sales.chargeChanged(charge);
        QVERIFY(desk.model.rows().at(0).canCheck);

        desk.model.checkNow(u"1"_s);   // held back by the query budget: the button comes back by itself
        desk.clock.advance(31s);
        desk.model.tick();
        QVERIFY(desk.model.rows().at(0).canCheck);
    }

    void promisesNoCheckThatNobodyMakes()
    {
        test::PendingDesk desk;
        auto blind = someCharge(u"1"_s, Status::Unknown);
        blind.hasCheckoutId = false;
        const auto over = someCharge(u"2"_s, Status::Unknown, 100, 60 * 30);   // the plan ended after 24 h
        desk.list({blind, over});
        QVERIFY(!desk.model.rows().at(0).canCheck);
        QCOMPARE(desk.model.rows().at(0).nextCheck, u"M-PESA cannot be asked about it."_s);
        QVERIFY(desk.model.rows().at(1).canCheck);
        QCOMPARE(desk.model.rows().at(1).nextCheck, u"No further check is planned."_s);
        QVERIFY(!desk.model.rows().at(1).state.says.contains(u"keep asking"_s));
    }

    void waitingBecomesCheckingWhenThePromptIsOver()
    {
        test::PendingDesk desk;
        auto charge = someCharge(u"1"_s, Status::Prompted, 100, 0);
        charge.acceptedAt = desk.clock.nowUtc();
        charge.nextCheckAt = desk.clock.nowUtc().addSecs(200);
        desk.list({charge});
        QCOMPARE(desk.model.rows().at(0).state.state.word, u"Waiting"_s);
        QSignalSpy changed(&desk.model, &ui::PendingViewModel::rowChanged);
        desk.clock.advance(80s);
        desk.model.tick();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.model.rows().at(0).state.state.word, u"Checking"_s);
        QCOMPARE(desk.model.rows().at(0).age, u"Asked 1 min ago"_s);
        QCOMPARE(desk.model.rows().at(0).nextCheck, u"Next check in 2 min"_s);
        desk.model.tick();
        QCOMPARE(changed.count(), 1);   // nothing new, nothing painted
    }

    void aClockSetBackShowsNoNegativeAge()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown, 100, 5)});
        desk.clock.jumpWallClock(-3600s);
        desk.model.tick();
        QCOMPARE(desk.model.rows().at(0).age, u"Asked just now"_s);
    }

    void badgeStopsAtNinetyNine()
    {
        test::PendingDesk desk;
        QList<sale::ChargeSnapshot> many;
        for (int i = 0; i < 120; ++i)
            many << someCharge(QString::number(i), Status::Unknown);
        desk.list(many);
        QCOMPARE(desk.model.badge(), u"99+"_s);
        QCOMPARE(desk.model.headline(), u"Open: 120"_s);
    }

    void nothingIsOpenOnlyWhenRefundsWereReadToo()
    {
        test::PendingDesk desk;
        desk.model.refresh();
        QCOMPARE(desk.refunds.asked, QStringList{u"list"_s});
        Q_EMIT desk.sales.pendingListed({});
        QCOMPARE(desk.model.headline(), u"Reading the list…"_s);
        Q_EMIT desk.refunds.refundsListed({test::someRefund(u"9"_s, refund::Status::Done)});
        QCOMPARE(desk.model.headline(), u"Nothing is open"_s);
    }

    void openRefundsStandBelowTheCharges()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown, 100, 90)},
                  {test::someRefund(u"7"_s, refund::Status::Accepted, 80, 9), test::someRefund(u"8"_s, refund::Status::Conflict, 560, 3), test::someRefund(u"9"_s, refund::Status::Done)});
        QCOMPARE(desk.model.rows().size(), 3);
        QCOMPARE(desk.model.badge(), u"3"_s);
        const ui::PendingRow &unknown = desk.model.rows().at(1);
        QCOMPARE(unknown.refundId, u"8"_s);
        QCOMPARE(unknown.state.state.word, u"Refund unknown"_s);   // "Unknown" alone would be the payment's
        QCOMPARE(unknown.state.state.tone, ui::Tone::Unknown);
        QVERIFY(unknown.reference.contains(u"TESTK00008"_s));
        QVERIFY(!unknown.canCheck && !unknown.canLook && !unknown.canShowCode && !unknown.canDecide);   // it is acted on among the refunds
        QCOMPARE(desk.model.rows().at(2).state.state.word, u"Refund pending"_s);
        QCOMPARE(desk.model.summary(), u"Unknown 1 · Refund unknown 1 · Refund pending 1"_s);

        QSignalSpy removed(&desk.model, &ui::PendingViewModel::rowRemoved);
        Q_EMIT desk.refunds.refundChanged(test::someRefund(u"8"_s, refund::Status::Done, 560, 3));
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.first().first().toInt(), 1);
        QSignalSpy inserted(&desk.model, &ui::PendingViewModel::rowInserted);
        Q_EMIT desk.refunds.refundStarted(u"t"_s, test::someRefund(u"10"_s, refund::Status::Journaled, 5, 0));
        Q_EMIT desk.refunds.refundStarted(u"t"_s, test::someRefund(u"10"_s, refund::Status::Journaled, 5, 0));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().first().toInt(), 1);
        Q_EMIT desk.sales.charged(u"t"_s, someCharge(u"2"_s, Status::Journaled, 5, 0));   // a charge comes above all of them
        QCOMPARE(desk.model.rows().at(0).chargeId, u"2"_s);
        QCOMPARE(desk.model.rows().at(2).refundId, u"10"_s);
    }

    void aLookIntoTheListIsAskedOnceAndForTwoDays()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown), someCharge(u"2"_s, Status::Journaled)});
        desk.model.lookInList(u"1"_s);
        desk.model.lookInList(u"1"_s);
        desk.model.lookInList(u"2"_s);   // its request is on the way still
        desk.model.lookInList(u"nobody"_s);
        QCOMPARE(desk.account.asked, QStringList{u"pull 48"_s});
        const ui::PendingRow *row = desk.model.row(u"1"_s);
        QVERIFY(!row->canLook);
        QVERIFY(row->lookup.contains(u"last 48 hours"_s));
        enquiry::PullSnapshot pull;
        pull.records = 40;
        Q_EMIT desk.account.pullChanged(desk.account.lastTicket, pull);
        QVERIFY(desk.model.row(u"1"_s)->lookup.contains(u"40 payments so far"_s));
        Q_EMIT desk.account.pullChanged(u"somebody else's"_s, pull);
        QCOMPARE(desk.model.row(u"2"_s)->lookup, QString());
    }

    void whatIsNotInTheListIsNotProvenUnpaid()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown)});
        desk.model.lookInList(u"1"_s);
        Q_EMIT desk.account.pullChanged(desk.account.lastTicket, pulled(desk, 128));
        const ui::PendingRow *row = desk.model.row(u"1"_s);
        QCOMPARE(row->lookup, u"Looked through 128 payments of the last 48 hours at 11:00: it is not among them. That is no proof that it was not paid."_s);
        QCOMPARE(row->state.state.word, u"Unknown"_s);
        QVERIFY(row->canLook);
    }

    void noListIsNeverAnEmptyList_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("no data") << 0;
        QTest::newRow("nothing in it") << 1;
        QTest::newRow("cannot be asked") << 2;
        QTest::newRow("not read to its end") << 3;
        QTest::newRow("not allowed") << 4;
    }
    void noListIsNeverAnEmptyList()
    {
        using Outcome = enquiry::PullSnapshot::Outcome;
        QFETCH(int, how);
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown)});
        desk.model.lookInList(u"1"_s);
        const QString ticket = desk.account.lastTicket;
        if (how == 2 || how == 4)
            Q_EMIT desk.account.accountRefused(ticket, {how == 2 ? FailureCode::NotSupported : FailureCode::NotAllowed, {}});
        else
            Q_EMIT desk.account.pullChanged(ticket, pulled(desk, how == 3 ? 12 : 0, how == 0 ? Outcome::NoData : how == 3 ? Outcome::Failed : Outcome::Done));
        const ui::PendingRow *row = desk.model.row(u"1"_s);
        QVERIFY2(how == 4 || row->lookup.contains(u"says nothing about this payment"_s), qPrintable(row->lookup));
        QVERIFY2(!row->lookup.contains(u"0 payments"_s) && !row->lookup.contains(u"not among"_s), qPrintable(row->lookup));
        QVERIFY(row->canLook);   // it may be tried again
        if (how < 3)
            QCOMPARE(row->lookup, u"M-PESA has no list for this shop, or may not be asked for it. That says nothing about this payment."_s);
    }

    void theListCannotTellWhatIsOlderThanItReaches()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown, 100, 50 * 60)});
        desk.model.lookInList(u"1"_s);
        Q_EMIT desk.account.pullChanged(desk.account.lastTicket, pulled(desk, 128));
        QCOMPARE(desk.model.row(u"1"_s)->lookup, u"It is older than the 48 hours that M-PESA's list reaches back, so the list cannot tell."_s);
    }

    void whatTheListFoundStaysToBeReadAndIsCountedNoMore()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown), someCharge(u"2"_s, Status::Unknown)});
        desk.model.lookInList(u"1"_s);
        auto found = someCharge(u"1"_s, Status::Paid);
        found.state.receipt = u"TESTFOUND1"_s;
        found.state.evidence = sale::Evidence::Pull;
        Q_EMIT desk.sales.chargeChanged(found);
        Q_EMIT desk.account.pullChanged(desk.account.lastTicket, pulled(desk, 128));
        const ui::PendingRow *row = desk.model.row(u"1"_s);
        QVERIFY(row);
        QCOMPARE(row->state.state.word, u"Paid"_s);
        QCOMPARE(row->lookup, u"Found in M-PESA's list. Receipt TESTFOUND1."_s);
        QVERIFY(!row->canCheck && !row->canLook && !row->canShowCode && !row->canDecide);
        QCOMPARE(desk.model.badge(), u"1"_s);
        QCOMPARE(desk.model.summary(), u"Unknown 1"_s);
        desk.list({someCharge(u"2"_s, Status::Unknown)});
        QVERIFY(!desk.model.row(u"1"_s));
    }

    void aManagersDecisionNeedsAReasonAndASecondPerson()
    {
        test::PendingDesk desk;
        QSignalSpy wanted(&desk.model.decision(), &ui::DecisionViewModel::approvalWanted);
        desk.list({someCharge(u"1"_s, Status::Unknown), someCharge(u"2"_s, Status::Prompted)});
        desk.sales.asked.clear();
        desk.model.openDecision(u"2"_s);   // the prompt is on the phone still
        QVERIFY(!desk.model.decision().isOpen());
        desk.model.openDecision(u"1"_s);
        QVERIFY(desk.model.decision().isOpen());
        desk.model.decision().choose(true);
        QCOMPARE(wanted.count(), 0);
        desk.model.decision().setReason(u"seen on the phone"_s);
        desk.model.decision().choose(true);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        QCOMPARE(request.purpose, people::Purpose::Decide);
        QCOMPARE(request.subject, u"1"_s);
        QCOMPARE(request.requester, u"amina"_s);
        QVERIFY(wanted.first().last().toString().contains(u"KES 1,250"_s));
        QVERIFY(desk.sales.asked.isEmpty());
        desk.model.decision().approvalGiven(request.ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(desk.sales.asked, QStringList{u"decide 1 accept seen on the phone amina g1"_s});

        Q_EMIT desk.sales.decisionRefused(desk.sales.decisionTicket, {FailureCode::NotAllowed, {}});
        QCOMPARE(desk.model.decision().stage(), ui::DecisionViewModel::Stage::Form);
        QVERIFY(!desk.model.decision().notice().isEmpty());
        desk.model.decision().choose(false);
        desk.model.decision().approvalGiven(wanted.last().first().value<people::ApprovalRequest>().ticket, {u"g2"_s, u"njeri"_s, false});
        QCOMPARE(desk.sales.asked.last(), u"decide 1 close seen on the phone amina g2"_s);
        Q_EMIT desk.sales.decided(desk.sales.decisionTicket, someCharge(u"1"_s, Status::ClosedByManager));
        QVERIFY(!desk.model.decision().isOpen());
    }

    void evidenceThatComesFirstLeavesNothingToDecide()
    {
        test::PendingDesk desk;
        desk.list({someCharge(u"1"_s, Status::Unknown)});
        desk.model.openDecision(u"1"_s);
        auto paid = someCharge(u"1"_s, Status::Paid);
        paid.state.receipt = u"TESTPAID01"_s;
        Q_EMIT desk.sales.chargeChanged(paid);
        QVERIFY(!desk.model.decision().isOpen());
        QVERIFY(desk.model.rows().isEmpty());
    }

    void whereNobodyCanBeAskedTheRowSaysSoAndTheCodeIsLeft()
    {
        test::TestClock clock;
        test::ListSales sales;
        test::ListRefunds refunds;
        test::ListAccounts account;
        ui::PendingViewModel model({sales, refunds, account}, clock, u"amina"_s, test::kcb());
        auto waiting = someCharge(u"1"_s, Status::Prompted);
        auto unknown = someCharge(u"2"_s, Status::Unknown, 100, 20);
        waiting.hasCheckoutId = unknown.hasCheckoutId = false;
        Q_EMIT sales.pendingListed({waiting, unknown});
        QVERIFY(!model.offersCheck() && !model.offersLook());
        QVERIFY(model.limitsWords().contains(u"cannot be asked"_s));
        for (const ui::PendingRow &row : model.rows()) {
            QVERIFY(!row.canCheck && !row.canLook && row.canShowCode);
            QVERIFY(row.lastCheck.isEmpty());   // "not asked yet" would promise that it will be
            QVERIFY2(row.state.says.contains(u"code"_s), qPrintable(row.state.says));
            QVERIFY2(!row.state.says.contains(u"We ask"_s) && !row.state.says.contains(u"keep asking"_s), qPrintable(row.state.says));
        }
    }
};

QTEST_GUILESS_MAIN(TestPendingViewModel)
#include "tst_pending_view_model.moc"
