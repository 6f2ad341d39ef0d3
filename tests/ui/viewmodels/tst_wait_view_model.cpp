#include "ui/viewmodels/wait_view_model.h"

#include "tests/ui/support/counter_sales.h"
#include "tests/ui/support/ways.h"
#include "ui/viewmodels/state_words.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunta;
using namespace kaunta::ui;
using namespace Qt::StringLiterals;

class TestWaitViewModel final : public QObject
{
    Q_OBJECT

    static sale::ChargeSnapshot journaled(const Clock &clock)
    {
        test::CounterSales sales;
        sale::ChargeOrder order;
        order.amount = Money::fromWhole(1250);
        order.phone = *Msisdn::parse(u"0722000000"_s);
        order.reference = u"INV1"_s;
        sales.orders << order;
        return sales.accept(clock);
    }

private Q_SLOTS:
    void claimsOnlyWhatIsProven()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        auto charge = journaled(clock);
        model.show(charge);
        QCOMPARE(model.stateWord(), u"Sending"_s);
        QCOMPARE(model.steps().at(0).state, StepRow::State::Active);
        QCOMPARE(model.steps().at(1).state, StepRow::State::Todo);
        QVERIFY(!model.canCheck());   // nothing to ask by yet

        clock.advance(std::chrono::seconds{1});
        model.update(sales.prompt(charge, clock));
        QCOMPARE(model.stateWord(), u"Waiting"_s);
        const QList<StepRow> steps = model.steps();
        QCOMPARE(steps.size(), 3);   // no step "the customer types the PIN": nobody tells us
        QCOMPARE(steps.at(0), (StepRow{StepRow::State::Done, u"Sent to M-PESA"_s, u"11:00:01"_s}));
        QCOMPARE(steps.at(1).state, StepRow::State::Active);
        QCOMPARE(steps.at(2).state, StepRow::State::Todo);
        QCOMPARE(model.sayText(), u"“Please enter your M-PESA PIN.”"_s);
    }

    void atThePromptsEndItSaysCheckingNeverFailed()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        model.show(sales.prompt(journaled(clock), clock));
        QSignalSpy changed(&model, &WaitViewModel::changed);
        clock.advance(std::chrono::seconds{18});
        model.tick();
        QCOMPARE(model.elapsedText(), u"0:18"_s);
        QVERIFY(model.promptEndText().contains(u"0:42"_s));
        QCOMPARE(changed.count(), 0);
        clock.advance(std::chrono::seconds{42});
        model.tick();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.stateWord(), u"Checking"_s);
        QCOMPARE(model.elapsedText(), u"1:00"_s);
        clock.advance(std::chrono::hours{1});
        model.tick();
        QCOMPARE(model.stateWord(), u"Checking"_s);
        QStringList everything{model.stateWord(), model.promptEndText(), model.sayText(), model.leaveText()};
        for (const StepRow &row : model.steps())
            everything << row.text;
        for (const QString &text : everything)
            QVERIFY2(!text.contains(u"fail"_s, Qt::CaseInsensitive) && !text.contains(u"paid"_s, Qt::CaseInsensitive), qPrintable(text));
    }

    void clocksDoNotListenToTheWall()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        model.show(sales.prompt(journaled(clock), clock));
        clock.advance(std::chrono::seconds{10});
        clock.jumpWallClock(std::chrono::hours{-5});
        QCOMPARE(model.elapsedText(), u"0:10"_s);
        clock.jumpWallClock(std::chrono::hours{9});
        QCOMPARE(model.elapsedText(), u"0:10"_s);
        QVERIFY(!model.promptIsOver());
    }

    void aChargeFromBeforeCountsFromItsOwnTime()
    {
        test::TestClock clock;
        test::CounterSales sales;
        const auto charge = sales.prompt(journaled(clock), clock);
        clock.advance(std::chrono::minutes{3});
        WaitViewModel model(sales, clock, test::kenya());
        model.show(charge);
        QCOMPARE(model.elapsedText(), u"3:00"_s);
        QCOMPARE(model.stateWord(), u"Checking"_s);
    }

    void checkAsksOnceUntilTheAnswer()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        auto charge = sales.prompt(journaled(clock), clock);
        model.show(charge);
        model.check();
        model.check();
        QCOMPARE(sales.asked, QStringList{u"check c1"_s});
        QCOMPARE(model.nextCheckText(), u"Asking M-PESA now."_s);
        clock.advance(std::chrono::seconds{2});
        charge.lastCheckAt = clock.nowUtc();
        charge.timeline << sale::TimelineEntry{clock.nowUtc(), u"charge.query_pending"_s, u"500.001.1001"_s, u"The transaction is being processed"_s};
        model.update(charge);
        QVERIFY(model.canCheck());
        QCOMPARE(model.timeline().last(),
                 (TimelineRow{u"11:00:02"_s, u"asked M-PESA: still waiting"_s, u"500.001.1001 · The transaction is being processed"_s}));
        // A question that the budget holds back does not lock the button for ever.
        model.check();
        clock.advance(std::chrono::seconds{15});
        model.tick();
        QVERIFY(model.canCheck());
    }

    void leavingStopsTheWaitingAndSaysSo()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        model.show(sales.prompt(journaled(clock), clock));
        QSignalSpy left(&model, &WaitViewModel::left);
        QVERIFY(model.leaveText().contains(u"A1-0142"_s) && model.leaveText().contains(u"Pending"_s));
        QVERIFY(!model.leaveText().contains(u"cancel"_s, Qt::CaseInsensitive));   // the prompt cannot be recalled
        model.leave();
        QCOMPARE(left.count(), 1);
        QCOMPARE(sales.asked, QStringList{u"stop c1"_s});
    }

    void anotherChargesNewsChangesNothing()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kenya());
        auto charge = sales.prompt(journaled(clock), clock);
        model.show(charge);
        charge.chargeId = u"c2"_s;
        charge.amount = Money::fromWhole(9);
        model.update(charge);
        QCOMPARE(model.amountText(), u"KES 1,250"_s);
    }

    void everyJournalKindHasWords()
    {
        // All events of the machine, by walking the variant: a new one without words fails here.
        const auto kinds = []<std::size_t... I>(std::index_sequence<I...>) {
            return QStringList{sale::eventName(sale::Event(std::in_place_index<I>))...};
        }(std::make_index_sequence<std::variant_size_v<sale::Event>>());
        for (const QString &kind : kinds)
            QVERIFY2(timelineWords({{}, kind, {}, {}}) != kind, qPrintable(kind));
        QCOMPARE(timelineWords({{}, u"from.a.later.version"_s, {}, {}}), u"from.a.later.version"_s);
    }

    void whereNobodyCanBeAskedItWaitsForTheReportAndThenForACode()
    {
        test::TestClock clock;
        test::CounterSales sales;
        WaitViewModel model(sales, clock, test::kcb());
        model.show(sales.prompt(journaled(clock), clock));
        QVERIFY(!model.offersCheck() && !model.canCheck());
        QVERIFY(model.nextCheckText().startsWith(u"KCB Buni reports by itself"_s));
        QVERIFY(!model.offersCode());   // the customer may be typing the PIN
        clock.advance(std::chrono::minutes{2});
        model.tick();
        QCOMPARE(model.stateWord(), u"Waiting"_s);   // nothing is being checked
        QCOMPARE(model.steps().at(1).text, u"Waiting for M-PESA's report"_s);
        QVERIFY(model.offersCode());
        QVERIFY(model.sayText().contains(u"code"_s));
        QVERIFY(!model.leaveText().contains(u"keep checking"_s));
        model.check();
        QVERIFY(!model.isAsking());
    }
};
QTEST_GUILESS_MAIN(TestWaitViewModel)
#include "tst_wait_view_model.moc"
