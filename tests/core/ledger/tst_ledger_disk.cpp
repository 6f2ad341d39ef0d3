#include "core/ledger/disk.h"
#include "core/ledger/verify.h"
#include "tests/core/ledger/small_disk.h"

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

#define KAUNTA_NEEDS(disk)                                                                                                                           \
    if (!(disk).isMounted())                                                                                                                         \
    QSKIP("needs the right to mount a small disk (root, or a user namespace)")

namespace {

constexpr int kDisk = 4096; // KiB
constexpr qint64 kReserve = 1024 * 1024;

template <class T>
LedgerError errorOf(const Result<T, LedgerFault> &result)
{
    if (result)
        qFatal("should have failed");
    return result.error().error;
}

struct TillOnDisk : LedgerFile {
    explicit TillOnDisk(const SmallDisk &disk)
    {
        options.path = disk.filePath(u"ledger.sqlite"_s);
        options.reserveBytes = kReserve;
    }
    QString reserve() const { return QFileInfo(path()).absolutePath() + u"/reserve.bin"_s; }
};

} // namespace

//! Disks that are full or read-only, for real: no error here is played.
class TestLedgerDisk final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { SmallDisk::enterNamespace(); }

private Q_SLOTS:
    void theReserveIsRealBlocks()
    {
        LedgerFile file;
        file.options.reserveBytes = 16 * 1024 * 1024;
        auto ledger = file.open();
        const QString reserve = file.folder.filePath(u"reserve.bin"_s);
        QVERIFY(QFileInfo(reserve).size() >= 16 * 1024 * 1024);
        QVERIFY(allocatedBytes(reserve) >= 16 * 1024 * 1024);
        QVERIFY(QFile::remove(reserve));
        QVERIFY(overwrite(reserve, {}));
        QVERIFY(QFile::resize(reserve, 16 * 1024 * 1024)); // a hole promises what it does not have
        QVERIFY(allocatedBytes(reserve) < 1024 * 1024);
        QVERIFY(ledger->readyToCharge());
        QVERIFY(allocatedBytes(reserve) >= 16 * 1024 * 1024);
    }

    void aFullDiskStopsChargesButTakesTheAnswer()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        auto ledger = till.open();
        QVERIFY(ledger->append({newSale(u"first"_s)}));
        QVERIFY(ledger->readyToCharge());
        disk.fill();
        QList<Change> refused;
        int appended = 0;
        for (; appended < 5000 && refused.isEmpty(); ++appended) { // the -wal file has some room left inside
            const QList<Change> changes{newSale(QString::number(appended))};
            const Head before = ledger->head();
            const auto done = ledger->append(changes);
            if (done)
                continue;
            QCOMPARE(done.error().error, LedgerError::Full);
            QCOMPARE(ledger->head(), before);
            refused = changes;
        }
        QVERIFY(!refused.isEmpty());
        QVERIFY(!ledger->sale(refused.first().sale->id));
        QVERIFY(!QFile::exists(till.reserve()));
        QVERIFY(ledger->append(refused)); // this is the answer that must not be lost
        QVERIFY(ledger->sale(refused.first().sale->id));
        disk.fill(); // somebody else takes what the reserve gave back
        QCOMPARE(errorOf(ledger->readyToCharge()), LedgerError::Full);
        QVERIFY(!QFile::exists(till.reserve()));
        disk.makeRoom();
        QVERIFY(ledger->readyToCharge());
        QVERIFY(allocatedBytes(till.reserve()) >= kReserve);
        const Verdict verdict = verify(till.path(), u"A1"_s, ledger->head());
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QVERIFY(!ledger->readFault());
    }

    void withoutAReserveNothingIsCharged()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        auto ledger = till.open();
        disk.fill(128 * 1024);
        QVERIFY(ledger->readyToCharge()); // hardly any room, but the reserve was there first
        QVERIFY(QFile::remove(till.reserve()));
        disk.fill();
        QCOMPARE(errorOf(ledger->readyToCharge()), LedgerError::Full);
    }

    void aLedgerOpensOnAFullDiskToFollowItsCharges()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        QVERIFY(till.open()->append({newSale(u"1"_s)}));
        disk.fill();
        auto ledger = till.open(); // at the price of the reserve
        QCOMPARE(ledger->pendingCharges().size(), 1);
        QVERIFY(ledger->append({about(charge())}));
    }

    void aNewLedgerOnAFullDiskIsRefused()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        disk.fill();
        QCOMPARE(errorOf(till.tryOpen()), LedgerError::Full);
        disk.makeRoom();
        QVERIFY(till.open()->readyToCharge()); // what was left behind is no hindrance
    }

    void aMigrationThatDoesNotFitIsNotMade()
    {
        SmallDisk disk(4 * kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        {
            auto ledger = till.open();
            for (int i = 0; i < 200; ++i)
                QVERIFY(ledger->append({newSale(QString::number(i))}));
        }
        QVERIFY(QFile::remove(till.reserve()));
        disk.fill();
        till.options.migrations.append({till.options.migrations.last().version + 1, {u"CREATE TABLE more (x TEXT)"_s}});
        QCOMPARE(errorOf(till.tryOpen()), LedgerError::Full);
        disk.makeRoom();
        till.options.migrations.removeLast();
        QCOMPARE(till.open()->saleCount(), 200);
    }

    void aReadOnlyDiskIsNoticedWhenOpening()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        QVERIFY(till.open()->append({newSale(u"1"_s)}));
        QVERIFY(disk.makeReadOnly(true));
        QCOMPARE(errorOf(till.tryOpen()), LedgerError::ReadOnly);
        TillOnDisk other(disk);
        other.options.path = disk.filePath(u"other.sqlite"_s);
        QCOMPARE(errorOf(other.tryOpen()), LedgerError::ReadOnly);
        QVERIFY(disk.makeReadOnly(false));
        QVERIFY(till.open()->readyToCharge());
    }

    void aReadOnlyDiskCanStillBeRead()
    {
        SmallDisk disk(kDisk);
        KAUNTA_NEEDS(disk);
        TillOnDisk till(disk);
        QVERIFY(till.open()->append({newSale(u"1"_s)}));
        QVERIFY(disk.makeReadOnly(true));
        auto reader = SqliteLedger::openReader(till.path());
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().detail));
        QCOMPARE((*reader)->pendingCharges().size(), 1);
        const Verdict verdict = verify(till.path(), u"A1"_s);
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QCOMPARE(verdict.events, 1);
    }

    void aFileThatIsNotOursToWriteIsReadOnly()
    {
#ifdef Q_OS_LINUX
        if (geteuid() == 0)
            QSKIP("mode bits do not stop root");
#endif
        LedgerFile file;
        file.open().reset();
        QVERIFY(QFile::setPermissions(file.folder.path(), QFile::ReadOwner | QFile::ExeOwner));
        QCOMPARE(errorOf(file.tryOpen()), LedgerError::ReadOnly);
        QVERIFY(QFile::setPermissions(file.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aLedgerThatBecameReadOnlyIsNoticedBeforeACharge()
    {
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(ledger->readyToCharge());
        QSqlQuery pragma(QSqlDatabase::database(ledger->connectionName()));
        QVERIFY(pragma.exec(u"PRAGMA query_only = ON"_s)); // SQLite's own SQLITE_READONLY
        QCOMPARE(errorOf(ledger->readyToCharge()), LedgerError::ReadOnly);
        QCOMPARE(errorOf(ledger->append({newSale(u"1"_s)})), LedgerError::ReadOnly);
        QCOMPARE(errorOf(ledger->erasePerson(u"P1"_s, u"m"_s)), LedgerError::ReadOnly);
        QVERIFY(pragma.exec(u"PRAGMA query_only = OFF"_s));
        QVERIFY(ledger->readyToCharge());
        QVERIFY(ledger->append({newSale(u"1"_s)}));
    }

    void aFileThatMayNotGrowIsFull()
    {
        LedgerFile file;
        auto ledger = file.open();
        QSqlQuery pragma(QSqlDatabase::database(ledger->connectionName()));
        QVERIFY(pragma.exec(u"PRAGMA max_page_count = 1"_s)); // as many as there are: SQLite's own SQLITE_FULL
        Head before;
        LedgerError error = LedgerError::Other;
        for (int i = 0; i < 1000 && error == LedgerError::Other; ++i) {
            before = ledger->head();
            if (const auto done = ledger->append({newSale(QString::number(i))}); !done)
                error = done.error().error;
        }
        QCOMPARE(error, LedgerError::Full);
        QCOMPARE(ledger->head(), before);
        QVERIFY(!QFile::exists(file.folder.filePath(u"reserve.bin"_s)));
        QVERIFY(pragma.exec(u"PRAGMA max_page_count = 1000000"_s));
        QVERIFY(ledger->append({newSale(u"again"_s)}));
        QVERIFY(ledger->readyToCharge());
        QVERIFY(QFile::exists(file.folder.filePath(u"reserve.bin"_s)));
    }

    void everyCodeHasItsMeaning_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<LedgerError>("error");
        QTest::newRow("SQLITE_BUSY") << 5 << LedgerError::Busy;
        QTest::newRow("SQLITE_BUSY_SNAPSHOT") << 517 << LedgerError::Busy;
        QTest::newRow("SQLITE_LOCKED") << 6 << LedgerError::Busy;
        QTest::newRow("SQLITE_PROTOCOL") << 15 << LedgerError::Busy;
        QTest::newRow("SQLITE_READONLY") << 8 << LedgerError::ReadOnly;
        QTest::newRow("SQLITE_READONLY_DBMOVED") << 1032 << LedgerError::ReadOnly;
        QTest::newRow("SQLITE_PERM") << 3 << LedgerError::ReadOnly;
        QTest::newRow("SQLITE_IOERR_WRITE") << 778 << LedgerError::Other;
        QTest::newRow("SQLITE_IOERR_SHORT_READ") << 522 << LedgerError::Corrupt;
        QTest::newRow("SQLITE_IOERR_SHMSIZE") << 4874 << LedgerError::Full;
        QTest::newRow("SQLITE_CORRUPT") << 11 << LedgerError::Corrupt;
        QTest::newRow("SQLITE_CORRUPT_INDEX") << 779 << LedgerError::Corrupt;
        QTest::newRow("SQLITE_NOTADB") << 26 << LedgerError::Corrupt;
        QTest::newRow("SQLITE_FULL") << 13 << LedgerError::Full;
        QTest::newRow("SQLITE_CONSTRAINT_UNIQUE") << 2067 << LedgerError::Conflict;
        QTest::newRow("SQLITE_CONSTRAINT_PRIMARYKEY") << 1555 << LedgerError::Conflict;
        QTest::newRow("SQLITE_CONSTRAINT_FOREIGNKEY") << 787 << LedgerError::Other;
        QTest::newRow("SQLITE_CONSTRAINT_TRIGGER") << 1811 << LedgerError::Other;
        QTest::newRow("SQLITE_ERROR") << 1 << LedgerError::Other;
        QTest::newRow("none of SQLite's") << 0 << LedgerError::Other;
    }
    void everyCodeHasItsMeaning()
    {
        QFETCH(int, code);
        QFETCH(LedgerError, error);
        QTemporaryDir folder;
        QCOMPARE(faultOfCode(code, u"text"_s, folder.filePath(u"ledger.sqlite"_s)).error, error);
    }
};

QTEST_GUILESS_MAIN(TestLedgerDisk)
#include "tst_ledger_disk.moc"
