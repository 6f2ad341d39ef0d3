#include "core/sale/resend_guard.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::sale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = GuardVerdict::Kind;

namespace {

constexpr milliseconds kThen = 1000s;

EarlierCharge earlier(Status status, Evidence evidence = Evidence::None, Check check = Check::Nothing)
{
    EarlierCharge charge;
    charge.charge.id = u"first"_s;
    charge.charge.amount = Money::fromWhole(100);
    charge.charge.state.status = status;
    charge.charge.state.evidence = evidence;
    charge.charge.state.check = check;
    charge.charge.bootId = u"boot-1"_s;
    charge.charge.journaledSinceBootMs = kThen.count();
    charge.charge.journaledAt = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC);
    charge.charge.settledAt = charge.charge.journaledAt.addSecs(20);
    return charge;
}

GuardTime after(milliseconds time)
{
    return {kThen + time, u"boot-1"_s, 1h};
}

} // namespace

class TestResendGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingEarlierMeansGo() { QCOMPARE(mayPrompt({}, Money::fromWhole(100), after(0s)).kind, Kind::Go); }

    void anythingThatMayStillBePaidHoldsWhateverTheAmountAndAge_data()
    {
        QTest::addColumn<int>("status");
        for (const Status status : {Status::Journaled, Status::Prompted, Status::Unknown, Status::Conflict})
            QTest::newRow(qPrintable(statusName(status))) << int(status);
    }
    void anythingThatMayStillBePaidHoldsWhateverTheAmountAndAge()
    {
        QFETCH(int, status);
        const auto verdict = mayPrompt({earlier(Status(status))}, Money::fromWhole(7), after(1000h));
        QCOMPARE(verdict.kind, Kind::OpenCharge);
        QCOMPARE(verdict.openChargeId, u"first"_s);
    }
    void aDeclineThatOnlyAQueryToldHoldsUntilItIsConfirmed()
    {
        QCOMPARE(mayPrompt({earlier(Status::Declined, Evidence::Query, Check::AskAgain)}, Money::fromWhole(7), after(1h)).kind, Kind::OpenCharge);
        QCOMPARE(mayPrompt({earlier(Status::Declined, Evidence::Query)}, Money::fromWhole(7), after(1h)).kind, Kind::Go);
    }
    void theSameAmountWaitsTwoMinutesAndAnotherAmountDoesNot()
    {
        const auto charge = earlier(Status::Declined, Evidence::Callback);
        const auto verdict = mayPrompt({charge}, Money::fromWhole(100), after(30s));
        QCOMPARE(verdict.kind, Kind::Countdown);
        QCOMPARE(verdict.countdown, 90s);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(100), after(119'001ms)).countdown, 1s);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(100), after(120s)).kind, Kind::Go);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(101), after(1s)).kind, Kind::Go);
    }
    void whatNeverReachedMpesaIsNoRepeat()
    {
        QCOMPARE(mayPrompt({earlier(Status::NotSent)}, Money::fromWhole(100), after(1s)).kind, Kind::Go);
        QCOMPARE(mayPrompt({earlier(Status::Declined, Evidence::None)}, Money::fromWhole(100), after(1s)).kind, Kind::Go);
    }
    void aLockedSubscriberWaitsForAnyAmountFromTheRefusalOn()
    {
        auto charge = earlier(Status::Declined, Evidence::None);
        charge.lock = 60s;
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(7), after(25s)).countdown, 55s);   // refused 20 s after it was journaled
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(7), after(80s)).kind, Kind::Go);
    }
    void afterARebootOnlyTheTimeSinceTheBootCounts()
    {
        const auto charge = earlier(Status::Declined, Evidence::Callback);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(100), {5s, u"boot-2"_s, 3s}).countdown, 115s);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(100), {121s, u"boot-2"_s, 3s}).kind, Kind::Go);
    }
    void aSystemThatDoesNotNameItsBootsCountsFromTheProgramsStart()
    {
        const auto charge = earlier(Status::Declined, Evidence::Callback);
        QCOMPARE(mayPrompt({charge}, Money::fromWhole(100), {kThen + 1h, {}, 10s}).countdown, 110s);
    }
    void theNewestOpenChargeIsTheOneToShow()
    {
        auto second = earlier(Status::Unknown);
        second.charge.id = u"second"_s;
        QCOMPARE(mayPrompt({earlier(Status::Unknown), second}, Money::fromWhole(100), after(1h)).openChargeId, u"second"_s);
    }
};

QTEST_GUILESS_MAIN(TestResendGuard)
#include "tst_resend_guard.moc"
