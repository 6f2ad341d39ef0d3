#include "tests/simulation/memory_inbox.h"
#include "tests/simulation/run.h"
#include "tests/support/test_clock.h"

#include <QHashSeed>
#include <QTest>

using namespace kaunta;
using namespace kaunta::sim;

//! The simulator itself: a run is its seed, and what it stands on behaves as the real thing does.
class TestSimulation : public QObject
{
    Q_OBJECT
    const Disk m_works = Disk::Works;
    test::TestClock m_clock;

private Q_SLOTS:
    void initTestCase() { QHashSeed::setDeterministicGlobalSeed(); }

    void theSameSeedGivesTheSameRunToTheLetter()
    {
        for (const quint64 seed : {3ULL, 7ULL, 21ULL}) {
            const RunResult first = run(seed, {}, true);
            const RunResult second = run(seed, {}, true);
            QVERIFY(first.lines.size() > 50);
            QCOMPARE(first.lines, second.lines);
            QCOMPARE(first.hash, second.hash);
            QVERIFY(run(seed + 1, {}, true).hash != first.hash);
        }
    }
    void aShorterDayBeginsLikeTheWholeOne()
    {
        const RunResult whole = run(7, {}, true);
        const RunResult part = run(7, {}, true, 40);
        const qsizetype calm = std::distance(part.lines.begin(), std::find_if(part.lines.begin(), part.lines.end(), [](const QString &line) { return line.endsWith(u"calms down"_s); }));
        QVERIFY(calm > 5 && calm < part.lines.size());
        QCOMPARE(part.lines.first(calm), whole.lines.first(calm));
    }
    void twentyDaysReachEveryEndAndBreakNothing()
    {
        Tally all;
        for (quint64 seed = 1; seed <= 20; ++seed) {
            const RunResult result = run(seed, {});
            QVERIFY2(!result.violation, qPrintable(result.violation.value_or(Violation{}).what));
            all.add(result.tally);
        }
        for (const auto &state : {u"paid"_s, u"declined"_s, u"unknown"_s, u"not_sent"_s, u"refund done"_s})
            QVERIFY2(all.states.value(state) > 0, qPrintable(state));
    }

    void withEveryProviderMoneyComesAndSomeOfItStaysUnknown_data()
    {
        QTest::addColumn<int>("provider");
        for (std::size_t i = 0; i < kProviders; ++i)
            QTest::newRow(kProviderNames[i]) << static_cast<int>(i);
    }
    void withEveryProviderMoneyComesAndSomeOfItStaysUnknown()
    {
        QFETCH(int, provider);
        Tally all;
        for (quint64 seed = 1; seed <= 15; ++seed) {
            const RunResult result = run(seed, {.provider = static_cast<Provider>(provider)});
            QVERIFY2(!result.violation, qPrintable(result.violation.value_or(Violation{}).what));
            QCOMPARE(result.provider, static_cast<Provider>(provider));
            all.add(result.tally);
        }
        QCOMPARE(all.chargesOf[static_cast<std::size_t>(provider)], all.charges);
        for (const auto &state : {u"paid"_s, u"declined"_s, u"unknown"_s, u"not_sent"_s})
            QVERIFY2(all.states.value(state) > 0, qPrintable(state));
    }

    void theInboxKeepsABodyOnceAndOnlyTwentyOfAPath()
    {
        World world(1);
        world.calm = true;
        InboxStore store;
        MemoryInbox inbox(world, std::make_shared<Door>(), store, m_clock, m_works);
        const QString token(32, u'a');
        const auto first = inbox.store(token, "1", {});
        QVERIFY(first);
        QCOMPARE(*inbox.store(token, "1", {}), *first);
        for (int i = 2; i <= callbacks::CallbackInbox::kBodiesPerPath; ++i)
            QVERIFY(inbox.store(token, QByteArray::number(i), {}));
        QVERIFY(!inbox.store(token, "one more", {}));
    }
    void theInboxBringsWhatIsNotInterpretedToTheNextLife()
    {
        World world(1);
        world.calm = true;
        InboxStore store;
        {
            MemoryInbox inbox(world, std::make_shared<Door>(), store, m_clock, m_works);
            QVERIFY(inbox.store(QString(32, u'a'), "1", {}));
            QVERIFY(inbox.store(QString(32, u'b'), "2", {}));
            QVERIFY(inbox.markInterpreted(inbox.next()->inboxId));
        }
        MemoryInbox inbox(world, std::make_shared<Door>(), store, m_clock, m_works);
        QCOMPARE(inbox.next()->body, QByteArray("2"));
        QVERIFY(!inbox.next(inbox.next()->inboxId));
    }
    void whoIsDeadWritesNothing()
    {
        World world(1);
        world.calm = true;
        InboxStore store;
        const auto door = std::make_shared<Door>();
        MemoryInbox inbox(world, door, store, m_clock, m_works);
        door->shut = true;
        QVERIFY(!inbox.store(QString(32, u'a'), "1", {}));
        QVERIFY(store.rows.empty());
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
