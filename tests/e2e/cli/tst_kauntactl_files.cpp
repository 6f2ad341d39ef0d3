#include "tests/core/ledger/small_disk.h"
#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;
using kaunta::ledger::test::SmallDisk;

//! The till's files: what was done to them behind its back, and what they cannot take.
class TestKauntactlFiles : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop() const { return Shop(m_dir->path()); }
    QString ledger() const { return shop().path(u"profiles/practice/ledger.sqlite"_s); }

    void twoSales() const
    {
        QCOMPARE(shop().charge(u"0722000023"_s).exitCode, 12);
        QCOMPARE(shop().charge(u"0722000001"_s).exitCode, 10);
    }
    //! What `ledger verify` says of a ledger that is not sound any more.
    void names(const QString &finding) const
    {
        const Outcome verified = shop().run({u"ledger"_s, u"verify"_s});
        QVERIFY2(verified.exitCode == 6, verified.told());
        const auto lines = verified.lines();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.first().value("type"_L1).toString(), u"verify"_s);
        QCOMPARE(lines.first().value("sound"_L1), QJsonValue(false));
        QCOMPARE(lines.first().value("finding"_L1).toString(), finding);
        QVERIFY2(lines.first().value("seq"_L1).toInt() > 0, verified.told());
        QVERIFY(!lines.first().value("why"_L1).toString().isEmpty());
        QCOMPARE(lines.last().value("code"_L1).toString(), u"chain-broken"_s);
        QVERIFY2(verified.err.contains(finding.toUtf8()), verified.told());
    }
    //! A ledger that cannot be written, or a folder that cannot be used: nothing is sent, and the words say so.
    static void isRefused(const Outcome &outcome, const QString &code)
    {
        QVERIFY2(outcome.exitCode == 4, outcome.told());
        QCOMPARE(outcome.lines().size(), 1);
        QCOMPARE(outcome.last().value("code"_L1).toString(), code);
        QCOMPARE(outcome.last().value("moneyMayHaveMoved"_L1), QJsonValue(false));
        QVERIFY2(outcome.last().value("message"_L1).toString().contains("Nothing was sent"_L1), outcome.told());
    }

