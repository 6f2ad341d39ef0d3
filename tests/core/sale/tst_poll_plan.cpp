#include "core/sale/poll_plan.h"
#include "core/sale/query_budget.h"

#include <QTest>

using namespace kaunta::sale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ChargeState prompted()
{
    ChargeState state;
    state.status = Status::Prompted;
    return state;
}

//! The moments at which a charge is asked about when every question is asked on time and answered "pending".
QList<qint64> moments(milliseconds until, bool often)
{
    QList<qint64> seconds;
    milliseconds now{0};
    std::optional<milliseconds> askedAt;
    while (true) {
        Ages ages{now, 0ms, std::nullopt};
        if (askedAt)
            ages.sinceAsked = now - *askedAt;
        const auto question = nextQuestion(prompted(), ages, often);
        if (!question || now + question->in > until)
            return seconds;
        now += question->in;
        askedAt = now;
        seconds << now / 1s;
    }
}

} // namespace

class TestPollPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAtTheMomentsOfTheDesign()
    {
        QCOMPARE(moments(45min, false), (QList<qint64>{8, 20, 35, 50, 65, 90, 120, 180, 300, 600, 900, 1800, 2700}));
    }
    void asksMoreOftenOnlyWhileThePromptLives()
    {
        const auto often = moments(45min, true);
        QVERIFY(often.size() > moments(45min, false).size());
        QVERIFY(often.contains(65));
        QCOMPARE(often.mid(often.indexOf(120)), (QList<qint64>{120, 180, 300, 600, 900, 1800, 2700}));
    }
    void endsAfterADay() { QCOMPARE(moments(48h, false).last(), qint64(24 * 3600)); }
    void aLateQuestionSkipsTheMomentsItMissed()
    {
        const auto question = nextQuestion(prompted(), {70s, 0ms, 1s}, false);   // asked at 69 s
        QCOMPARE(question->in, milliseconds(20s));
    }
    void the65SecondQuestionIsTheDecisiveOne()
    {
        QVERIFY(nextQuestion(prompted(), {60s, 0ms, 9s}, false)->decisive);
        QVERIFY(!nextQuestion(prompted(), {10s, 0ms, std::nullopt}, false)->decisive);
    }
    void aDeclineByQueryIsAskedAgainAfterAMinuteHoweverOftenAPersonAsksBefore()
    {
        ChargeState state;
        state.status = Status::Declined;
        state.evidence = Evidence::Query;
        state.check = Check::AskAgain;
        QCOMPARE(nextQuestion(state, {100s, 10s, 10s}, false)->in, milliseconds(50s));
        QCOMPARE(nextQuestion(state, {100s, 40s, 5s}, false)->in, milliseconds(20s));
        QCOMPARE(nextQuestion(state, {200s, 70s, 70s}, false)->in, milliseconds(0));
        QVERIFY(nextQuestion(state, {200s, 70s, 5s}, false)->in > 0ms);   // asked at 65 s after: the next one by the plan
    }
    void aPaymentByCallbackIsConfirmedAtOnceAndOnlyOnceIfAnswered()
    {
        ChargeState state;
        state.status = Status::Paid;
        state.evidence = Evidence::Callback;
        state.check = Check::Confirm;
        QCOMPARE(nextQuestion(state, {30s, 0ms, 10s}, false)->in, milliseconds(0));
        QVERIFY(nextQuestion(state, {35s, 5s, 4s}, false)->in > 0ms);
        state.check = Check::Nothing;
        QVERIFY(!nextQuestion(state, {30s, 0ms, 10s}, false));
    }
    void settledChargesAreNotAskedAbout()
    {
        ChargeState state;
        for (const Status status : {Status::Paid, Status::Declined, Status::NotSent, Status::Conflict, Status::ClosedByManager}) {
            state.status = status;
            QVERIFY(!nextQuestion(state, {1h, 1h, std::nullopt}, true));
        }
    }

    void theBudgetStartsAtFiveAMinuteWithoutABurst()
    {
        QueryBudget budget;
        QVERIFY(budget.mayAsk(100s));
        budget.asked(100s);
        QVERIFY(!budget.mayAsk(111s));
        QVERIFY(budget.mayAsk(112s));
    }
    void theBudgetGrowsSlowlyAndHalvesOn429()
    {
        QueryBudget budget;
        for (int i = 0; i < 5; ++i)
            budget.answered();
        QCOMPARE(budget.perMinute(), 6);
        for (int i = 0; i < 10'000; ++i)
            budget.answered();
        QCOMPARE(budget.perMinute(), 60);
        budget.limited(0ms, std::nullopt);
        QCOMPARE(budget.perMinute(), 30);
        for (int i = 0; i < 10; ++i)
            budget.limited(0ms, std::nullopt);
        QCOMPARE(budget.perMinute(), 1);
        QVERIFY(!budget.mayAsk(59s));
    }
    void retryAfterIsHonouredWithinReason()
    {
        QueryBudget budget;
        budget.limited(10s, 45s);
        QVERIFY(!budget.mayAsk(54s));
        QVERIFY(budget.mayAsk(55s));
        budget.limited(60s, std::chrono::hours(1000));
        QVERIFY(budget.mayAsk(60s + 15min));
    }
    void theBudgetIsSharedByProcessesOfOneBootAndDistrustsGarbage()
    {
        QueryBudget budget;
        budget.asked(100s);
        const QString text = budget.toText(u"boot-1"_s);
        QVERIFY(!QueryBudget::fromText(text, u"boot-1"_s).mayAsk(105s));
        QVERIFY(QueryBudget::fromText(text, u"boot-2"_s).mayAsk(5s));
        for (const QString &bad : {u""_s, u"9999 0 boot-1"_s, u"-3 x boot-1"_s, u"5 5"_s})
            QCOMPARE(QueryBudget::fromText(bad, u"boot-1"_s).perMinute(), 5);
    }
};

QTEST_GUILESS_MAIN(TestPollPlan)
#include "tst_poll_plan.moc"
