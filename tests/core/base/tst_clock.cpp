#include "core/base/clock.h"

#include "tests/support/test_clock.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::test;
using namespace Qt::StringLiterals;

class TestClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreWrittenInUtcWithMilliseconds();
    void readsOnlyItsOwnForm_data();
    void readsOnlyItsOwnForm();
    void theSystemsClocksGoForward();
    void aTestMovesBothClocksAndTheWallAlone();
};

void TestClockTest::timesAreWrittenInUtcWithMilliseconds()
{
    const QDateTime utc(QDate(2026, 11, 22), QTime(11, 2, 7, 123), Qt::UTC);
    QCOMPARE(toIso(utc), u"2026-11-22T11:02:07.123Z"_s);
    QCOMPARE(toIso(utc.toOffsetFromUtc(3 * 3600)), u"2026-11-22T11:02:07.123Z"_s);   // Nairobi's wall shows 14:02
    QCOMPARE(toIso(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC)), u"2026-01-02T03:04:05.000Z"_s);
    QCOMPARE(toIso(QDateTime()), QString());
    const QDateTime back = fromIso(toIso(utc));
    QCOMPARE(back, utc);
    QCOMPARE(back.timeSpec(), Qt::UTC);
}

void TestClockTest::readsOnlyItsOwnForm_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u""_s, u"2026-11-22T11:02:07.123"_s, u"2026-11-22T11:02:07Z"_s, u"2026-11-22T14:02:07+03:00"_s, u"2026-11-22 11:02:07.123Z"_s,
                                u"2026-13-22T11:02:07.123Z"_s, u"2026-02-30T11:02:07.123Z"_s, u"2026-11-22T25:02:07.123Z"_s, u"20261122110207"_s, u"2026-11-22T11:02:07.123Zx"_s,
                                u"yesterday at eleven, 24 Z"_s, u"2026-11-22T11:02:07.12xZ"_s})
        QTest::newRow(text.toUtf8().constData()) << text;
}

void TestClockTest::readsOnlyItsOwnForm()
{
    QFETCH(QString, text);
    QVERIFY(!fromIso(text).isValid());
}

void TestClockTest::theSystemsClocksGoForward()
{
    const SystemClock clock;
    QCOMPARE(clock.nowUtc().timeSpec(), Qt::UTC);
    const milliseconds first = clock.sinceBoot();
    QVERIFY(first > 0ms);
    QTRY_VERIFY(clock.sinceBoot() > first);
#ifdef Q_OS_LINUX
    QCOMPARE(clock.bootId().size(), 36);
#endif
    QCOMPARE(clock.bootId(), SystemClock().bootId());
}

void TestClockTest::aTestMovesBothClocksAndTheWallAlone()
{
    TestClock clock;
    const QDateTime wall = clock.nowUtc();
    const milliseconds boot = clock.sinceBoot();
    clock.advance(90s);
    QCOMPARE(wall.msecsTo(clock.nowUtc()), 90'000);
    QCOMPARE(clock.sinceBoot() - boot, milliseconds(90'000));
    clock.jumpWallClock(-3600s);
    QCOMPARE(clock.sinceBoot() - boot, milliseconds(90'000));
    QVERIFY(clock.nowUtc() < wall);
}

QTEST_GUILESS_MAIN(TestClockTest)
#include "tst_clock.moc"
