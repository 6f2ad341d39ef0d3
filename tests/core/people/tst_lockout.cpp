#include "core/people/lockout.h"
#include "tests/support/test_clock.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::people;
using namespace std::chrono_literals;

class TestLockout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsGrowFromFiveSecondsToAQuarterOfAnHour()
    {
        const QList<std::chrono::seconds> waits{0s, 0s, 0s, 5s, 10s, 20s, 40s, 80s, 160s, 320s, 640s, 900s, 900s};
        for (int tries = 0; tries < waits.size(); ++tries)
            QCOMPARE(waitAfter(tries).count(), waits.at(tries).count());
        QCOMPARE(waitAfter(2'000'000'000).count(), 900);
        QCOMPARE(waitAfter(-1).count(), 0);
    }

    void aWaitRunsDownOnTheClockThatNobodySets()
    {
        test::TestClock clock;
        const QString mark = wrongMark(clock);
        QCOMPARE(waitLeft(4, mark, clock).count(), 10);
        clock.jumpWallClock(24h);
        QCOMPARE(waitLeft(4, mark, clock).count(), 10);
        clock.jumpWallClock(-72h);
        QCOMPARE(waitLeft(4, mark, clock).count(), 10);
        clock.advance(1ms);
        QCOMPARE(waitLeft(4, mark, clock).count(), 10);   // rounded up: never open before its time
        clock.advance(9998ms);
        QCOMPARE(waitLeft(4, mark, clock).count(), 1);
        clock.advance(1ms);
        QCOMPARE(waitLeft(4, mark, clock).count(), 0);
        QCOMPARE(waitLeft(2, mark, clock).count(), 0);
    }

    void aRestartOfTheComputerIsNoWayAround()
    {
        test::TestClock clock;
        const QString mark = wrongMark(clock);
        clock.reboot(QStringLiteral("boot-2"));   // 5 s ago
        QCOMPARE(waitLeft(11, mark, clock).count(), 895);
        clock.advance(895s);
        QCOMPARE(waitLeft(11, mark, clock).count(), 0);
    }

    void whereBootsHaveNoNameAnEarlierMarkOnlyLengthensTheWait()
    {
        test::TestClock clock;
        clock.reboot({});
        clock.advance(3s);
        const QString early = wrongMark(clock);   // 8 s after the boot
        clock.advance(1h);
        const QString late = wrongMark(clock);
        clock.reboot({});
        clock.advance(5s);   // 10 s after the next one
        QCOMPARE(waitLeft(11, late, clock).count(), 890);
        QCOMPARE(waitLeft(11, early, clock).count(), 898);
    }

    void aMarkThatIsLostOrNonsenseCountsFromTheStartOfTheComputer_data()
    {
        QTest::addColumn<QString>("mark");
        QTest::newRow("lost") << QString();
        QTest::newRow("no number") << QStringLiteral("boot-1 soon");
        QTest::newRow("no boot") << QStringLiteral("7");
        QTest::newRow("ahead") << QStringLiteral("boot-1 999999999999");
    }
    void aMarkThatIsLostOrNonsenseCountsFromTheStartOfTheComputer()
    {
        QFETCH(QString, mark);
        test::TestClock clock;
        clock.reboot(QStringLiteral("boot-1"));
        QCOMPARE(waitLeft(11, mark, clock).count(), 895);
    }
};

QTEST_APPLESS_MAIN(TestLockout)
#include "tst_lockout.moc"
