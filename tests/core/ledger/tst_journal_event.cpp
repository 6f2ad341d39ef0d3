#include "core/ledger/journal_event.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace Qt::StringLiterals;

class TestJournalEvent final : public QObject
{
    Q_OBJECT

    static JournalEvent first()
    {
        return {u"A1"_s, 1, u"2026-11-22T11:02:07.123Z"_s, u"wanjikũ"_s, u"01JD"_s, u"charge.confirmed"_s, 1, R"({"code":"0"})", {}, {}};
    }

private Q_SLOTS:
    void theHashIsTheOneInTheHeader()
    {
        // Computed with Python's hashlib and struct from the description alone.
        QCOMPARE(eventHash(first()).toHex(), QByteArray("d0c850e8bb59e58d06a4cf24305c7f7340c16c0e4f5ce3f3d52b927be534b3fc"));
    }

    void theSecondHashCoversTheFirst()
    {
        const JournalEvent second{
            u"A1"_s, 2, u"2026-11-22T11:02:09.000Z"_s, u"till"_s, u"01JD"_s, u"charge.push_accepted"_s, 1, "{}", eventHash(first()), {}};
        QCOMPARE(eventHash(second).toHex(), QByteArray("4d658e2923a5f582bfd489178308df31e0b28fabdfc14d1a2527466153a7f42f"));
    }

    void everyColumnIsCovered()
    {
        QList<JournalEvent> others(9, first());
        others[0].till = u"A2"_s;
        others[1].seq = 2;
        others[2].atUtc = u"2026-11-22T11:02:07.124Z"_s;
        others[3].actor = u"wanjiku"_s;
        others[4].subject = u"01JE"_s;
        others[5].kind = u"charge.restarted"_s;
        others[6].version = 2;
        others[7].payload = R"({"code":"1"})";
        others[8].prevHash = QByteArray(32, '\1');
        for (const JournalEvent &other : others)
            QVERIFY(eventHash(other) != eventHash(first()));
    }

    void textCannotMoveFromOneColumnToTheNext()
    {
        JournalEvent moved = first();
        moved.actor = u"wanjikũ0"_s;
        moved.subject = u"1JD"_s;
        QVERIFY(eventHash(moved) != eventHash(first()));
    }

    void anEventFollowsTheHead()
    {
        const QDateTime at(QDate(2026, 11, 22), QTime(11, 2, 7, 123), Qt::UTC);
        const JournalEvent event = nextEvent({}, u"A1"_s, at, {u"wanjikũ"_s, u"01JD"_s, u"charge.confirmed"_s, {{u"code"_s, u"0"_s}}});
        JournalEvent expected = first();
        expected.version = kEventVersion;
        expected.hash = eventHash(expected);
        QCOMPARE(event, expected);
        const JournalEvent next = nextEvent({event.seq, event.hash}, u"A1"_s, at, {});
        QCOMPARE(next.seq, 2);
        QCOMPARE(next.prevHash, event.hash);
    }

    void brokenTextIsMadeWholeBeforeItIsHashed()
    {
        const JournalEvent event = nextEvent({}, u"A1"_s, {}, {QString(QChar(0xd800)), {}, {}, {}});
        QCOMPARE(event.actor, u"?"_s);
        QCOMPARE(event.hash, eventHash(event));
    }

    void aHeadSurvivesTheKeychain()
    {
        const Head empty;
        const Head some{4711, QByteArray(32, '\xab')};
        QCOMPARE(decodeHead(encodeHead(empty)), std::optional(empty));
        QCOMPARE(decodeHead(encodeHead(some)), std::optional(some));
        QCOMPARE(encodeHead(some), "kaunta-head 1 4711 " + QByteArray(64, 'x').replace("xx", "ab"));
        QCOMPARE(headCode(some), u"abababab"_s);
        QCOMPARE(headCode(empty), u"00000000"_s);
    }

    void whatIsNoHeadIsNotAnEmptyJournal_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray hash(64, 'a');
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("other words") << QByteArray("kaunta-tail 1 0 -");
        QTest::newRow("later version") << QByteArray("kaunta-head 2 0 -");
        QTest::newRow("no hash") << QByteArray("kaunta-head 1 7 -");
        QTest::newRow("hash without events") << "kaunta-head 1 0 " + hash;
        QTest::newRow("short hash") << "kaunta-head 1 7 " + hash.first(62);
        QTest::newRow("not hex") << "kaunta-head 1 7 " + QByteArray(64, 'z');
        QTest::newRow("not hex in between") << "kaunta-head 1 7 g" + hash;
        QTest::newRow("no number") << "kaunta-head 1 x " + hash;
        QTest::newRow("negative") << "kaunta-head 1 -7 " + hash;
        QTest::newRow("more") << "kaunta-head 1 7 " + hash + " x";
        QTest::newRow("newline") << "kaunta-head 1 7 " + hash + '\n';
    }
    void whatIsNoHeadIsNotAnEmptyJournal()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!decodeHead(bytes));
    }
};

QTEST_GUILESS_MAIN(TestJournalEvent)
#include "tst_journal_event.moc"