private Q_SLOTS:
    void initMain() { SmallDisk::enterNamespace(); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aSoundLedgerVerifiesAndWasComparedWithItsHead()
    {
        twoSales();
        const Outcome verified = shop().run({u"ledger"_s, u"verify"_s});
        QVERIFY2(verified.exitCode == 0, verified.told());
        QCOMPARE(verified.lines().size(), 1);
        QCOMPARE(verified.last().value("remembered"_L1), verified.last().value("events"_L1));
    }

    void aFlippedByteIsNamed()
    {
        twoSales();
        QFile file(ledger());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        const qsizetype at = bytes.indexOf("\"INV1\"");   // the first event's payload
        QVERIFY(at > 0);
        QVERIFY(file.seek(at + 4));
        QVERIFY(file.putChar('2'));
        file.close();
        names(u"broken-link"_s);
    }

    void aChangedAmountIsNamed()
    {
        twoSales();
        sql(ledger(), u"UPDATE charge SET amount_minor = 100 WHERE nr = 1"_s);
        const Outcome verified = shop().run({u"ledger"_s, u"verify"_s});
        QVERIFY2(verified.exitCode == 6, verified.told());
        QCOMPARE(verified.lines().first().value("finding"_L1).toString(), u"rows-differ"_s);
    }

    void theJournalRefusesToBeChangedWhileItsTriggersStand()
    {
        twoSales();
        const QSqlError refused = [this] {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"trigger"_s);
            db.setDatabaseName(ledger());
            QSqlQuery query(db);
            const bool done = db.open() && query.exec(u"DELETE FROM event"_s);
            return done ? QSqlError() : query.lastError();
        }();
        QSqlDatabase::removeDatabase(u"trigger"_s);
        QVERIFY2(refused.text().contains("append-only"_L1), qPrintable(refused.text()));
    }

    void aCutTailIsNamed()
    {
        twoSales();
        sql(ledger(), u"DROP TRIGGER event_no_delete"_s);
        sql(ledger(), u"DELETE FROM event WHERE seq > (SELECT max(seq) - 1 FROM event)"_s);
        names(u"cut-tail"_s);
    }

    void anOlderCopyIsNamed()
    {
        QCOMPARE(shop().charge(u"0722000023"_s).exitCode, 12);
        const QString copy = shop().path(u"yesterday"_s);
        QVERIFY(QFile::copy(ledger(), copy));
        QCOMPARE(shop().charge(u"0722000001"_s).exitCode, 10);
        for (const char *part : {"", "-wal", "-shm"})
            QFile::remove(ledger() + QLatin1StringView(part));
        QVERIFY(QFile::rename(copy, ledger()));
        names(u"older-file"_s);
    }

    void aLedgerThatIsGoneIsNamed()
    {
        twoSales();
        for (const char *part : {"", "-wal", "-shm"})
            QFile::remove(ledger() + QLatin1StringView(part));
        const Outcome verified = shop().run({u"ledger"_s, u"verify"_s});
        QVERIFY2(verified.exitCode == 6, verified.told());
    }

    void aFileThatIsNoLedgerIsNeitherReadNorWritten()
    {
        twoSales();
        QFile file(ledger());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QByteArray(8192, 'x'));
        file.close();
        isRefused(shop().charge(u"0722000000"_s), u"ledger-corrupt"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(8192, 'x'));
    }

    void filesAreTheOwnersAlone()
    {
        twoSales();
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        int seen = 0;
        for (QDirIterator it(m_dir->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); it.hasNext(); ++seen) {
            const QString path = it.next();
            const bool listable = QFileInfo(path).isDir() || !path.endsWith(".sqlite"_L1);
            QVERIFY2(listable || !(QFile::permissions(path) & others), qPrintable(path));
        }
        QVERIFY(seen > 3);
        QVERIFY(!(QFile::permissions(shop().path(u"profiles/practice"_s)) & others));
    }

    void aFolderThatCannotBeMadeSendsNothing()
    {
        QFile file(shop().path(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        isRefused(Shop(shop().path(u"file/till"_s)).charge(u"0722000000"_s), u"data-dir-unusable"_s);
        isRefused(Shop(u"/proc/kaunta"_s).charge(u"0722000000"_s), u"data-dir-unusable"_s);
    }

    void aFolderThatOthersReadAndUseIsRefused()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(u"shared"_s));
        QVERIFY(QFile::setPermissions(shop().path(u"shared"_s), QFile::Permissions(0x7755)));
        QFile file(shop().path(u"shared/notes"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        isRefused(Shop(shop().path(u"shared"_s)).charge(u"0722000000"_s), u"data-dir-unusable"_s);
    }

    void aFullDiskSendsNothing_data()
    {
        QTest::addColumn<int>("bytesLeft");
        QTest::newRow("no room for anything") << 0;
        QTest::newRow("no room for the second file") << 64 * 1024;   // the ledger opens, the inbox does not
    }
    void aFullDiskSendsNothing()
    {
        QFETCH(int, bytesLeft);
        SmallDisk disk(40 * 1024);
        if (!disk.isMounted())
            QSKIP("a disk of our own needs root or user namespaces");
        const Shop till(disk.filePath(u"till"_s));
        QCOMPARE(till.charge(u"0722000023"_s).exitCode, 12);
        disk.fill(bytesLeft);
        isRefused(till.charge(u"0722000000"_s, u"50"_s), u"ledger-full"_s);
        disk.makeRoom();
        QCOMPARE(till.charges(), 1);
        QCOMPARE(promptsIn(till.path()), 0);
        const Outcome paid = till.charge(u"0722000000"_s, u"50"_s);
        QVERIFY2(paid.exitCode == 0, paid.told());
        QCOMPARE(promptsIn(till.path()), 1);
        QCOMPARE(till.run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void aDiskWithoutRoomForAnswersSendsNothing()
    {
        SmallDisk disk(40 * 1024);
        if (!disk.isMounted())
            QSKIP("a disk of our own needs root or user namespaces");
        disk.fill(8 * 1024 * 1024);
        const Shop till(disk.filePath(u"till"_s));
        isRefused(till.charge(u"0722000000"_s), u"ledger-full"_s);
        QCOMPARE(till.charges(), 0);
    }

    void aDiskThatBecameReadOnlySendsNothing()
    {
        SmallDisk disk(40 * 1024);
        if (!disk.isMounted())
            QSKIP("a disk of our own needs root or user namespaces");
        const Shop till(disk.filePath(u"till"_s));
        QCOMPARE(till.charge(u"0722000001"_s).exitCode, 10);
        QVERIFY(disk.makeReadOnly(true));
        isRefused(till.charge(u"0722000000"_s, u"50"_s), u"data-dir-unusable"_s);
        QVERIFY(disk.makeReadOnly(false));
        QCOMPARE(till.charges(), 1);
        QCOMPARE(promptsIn(till.path()), 1);
    }
};

QTEST_GUILESS_MAIN(TestKauntactlFiles)
#include "tst_kauntactl_files.moc"
