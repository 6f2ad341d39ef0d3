#include "core/ledger/journal_event.h"
#include "core/ledger/verify.h"
#include "tests/core/ledger/ledger_files.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <cstdio>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

namespace {

SqliteLedgerOptions optionsFor(const QString &path, bool later)
{
    SqliteLedgerOptions options;
    options.path = path;
    options.reserveBytes = 256 * 1024;
    if (later)
        options.migrations.append({options.migrations.last().version + 1, {u"CREATE TABLE more (x TEXT)"_s, u"INSERT INTO more SELECT payload FROM event"_s}});
    return options;
}

void say(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

//! The till that will be killed: says "opening", then after each append what it was told is durable.
int tillUntilKilled(const QString &path, bool later)
{
    TestClock clock;
    SeededRandom random;
    say("opening");
    auto opened = SqliteLedger::open(optionsFor(path, later), clock, random);
    if (!opened) {
        say("failed " + opened.error().detail.toUtf8());
        return 1;
    }
    SqliteLedger &ledger = **opened;
    say("open");
    for (int n = ledger.saleCount() + 1;; ++n) {
        const QString name = QString::number(n);
        Change paid = about(*newSale(name).charge, u"charge.proof_of_payment"_s);
        paid.charge->state.status = sale::Status::Paid;
        paid.payment = payment(u"R"_s + name, u"S"_s + name, u"C"_s + name);
        if (!ledger.readyToCharge() || !ledger.append({newSale(name), paid})) {
            say("failed");
            return 1;
        }
        say("done " + QByteArray::number(n) + ' ' + encodeHead(ledger.head()));
    }
}

struct Killed {
    int lastDone = 0;
    std::optional<Head> head; //!< after the last append that was acknowledged
    QByteArray trouble;
};

//! Runs a till, lets it finish `appends`, and kills it some microseconds later.
Killed runAndKill(const QString &path, bool later, int appends, int microseconds)
{
    Killed killed;
    QProcess till;
    till.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    till.start(QCoreApplication::applicationFilePath(), {u"--till"_s, path, later ? u"later"_s : u"now"_s});
    int done = 0;
    bool killing = false;
    const auto read = [&] {
        while (till.canReadLine()) {
            const QByteArray line = till.readLine().trimmed();
            if (line.startsWith("failed"))
                killed.trouble = line;
            if (!line.startsWith("done "))
                continue;
            ++done;
            const qsizetype space = line.indexOf(' ', 5);
            killed.lastDone = line.mid(5, space - 5).toInt();
            killed.head = decodeHead(line.mid(space + 1));
        }
    };
    while (!killing && till.waitForReadyRead(30'000)) {
        const bool opening = appends == 0; // somewhere while the file is made, migrated or recovered
        read();
        killing = opening || done >= appends;
    }
    QElapsedTimer since;
    since.start();
    while (since.nsecsElapsed() < microseconds * 1000LL) {
    } // shorter than any timer: somewhere in the next append
    till.kill();
    till.waitForFinished(30'000);
    read();
    return killed;
}

} // namespace

//! kill -9 at any moment: what was acknowledged is there, what was not is there whole or not at all.
class TestLedgerKill final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledTillLosesNothing()
    {
        QRandomGenerator dice(99);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"ledger.sqlite"_s);
        Killed before;
        int inTheMiddle = 0;
        for (int round = 0; round < 30; ++round) {
            Killed killed = runAndKill(path, false, dice.bounded(8), dice.bounded(6000));
            QCOMPARE(killed.trouble, QByteArray());
            if (!killed.head) // it was killed before it had done anything
                killed = before;
            const bool empty = QFileInfo(path).size() == 0 && !killed.head; // killed before the first page was written
            if (!QFileInfo::exists(path) || empty)
                continue;
            TestClock clock;
            SeededRandom random;
            {
                auto opened = SqliteLedger::open(optionsFor(path, false), clock, random);
                QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
                const SqliteLedger &ledger = **opened;
                QVERIFY(ledger.saleCount() >= killed.lastDone);
                QVERIFY(ledger.saleCount() <= qMax(killed.lastDone, before.lastDone) + 1 || !killed.head);
                inTheMiddle += ledger.saleCount() > killed.lastDone ? 1 : 0;
                for (int n = before.lastDone + 1; n <= ledger.saleCount(); ++n) { // whole, also the one nobody was told of
                    const QString name = QString::number(n);
                    QVERIFY(ledger.sale(u"S"_s + name) && ledger.payment(u"R"_s + name));
                    QCOMPARE(ledger.charge(u"C"_s + name)->state.status, sale::Status::Paid);
                    QCOMPARE(ledger.eventsOf(u"C"_s + name).size(), 2);
                }
                QCOMPARE(ledger.head().seq, 2 * ledger.saleCount());
                before.lastDone = ledger.saleCount();
                before.head = ledger.head();
            }
            const Verdict verdict = verify(path, u"A1"_s, killed.head);
            QVERIFY2(verdict.sound(), qPrintable(verdict.why + verdict.fault.detail));
        }
        QVERIFY(before.lastDone > 40);
        qInfo("%d sales, killed 30 times; %d times after the commit and before the till was told", before.lastDone, inTheMiddle);
    }

    void aTillKilledWhileItMigratesLosesNothing()
    {
        const int kNow = embeddedMigrations().last().version;
        QRandomGenerator dice(5);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"ledger.sqlite"_s);
        TestClock clock;
        SeededRandom random;
        Head head;
        {
            auto opened = SqliteLedger::open(optionsFor(path, false), clock, random);
            QVERIFY(opened);
            QList<Change> changes;
            for (int i = 1; i <= 400; ++i)
                changes.append(newSale(QString::number(i)));
            QVERIFY((*opened)->append(changes));
            head = (*opened)->head();
        }
        const QByteArray bytes = contentsOf(path);
        int old = 0;
        for (int round = 0; round < 16; ++round) {
            QVERIFY(overwrite(path, bytes));
            QFile::remove(path + u"-wal"_s);
            QFile::remove(path + u"-shm"_s);
            (void)runAndKill(path, true, 0, dice.bounded(160'000));
            QVariant version;
            QCOMPARE(tamper(path, {u"PRAGMA user_version"_s}, &version), u"0"_s);
            QVERIFY(version.toInt() == kNow || version.toInt() == kNow + 1);
            old += version.toInt() == kNow ? 1 : 0;
            if (version.toInt() == kNow) { // and then nothing of the next version is there
                const Verdict verdict = verify(path, u"A1"_s, head);
                QVERIFY2(verdict.sound(), qPrintable(verdict.why + verdict.fault.detail));
            }
            auto again = SqliteLedger::open(optionsFor(path, true), clock, random);
            QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
            QVERIFY((*again)->saleCount() >= 400);
            QCOMPARE((*again)->eventsOf(u"C400"_s).first().hash, head.hash);
        }
        qInfo("killed 16 times, %d times before the migration was committed", old);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == "--till"_L1)
        return tillUntilKilled(arguments[2], arguments[3] == "later"_L1);
    TestLedgerKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledger_kill.moc"
