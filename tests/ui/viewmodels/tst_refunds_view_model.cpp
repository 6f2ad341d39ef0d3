#include "tests/ui/support/refund_fakes.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/refunds_view_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using refund::Status;
using test::someRefund;
using Model = ui::RefundsViewModel;

namespace {

QStringList ids(const Model &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found << model.index(row, 0).data(Model::RefundIdRole).toString();
    return found;
}

QString total(const Model &model, const QString &word)
{
    for (const ui::DayTotal &line : model.totals())
        if (line.word == word)
            return u"%1 %2"_s.arg(line.count).arg(line.amount);
    return {};
}

constexpr int kDay = 24 * 60;

} // namespace

class TestRefundsViewModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyProvenOnesCountAsRefunded()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        QAbstractItemModelTester tester(&model);
        model.refresh();
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Done, 100), someRefund(u"2"_s, Status::Accepted, 200), someRefund(u"3"_s, Status::Unknown, 300),
                                      someRefund(u"4"_s, Status::Conflict, 400), someRefund(u"5"_s, Status::DoneByManager, 500), someRefund(u"6"_s, Status::Refused, 600),
                                      someRefund(u"7"_s, Status::Journaled, 700), someRefund(u"8"_s, Status::NotSent, 800), someRefund(u"9"_s, Status::ClosedByManager, 900)});
        QCOMPARE(model.totals().first().word, u"Refunded"_s);
        QCOMPARE(total(model, u"Refunded"_s), u"1 KES 100"_s);
        QCOMPARE(total(model, u"Refund pending"_s), u"2 KES 900"_s);   // accepted and on its way
        QCOMPARE(total(model, u"Unknown"_s), u"2 KES 700"_s);
        QCOMPARE(total(model, u"Back, no proof"_s), u"1 KES 500"_s);
        QCOMPARE(total(model, u"Not refunded"_s), u"2 KES 1,400"_s);
        QCOMPARE(model.openCount(), 4);
        int rows = 0;
        for (const ui::DayTotal &line : model.totals())
            rows += line.count;
        QCOMPARE(rows, 9);   // none is left out
        Q_EMIT refunds.refundChanged(someRefund(u"2"_s, Status::Done, 200));
        QCOMPARE(total(model, u"Refunded"_s), u"2 KES 300"_s);
        QCOMPARE(model.openCount(), 3);
    }

    void whatIsOpenStaysInSightWhateverThePeriod()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        Q_EMIT refunds.refundsListed({someRefund(u"old"_s, Status::Done, 100, 20 * kDay), someRefund(u"lost"_s, Status::Unknown, 100, 90 * kDay),
                                      someRefund(u"week"_s, Status::Done, 100, 3 * kDay), someRefund(u"now"_s, Status::Refused, 100, 3)});
        QCOMPARE(ids(model), (QStringList{u"now"_s, u"week"_s, u"lost"_s}));
        model.setPeriod(Model::Period::Today);
        QCOMPARE(ids(model), (QStringList{u"now"_s, u"lost"_s}));
        QCOMPARE(total(model, u"Refunded"_s), u"0 KES 0"_s);   // the totals count the same
        model.setPeriod(Model::Period::All);
        QCOMPARE(ids(model), (QStringList{u"now"_s, u"week"_s, u"old"_s, u"lost"_s}));
        QCOMPARE(model.index(2, Model::Time).data().toString(), u"2 Nov 11:00"_s);   // another day is named
    }

    void findsByBothReceiptsPhoneAmountNameAndReason_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("payment's receipt") << u"testk00001"_s;
        QTest::newRow("refund's receipt") << u"TESTR00001"_s;
        QTest::newRow("sale") << u"0001"_s;
        QTest::newRow("phone end") << u"413"_s;
        QTest::newRow("amount") << u"4,321"_s;
        QTest::newRow("who asked") << u"otieno"_s;
        QTest::newRow("reason") << u"sugar"_s;
        QTest::newRow("two words") << u"sugar 413"_s;
    }
    void findsByBothReceiptsPhoneAmountNameAndReason()
    {
        QFETCH(QString, typed);
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        auto wanted = someRefund(u"1"_s, Status::Done, 4321);
        wanted.phoneMasked = u"0110 … 413"_s;
        wanted.requestedBy = u"otieno"_s;
        wanted.reason = u"Wrong amount - sugar"_s;
        Q_EMIT refunds.refundsListed({wanted, someRefund(u"2"_s, Status::Done), someRefund(u"3"_s, Status::Refused)});
        model.setFilter(typed);
        QCOMPARE(ids(model), QStringList{u"1"_s});
        model.setFilter(u"nothing like it"_s);
        QVERIFY(model.emptyWords().contains(u"nothing like it"_s));
        model.reveal(u"3"_s);   // from elsewhere: neither filter nor period hides it
        QVERIFY(model.rowOf(u"3"_s) >= 0);
    }

    void newOnesAndNewsFindTheirPlace()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        QAbstractItemModelTester tester(&model);
        Q_EMIT refunds.refundChanged(someRefund(u"1"_s, Status::Accepted));   // before there is a list
        QCOMPARE(model.rowCount(), 0);
        model.refresh();
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Accepted, 100, 10)});
        Q_EMIT refunds.refundChanged(someRefund(u"2"_s, Status::Accepted, 100, 2));   // quicker than its start
        Q_EMIT refunds.refundStarted(u"t"_s, someRefund(u"2"_s, Status::Journaled, 100, 2));
        QCOMPARE(ids(model), (QStringList{u"2"_s, u"1"_s}));
        QCOMPARE(model.index(0, Model::State).data().toString(), u"Refund pending"_s);
        Q_EMIT refunds.refundStarted(u"t"_s, someRefund(u"3"_s, Status::Journaled, 100, 0));
        QCOMPARE(ids(model).first(), u"3"_s);
        QSignalSpy reset(&model, &Model::modelReset);
        Q_EMIT refunds.refundChanged(someRefund(u"1"_s, Status::Done, 100, 10));
        QCOMPARE(reset.count(), 0);   // the list does not jump for a word
        QCOMPARE(model.detail(u"1"_s).state.state.word, u"Refunded"_s);
    }

    void theDetailTellsTheWholeStory()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        auto refused = someRefund(u"1"_s, Status::Refused, 1250, 2 * kDay);
        refused.providerText = u"The balance is insufficient for the transaction."_s;
        Q_EMIT refunds.refundsListed({refused, someRefund(u"2"_s, Status::Accepted)});
        const ui::RefundDetail detail = model.detail(u"1"_s);
        QCOMPARE(detail.payment, u"Receipt TESTK00001 · Sale A1-0001 · 0722 … 000"_s);
        QCOMPARE(detail.people, u"Asked for by amina, approved by njeri"_s);
        QCOMPARE(detail.timeline.size(), 3);
        QVERIFY(detail.timeline.first().says.startsWith(u"20 Nov: "_s));   // it may take days
        QVERIFY(detail.smallPrint.contains(u"insufficient"_s));
        QVERIFY(detail.nextCheck.isEmpty() && !detail.offersCheck && !detail.offersDecision);
        QCOMPARE(model.detail(u"2"_s).nextCheck, u"Next check in 18 s"_s);
        QVERIFY(model.detail(u"nobody"_s).refundId.isEmpty());
    }

    void checkNowAsksOnceUntilThereIsNews()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        auto blind = someRefund(u"3"_s, Status::Unknown);
        blind.canAsk = false;
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Accepted), someRefund(u"2"_s, Status::Done), blind});
        refunds.asked.clear();
        for (const QString &id : {u"1"_s, u"1"_s, u"2"_s, u"3"_s, u"nobody"_s})
            model.checkNow(id);
        QCOMPARE(refunds.asked, QStringList{u"check 1"_s});
        QCOMPARE(model.detail(u"1"_s).nextCheck, u"Asking M-PESA…"_s);
        Q_EMIT refunds.refundChanged(someRefund(u"1"_s, Status::Accepted));
        QVERIFY(model.detail(u"1"_s).canCheck);
        model.checkNow(u"1"_s);
        clock.advance(30s);
        QVERIFY(model.detail(u"1"_s).canCheck);
        QCOMPARE(model.detail(u"3"_s).nextCheck, u"M-PESA cannot be asked about it."_s);
    }

    void aManagerDecidesWithAReasonAndASecondPerson()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        QSignalSpy wanted(&model.decision(), &ui::DecisionViewModel::approvalWanted);
        model.refresh();
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Unknown), someRefund(u"2"_s, Status::Accepted)});
        model.openDecision(u"2"_s);   // it is still on its way: nothing to decide
        QVERIFY(!model.decision().isOpen());
        model.openDecision(u"1"_s);
        refunds.asked.clear();
        model.decision().choose(true);
        QCOMPARE(wanted.count(), 0);   // no reason yet
        model.decision().setReason(u" seen in the  portal "_s);
        model.decision().choose(true);
        model.decision().choose(false);   // a second press
        QCOMPARE(wanted.count(), 1);
        const auto request = wanted.first().first().value<people::ApprovalRequest>();
        QCOMPARE(request.purpose, people::Purpose::Decide);
        QCOMPARE(request.subject, u"1"_s);
        QCOMPARE(request.requester, u"amina"_s);
        QVERIFY(wanted.first().at(1).toString().contains(u"went back"_s));
        model.decision().approvalGiven(u"other"_s, {u"g"_s, u"njeri"_s, false});
        QVERIFY(refunds.asked.isEmpty());
        model.decision().approvalGiven(request.ticket, {u"g1"_s, u"njeri"_s, false});
        model.decision().approvalGiven(request.ticket, {u"g1"_s, u"njeri"_s, false});
        QCOMPARE(refunds.asked, QStringList{u"decide 1 back seen in the portal amina g1"_s});
        model.openDecision(u"1"_s);   // while it is carried out
        model.decision().close();
        QCOMPARE(model.decision().stage(), ui::DecisionViewModel::Stage::Sending);
        Q_EMIT refunds.refundChanged(someRefund(u"1"_s, Status::Unknown));   // a planned check came to nothing meanwhile
        QVERIFY(model.decision().isOpen());
        Q_EMIT refunds.refundRefused(refunds.decisionTicket, {FailureCode::NotAllowed, {}});
        QCOMPARE(model.decision().stage(), ui::DecisionViewModel::Stage::Form);
        QVERIFY(!model.decision().notice().isEmpty());
        QCOMPARE(model.decision().reason(), u"seen in the portal"_s);
        model.decision().choose(false);
        QVERIFY(wanted.last().at(1).toString().contains(u"did not go back"_s));
        const auto second = wanted.last().first().value<people::ApprovalRequest>();
        QVERIFY(second.ticket != request.ticket);
        model.decision().approvalCancelled(second.ticket);
        model.decision().approvalGiven(second.ticket, {u"g2"_s, u"njeri"_s, false});   // too late
        QCOMPARE(refunds.asked.size(), 1);
    }

    void proofThatComesMeanwhileEndsTheDecision()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        QSignalSpy wanted(&model.decision(), &ui::DecisionViewModel::approvalWanted);
        model.refresh();
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Unknown)});
        refunds.asked.clear();
        model.openDecision(u"1"_s);
        model.decision().setReason(u"not in the portal"_s);
        model.decision().choose(false);
        Q_EMIT refunds.refundChanged(someRefund(u"1"_s, Status::Done));
        QVERIFY(!model.decision().isOpen());
        model.decision().approvalGiven(wanted.first().first().value<people::ApprovalRequest>().ticket, {u"g"_s, u"njeri"_s, false});
        QVERIFY(refunds.asked.isEmpty());   // the PIN came too late to decide against the proof
    }

    void midnightEndsToday()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        model.setPeriod(Model::Period::Today);
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Done), someRefund(u"2"_s, Status::Unknown)});
        clock.advance(13h);   // 21:00 UTC: the shop's next day
        model.tick();
        QCOMPARE(ids(model), QStringList{u"2"_s});
        QCOMPARE(total(model, u"Refunded"_s), u"0 KES 0"_s);
    }

    void aLongListSaysThatItIsCut()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kenya());
        model.refresh();
        QList<refund::RefundSnapshot> many;
        for (int i = 0; i < Model::kMostListed; ++i)
            many << someRefund(QString::number(i), Status::Done, 1, i);
        QVERIFY(model.limitWords().isEmpty());
        Q_EMIT refunds.refundsListed(many);
        QVERIFY(model.limitWords().contains(u"500"_s));
    }

    void anEmptyListIsCountedInTheShopsOwnMoney()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::ethiopia());
        Q_EMIT refunds.refundsListed({});
        QVERIFY(model.offersNew());
        QCOMPARE(total(model, u"Refunded"_s), u"0 ETB 0"_s);
    }

    void aWayThatSendsNothingBackSaysSoAndWhatToDo()
    {
        test::ListRefunds refunds;
        test::TestClock clock;
        Model model(refunds, clock, u"amina"_s, test::kcb());
        Q_EMIT refunds.refundsListed({});
        QVERIFY(!model.offersNew());
        QVERIFY(model.emptyWords().startsWith(u"KCB Buni cannot send money back"_s));
        Q_EMIT refunds.refundsListed({someRefund(u"1"_s, Status::Done, 100, 1)});   // of the time before
        QVERIFY(model.limitWords().startsWith(u"KCB Buni cannot"_s));
    }
};

QTEST_GUILESS_MAIN(TestRefundsViewModel)
#include "tst_refunds_view_model.moc"
