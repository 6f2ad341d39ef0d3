#include "tests/ui/support/refund_fakes.h"
#include "ui/viewmodels/refund_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using refund::Status;
using test::someOffer;
using test::someRefund;
using Stage = ui::RefundViewModel::Stage;

namespace {

struct Desk {
    Desk() { QObject::connect(&model, &ui::RefundViewModel::approvalWanted, &model, [this](const people::ApprovalRequest &request, const QString &words) {
        requests << request;
        what = words;
    }); }
    void offer(const refund::RefundOffer &told = someOffer())
    {
        model.start(told.receipt);
        Q_EMIT refunds.refundOffered(told);
    }
    void fill()
    {
        offer();
        model.setReasonIndex(2);
    }
    void approve() { model.approvalGiven(requests.last().ticket, {u"g1"_s, u"njeri"_s, false}); }
    void send()
    {
        fill();
        model.askApproval();
        approve();
    }

    test::TestClock clock;
    test::ListRefunds refunds;
    ui::RefundViewModel model{refunds, clock, u"amina"_s};
    QList<people::ApprovalRequest> requests;
    QString what;
};

} // namespace

class TestRefundViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksWhetherItIsPossibleBeforeAnybodyTypesAPin()
    {
        Desk desk;
        desk.model.start(u" testk01 qx1 "_s);   // as a hand types it
        QCOMPARE(desk.refunds.asked, QStringList{u"may TESTK01QX1"_s});
        QCOMPARE(desk.model.stage(), Stage::Looking);
        desk.model.setReasonIndex(0);
        desk.model.askApproval();
        QVERIFY(desk.requests.isEmpty());
        desk.model.start(u"TESTK01QX1"_s);   // a second press
        QCOMPARE(desk.refunds.asked.size(), 1);
        Q_EMIT desk.refunds.refundOffered(someOffer(u"TESTOTHER1"_s));   // the answer to another question
        QCOMPARE(desk.model.stage(), Stage::Looking);
        Q_EMIT desk.refunds.refundOffered(someOffer());
        QCOMPARE(desk.model.stage(), Stage::Form);
        QCOMPARE(desk.model.amountText(), u"KES 1,250"_s);
        QCOMPARE(desk.model.toWhom(), u"to 0722 … 000"_s);
        QCOMPARE(desk.model.paymentText(), u"Receipt TESTK01QX1 · Sale A1-0142 · Paid 10:30"_s);
    }

    void whatIsNotPossibleSaysWhyAndEndsThere()
    {
        Desk desk;
        auto offer = someOffer();
        offer.possible = false;
        offer.failure = {FailureCode::CallbackNotTested, {}};
        desk.offer(offer);
        QCOMPARE(desk.model.stage(), Stage::NotPossible);
        QVERIFY(desk.model.notice().says.contains(u"nothing was sent"_s));
        QVERIFY(!desk.model.notice().next.isEmpty());
        QVERIFY(desk.model.notice().action.isEmpty());
        desk.model.setReasonIndex(0);
        desk.model.askApproval();
        QVERIFY(desk.requests.isEmpty());
    }

    void theRefundThatStandsInTheWayCanBeSeen()
    {
        Desk desk;
        QSignalSpy shown(&desk.model, &ui::RefundViewModel::refundShown);
        auto offer = someOffer();
        offer.possible = false;
        offer.failure = {FailureCode::RefundExists, {}};
        offer.refundId = u"r7"_s;
        desk.offer(offer);
        QVERIFY(!desk.model.notice().action.isEmpty());
        desk.model.showBlocking();
        desk.model.showBlocking();
        QCOMPARE(shown.count(), 1);
        QCOMPARE(shown.first().first().toString(), u"r7"_s);
        QCOMPARE(desk.model.stage(), Stage::Closed);
    }

    void aReasonIsNeeded()
    {
        Desk desk;
        desk.offer();
        QVERIFY(!desk.model.canAskApproval());
        desk.model.setReasonIndex(2);
        QVERIFY(desk.model.canAskApproval());
        QCOMPARE(desk.model.reason(), u"Goods returned"_s);
        desk.model.setNote(u"  size  42 "_s);
        QCOMPARE(desk.model.reason(), u"Goods returned - size 42"_s);
        desk.model.setNote(u"ጫማ"_s);   // M-PESA takes no such letters
        QVERIFY(!desk.model.noteProblem().isEmpty() && !desk.model.canAskApproval());
        desk.model.setNote(QString(90, u'x'));   // with the chosen words more than 100
        QVERIFY(!desk.model.noteProblem().isEmpty() && !desk.model.canAskApproval());
        const int another = static_cast<int>(desk.model.reasons().size()) - 1;
        desk.model.setReasonIndex(another);
        QVERIFY(desk.model.needsNote() && desk.model.canAskApproval());   // alone it fits
        QCOMPARE(desk.model.reason(), QString(90, u'x'));
        desk.model.setNote({});
        QVERIFY(!desk.model.canAskApproval());
        desk.model.setNote(u"a"_s);
        QVERIFY(!desk.model.canAskApproval());
    }

    void oneApprovalIsAskedForAndOneOrderSent()
    {
        Desk desk;
        desk.fill();
        desk.model.askApproval();
        desk.model.askApproval();   // a second Enter
        QCOMPARE(desk.requests.size(), 1);
        QCOMPARE(desk.requests.first().purpose, people::Purpose::Refund);
        QCOMPARE(desk.requests.first().subject, u"TESTK01QX1"_s);
        QCOMPARE(desk.requests.first().requester, u"amina"_s);
        QVERIFY(desk.what.contains(u"KES 1,250"_s) && desk.what.contains(u"0722 … 000"_s));
        desk.model.setNote(u"changed meanwhile"_s);   // what was approved is what is sent
        desk.approve();
        desk.approve();   // the dialog's signal twice
        QCOMPARE(desk.refunds.orders.size(), 1);
        const refund::RefundOrder &order = desk.refunds.orders.first();
        QCOMPARE(order.receipt, u"TESTK01QX1"_s);
        QCOMPARE(order.reason, u"Goods returned"_s);
        QCOMPARE(order.user, u"amina"_s);
        QCOMPARE(order.grant, u"g1"_s);
        desk.model.close();   // the answer is a moment away
        desk.model.choose();
        desk.model.start(u"TESTOTHER1"_s);
        QCOMPARE(desk.model.stage(), Stage::Sending);
    }

    void withoutAGrantNothingIsSent()
    {
        Desk desk;
        desk.fill();
        desk.model.askApproval();
        desk.model.approvalGiven(u"window-1"_s, {u"g9"_s, u"njeri"_s, false});   // somebody else's
        desk.model.approvalCancelled(u"window-1"_s);
        QCOMPARE(desk.model.stage(), Stage::Approving);
        const QString first = desk.requests.last().ticket;
        desk.model.approvalCancelled(first);
        QCOMPARE(desk.model.stage(), Stage::Form);
        QCOMPARE(desk.model.reason(), u"Goods returned"_s);   // nothing to type again
        desk.model.approvalGiven(first, {u"g1"_s, u"njeri"_s, false});   // too late
        QVERIFY(desk.refunds.orders.isEmpty());
        desk.model.askApproval();
        QVERIFY(desk.requests.last().ticket != first);
        desk.model.close();
        desk.approve();   // the PIN comes after the page was left
        QVERIFY(desk.refunds.orders.isEmpty());
    }

    void anOrderThatWasRefusedSaysSoAndMayBeTriedAgain()
    {
        Desk desk;
        desk.send();
        Q_EMIT desk.refunds.refundRefused(u"window-9"_s, {FailureCode::RequestFailed, {}});   // not ours
        QCOMPARE(desk.model.stage(), Stage::Sending);
        Q_EMIT desk.refunds.refundRefused(desk.refunds.orders.last().ticket, {FailureCode::LedgerFull, {}});
        QCOMPARE(desk.model.stage(), Stage::Form);
        QCOMPARE(desk.model.notice().tone, ui::Tone::Declined);
        desk.model.askApproval();
        QCOMPARE(desk.requests.size(), 2);   // with a PIN of its own
        QCOMPARE(desk.refunds.orders.size(), 1);
    }

    void acceptedIsNotRefunded()
    {
        Desk desk;
        desk.send();
        auto refund = someRefund(u"1"_s, Status::Journaled);
        Q_EMIT desk.refunds.refundStarted(desk.refunds.orders.last().ticket, refund);
        QCOMPARE(desk.model.stage(), Stage::Following);
        Q_EMIT desk.refunds.refundChanged(someRefund(u"1"_s, Status::Accepted));
        QCOMPARE(ui::refundListedState(desk.model.refund()).state.word, u"Refund pending"_s);
        Q_EMIT desk.refunds.refundChanged(someRefund(u"2"_s, Status::Done));   // another one's news
        QCOMPARE(desk.model.refund().state.status, Status::Accepted);
        Q_EMIT desk.refunds.refundChanged(someRefund(u"1"_s, Status::Done));
        QCOMPARE(ui::refundListedState(desk.model.refund()).state.word, u"Refunded"_s);
    }

    void newsThatIsQuickerThanTheOrdersOwnAnswerIsNotLost()
    {
        Desk desk;
        desk.send();
        auto mine = someRefund(u"1"_s, Status::Unknown);
        mine.receipt = u"TESTK01QX1"_s;
        auto earlier = someRefund(u"0"_s, Status::Conflict);   // an earlier try of the same receipt
        earlier.receipt = mine.receipt;
        Q_EMIT desk.refunds.refundChanged(mine);
        Q_EMIT desk.refunds.refundChanged(earlier);
        QCOMPARE(desk.model.stage(), Stage::Sending);
        Q_EMIT desk.refunds.refundStarted(desk.refunds.orders.last().ticket, someRefund(u"1"_s, Status::Journaled));
        QCOMPARE(desk.model.refund().refundId, u"1"_s);
        QCOMPARE(desk.model.refund().state.status, Status::Unknown);
    }

    void newsAboutThePaymentAsksAgainWhetherItIsPossible()
    {
        Desk desk;
        desk.fill();
        desk.refunds.asked.clear();
        auto other = someRefund(u"0"_s, Status::Done);
        other.receipt = u"TESTK01QX1"_s;
        Q_EMIT desk.refunds.refundChanged(other);
        QCOMPARE(desk.refunds.asked, QStringList{u"may TESTK01QX1"_s});
        auto offer = someOffer();
        offer.possible = false;
        offer.failure = {FailureCode::RefundExists, {}};
        Q_EMIT desk.refunds.refundOffered(offer);
        QCOMPARE(desk.model.stage(), Stage::NotPossible);
    }

    void checkNowAsksOnceAndOnlyWhatIsOpen()
    {
        Desk desk;
        desk.send();
        Q_EMIT desk.refunds.refundStarted(desk.refunds.orders.last().ticket, someRefund(u"1"_s, Status::Accepted));
        desk.refunds.asked.clear();
        desk.model.checkNow();
        desk.model.checkNow();
        QCOMPARE(desk.refunds.asked, QStringList{u"check 1"_s});
        QVERIFY(desk.model.offersCheck() && !desk.model.canCheck());
        desk.clock.advance(30s);
        desk.model.tick();
        QVERIFY(desk.model.canCheck());
        Q_EMIT desk.refunds.refundChanged(someRefund(u"1"_s, Status::Done));
        QVERIFY(!desk.model.offersCheck());
        auto blind = someRefund(u"1"_s, Status::Unknown);
        blind.canAsk = false;
        Q_EMIT desk.refunds.refundChanged(blind);
        QVERIFY(!desk.model.offersCheck());
    }

    void anotherUserAsksInHisOwnName()
    {
        Desk desk;
        desk.model.setUser(u"otieno"_s);
        desk.fill();
        desk.model.askApproval();
        QCOMPARE(desk.requests.last().requester, u"otieno"_s);
    }

    void everyStateHasItsWordAndOnlyProofIsCalledRefunded()
    {
        for (int i = 0; i <= static_cast<int>(Status::ClosedByManager); ++i) {
            const auto status = static_cast<Status>(i);
            const auto state = ui::refundListedState(someRefund(u"1"_s, status));
            QVERIFY(!state.state.word.isEmpty() && !state.says.isEmpty());
            QVERIFY(state.state.glyph != ui::Glyph::None);
            QCOMPARE(state.state.word == u"Refunded"_s, status == Status::Done);
            QCOMPARE(state.state.tone == ui::Tone::Unknown, status == Status::Unknown || status == Status::Conflict);
            QCOMPARE(ui::refundSteps(someRefund(u"1"_s, status)).size(), 4);
            refund::RefundState counted;
            counted.status = status;
            QCOMPARE(ui::countsAsRefunded(counted), status == Status::Done);
        }
    }

    void whatMayHaveGoneBackSaysDoNotPayInCash()
    {
        for (const Status status : {Status::Accepted, Status::Unknown, Status::Conflict})
            QVERIFY(ui::refundListedState(someRefund(u"1"_s, status)).says.contains(u"Do not refund it in cash"_s));
        auto over = someRefund(u"1"_s, Status::Unknown);
        over.nextCheckAt = {};
        QVERIFY(!ui::refundListedState(over).says.contains(u"keep asking"_s));   // no promise that nobody keeps
        over.canAsk = false;
        QVERIFY(ui::refundListedState(over).says.contains(u"Do not refund it in cash"_s));
    }

    void theStepsClaimNothingThatIsNotProven()
    {
        using S = ui::StepRow::State;
        auto lost = someRefund(u"1"_s, Status::Unknown);
        lost.acceptedAt = {};
        const auto steps = ui::refundSteps(lost);
        QCOMPARE(steps.at(2).state, S::Unclear);
        QCOMPARE(steps.at(3).state, S::Unclear);
        QCOMPARE(ui::refundSteps(someRefund(u"1"_s, Status::Accepted)).at(3).state, S::Active);
        QCOMPARE(ui::refundSteps(someRefund(u"1"_s, Status::NotSent)).at(1).state, S::Trouble);
        QCOMPARE(ui::refundSteps(someRefund(u"1"_s, Status::DoneByManager)).at(3).state, S::Unclear);
        const auto done = ui::refundSteps(someRefund(u"1"_s, Status::Done));
        QCOMPARE(done.at(3).state, S::Done);
        QVERIFY(done.at(3).text.contains(u"TESTR00001"_s));
        QCOMPARE(ui::refundPeople(someRefund(u"1"_s, Status::Done)), u"Asked for by amina, approved by njeri"_s);
        auto alone = someRefund(u"1"_s, Status::Done);
        alone.approvedBy = alone.requestedBy;
        alone.singlePerson = true;
        QVERIFY(ui::refundPeople(alone).contains(u"alone"_s));
    }

    void everyEventOfTheMachineHasWords()
    {
        using namespace refund::event;
        const QList<refund::Event> events{Approved{}, ReversalAccepted{}, ReversalFailed{Certainty::Unknown, false, {}}, ResultDone{}, ResultRefused{}, AlreadyReversed{false},
                                          ResultUnclear{}, ResultContradicts{}, QueueTimeout{}, WaitOver{}, Restarted{}, ManagerDone{}, ManagerClosed{}};
        QCOMPARE(static_cast<std::size_t>(events.size()), std::variant_size_v<refund::Event>);
        for (const refund::Event &event : events) {
            const QString kind = refund::eventName(event);
            QVERIFY2(ui::refundTimelineWords({{}, kind, {}, {}}) != kind, qPrintable(kind));
        }
    }

    void whoLeavesItGoesBackToWhereItWasBegun()
    {
        using Origin = ui::RefundViewModel::Origin;
        Desk desk;
        QSignalSpy left(&desk.model, &ui::RefundViewModel::left);
        const auto last = [&left] { return left.last().first().value<Origin>(); };
        desk.model.start(u"TESTK01QX1"_s, Origin::Payments);
        Q_EMIT desk.refunds.refundOffered(someOffer());
        desk.model.close();
        QCOMPARE(left.count(), 1);
        QCOMPARE(last(), Origin::Payments);
        desk.model.close();   // nothing is open any more
        QCOMPARE(left.count(), 1);
        desk.model.start(u"TESTK01QX1"_s, Origin::Counter);
        desk.model.close();
        QCOMPARE(last(), Origin::Counter);
        desk.model.choose();
        desk.model.close();
        QCOMPARE(last(), Origin::Refunds);
    }

    void whoIsLedToAnotherRefundDoesNotGoBack()
    {
        Desk desk;
        QSignalSpy left(&desk.model, &ui::RefundViewModel::left);
        QSignalSpy shown(&desk.model, &ui::RefundViewModel::refundShown);
        auto offer = someOffer();
        offer.possible = false;
        offer.refundId = u"139"_s;
        desk.model.start(offer.receipt, ui::RefundViewModel::Origin::Payments);
        Q_EMIT desk.refunds.refundOffered(offer);
        desk.model.showBlocking();
        QCOMPARE(shown.last().first().toString(), u"139"_s);
        QVERIFY(!desk.model.isOpen());
        desk.model.showListed(u"140"_s);   // from Pending or Payments
        QCOMPARE(shown.last().first().toString(), u"140"_s);
        desk.send();
        desk.model.showListed(u"140"_s);
        QCOMPARE(desk.model.stage(), Stage::Sending);   // what is being sent stays in sight
        QCOMPARE(left.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRefundViewModel)
#include "tst_refund_view_model.moc"
