#include "core/ledger/verify.h"

#include "tests/core/ledger/ledger_files.h"

#include <QThread>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

namespace {

const QStringList kWithoutTriggers{u"DROP TRIGGER event_no_update"_s, u"DROP TRIGGER event_no_delete"_s, u"DROP TRIGGER event_follows"_s};

//! A closed ledger of ten sales with two events each and a payment, and its head.
struct SmallShop : LedgerFile {
    Head head;

    SmallShop()
    {
        static QByteArray bytes;
        static Head lastHead;
        if (bytes.isEmpty()) { // made once: forty appends are forty times waiting for the disk
            lastHead = work();
            bytes = contentsOf(path());
        }
        head = lastHead;
        if (!overwrite(path(), bytes))
            qFatal("copy");
    }
    Head work()
    {
        auto ledger = open();
        for (int i = 1; i <= 10; ++i) {
            const QString n = QString::number(i);
            Change paid = about(*newSale(n, u"P"_s + n, phone(i)).charge, u"charge.proof_of_payment"_s);
            paid.charge->state.status = sale::Status::Paid;
            paid.charge->state.receipt = u"SKL"_s + n;
            paid.payment = payment(u"SKL"_s + n, u"S"_s + n, u"C"_s + n);
            if (!ledger->append({newSale(n, u"P"_s + n, phone(i))}) || !ledger->append({paid}))
                qFatal("append");
        }
        return ledger->head();
    }
    static QString phone(int i) { return u"2547220000%1"_s.arg(i, 2, 10, QLatin1Char('0')); }
    void change(const QStringList &statements) const
    {
        const QString error = tamper(path(), kWithoutTriggers + statements);
        if (error != "0"_L1)
            qFatal("SQLite %s", qPrintable(error));
    }
    Verdict verdict() const { return verify(path(), u"A1"_s, head); }
};

void is(const Verdict &verdict, Finding finding, qint64 seq)
{
    QVERIFY2(verdict.finding == finding, qPrintable(findingName(verdict.finding) + u": "_s + verdict.why + verdict.fault.detail));
    QCOMPARE(verdict.seq, seq);
    QCOMPARE(verdict.till, u"A1"_s);
    QVERIFY(!verdict.sound());
    QVERIFY(!verdict.why.isEmpty());
}

} // namespace

class TestLedgerVerify final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUntouchedLedgerIsSound()
    {
        SmallShop shop;
        const Verdict verdict = shop.verdict();
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QCOMPARE(verdict.events, 20);
        QCOMPARE(verdict.head, shop.head);
        QVERIFY(verify(shop.path(), u"A1"_s).sound());
    }

    void anEmptyLedgerIsSound()
    {
        LedgerFile file;
        file.open().reset();
        QVERIFY(verify(file.path(), u"A1"_s).sound());
        QVERIFY(verify(file.path(), u"A1"_s, Head{}).sound());
        QCOMPARE(verify(file.path(), u"A1"_s, Head{3, QByteArray(32, 'x')}).finding, Finding::OlderFile);
    }

    void anAncestorOfTheHeadIsEnough()
    {
        // The head goes to the keychain at most once a minute: the file is usually ahead of it.
        SmallShop shop;
        for (const EventRecord &event : shop.open()->eventsOf(u"C4"_s))
            QVERIFY(verify(shop.path(), u"A1"_s, Head{event.seq, event.hash}).sound());
    }

    void theFirstBrokenLinkIsNamed_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<qint64>("seq");
        const auto row = [](const char *name, const QString &statement, qint64 seq) { QTest::newRow(name) << statement << seq; };
        row("time", u"UPDATE event SET at_utc = '2026-11-22T08:00:00.001Z' WHERE seq = 5"_s, 5);
        row("actor", u"UPDATE event SET actor = 'eve' WHERE seq = 5"_s, 5);
        row("subject", u"UPDATE event SET subject = 'C9' WHERE seq = 1"_s, 1);
        row("kind", u"UPDATE event SET kind = 'charge.restarted' WHERE seq = 20"_s, 20);
        row("version", u"UPDATE event SET v = 1 WHERE seq = 5"_s, 5);
        row("payload", u"UPDATE event SET payload = replace(payload, '125000', '25000') WHERE seq = 6"_s, 6);
        row("hash", u"UPDATE event SET hash = zeroblob(32) WHERE seq = 7"_s, 7);
        row("previous hash", u"UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 7"_s, 7);
        row("first has a predecessor", u"UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 1"_s, 1);
        row("two of them", u"UPDATE event SET actor = 'eve' WHERE seq IN (9, 4, 12)"_s, 4);
        row("taken out", u"DELETE FROM event WHERE seq = 8"_s, 8);
        row("first taken out", u"DELETE FROM event WHERE seq = 1"_s, 1);
        row("put in", u"INSERT INTO event SELECT till, 21, at_utc, actor, subject, kind, v, payload, prev_hash, hash FROM event WHERE seq = 20"_s,
            21);
        row("before the first",
            u"INSERT INTO event SELECT till, 0, at_utc, actor, subject, kind, v, payload, prev_hash, hash FROM event WHERE seq = 1"_s, 1);
        row("swapped", u"UPDATE event SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4)"_s, 1);
        row("all to another till", u"UPDATE event SET till = 'A2' WHERE seq > 10"_s, 1);
    }
    void theFirstBrokenLinkIsNamed()
    {
        QFETCH(QString, statement);
        QFETCH(qint64, seq);
        SmallShop shop;
        shop.change({statement});
        const Verdict verdict = shop.verdict();
        QVERIFY2(verdict.finding == Finding::BrokenLink, qPrintable(findingName(verdict.finding) + verdict.why));
        QCOMPARE(verdict.seq, seq);
    }

    void anEventThatWasForgedWithItsHashBreaksTheNextLink()
    {
        SmallShop shop;
        JournalEvent forged;
        {
            auto connection = SqliteConnection::open(shop.path(), SqliteConnection::Mode::Read, std::chrono::milliseconds(0));
            QVERIFY(connection);
            QVERIFY((*connection)->each("SELECT * FROM event WHERE seq = 6", {}, [&](const QSqlQuery &row) { forged = *eventOf(row); }));
        }
        forged.payload.replace("125000", "25000");
        shop.change({u"UPDATE event SET payload = '%1', hash = x'%2' WHERE seq = 6"_s.arg(QString::fromUtf8(forged.payload),
                                                                                          QString::fromLatin1(eventHash(forged).toHex()))});
        is(shop.verdict(), Finding::BrokenLink, 7);
    }

    void aCutTailIsNamed()
    {
        SmallShop shop;
        shop.change({u"DELETE FROM event WHERE seq > 17"_s});
        is(shop.verdict(), Finding::CutTail, 17);
        // Without a remembered head the rows still know more than the events.
        QVERIFY(!verify(shop.path(), u"A1"_s).sound());
    }

    void aCutTailWithItsRowsIsAnOlderFile()
    {
        SmallShop shop;
        shop.change({u"DELETE FROM event WHERE seq > 18"_s, u"DELETE FROM payment WHERE sale_id = 'S10'"_s, u"DELETE FROM charge WHERE id = 'C10'"_s,
                     u"DELETE FROM sale WHERE id = 'S10'"_s, u"DELETE FROM person WHERE id = 'P10'"_s});
        is(shop.verdict(), Finding::OlderFile, 18);
        QVERIFY(verify(shop.path(), u"A1"_s).sound()); // nothing inside the file can show it: that is what the keychain is for
    }

    void anOlderCopyPutBackIsNamed()
    {
        SmallShop shop;
        const QByteArray yesterday = contentsOf(shop.path());
        const Head then = shop.head;
        {
            auto ledger = shop.open();
            QVERIFY(ledger->append({newSale(u"today"_s)}));
            shop.head = ledger->head();
        }
        QVERIFY(shop.verdict().sound());
        QVERIFY(overwrite(shop.path(), yesterday));
        is(shop.verdict(), Finding::OlderFile, then.seq);
        QVERIFY(verify(shop.path(), u"A1"_s, then).sound());
    }

    void anOlderCopyThatWentOnIsAnotherChain()
    {
        SmallShop shop;
        const QByteArray yesterday = contentsOf(shop.path());
        {
            auto ledger = shop.open();
            QVERIFY(ledger->append({newSale(u"today"_s)}));
            shop.head = ledger->head();
        }
        QVERIFY(overwrite(shop.path(), yesterday));
        {
            auto ledger = shop.open();
            QVERIFY(ledger->append({newSale(u"other"_s), newSale(u"more"_s)}));
        }
        is(shop.verdict(), Finding::OtherChain, 21);
    }

    void aLostWriteAheadFileIsNamed()
    {
        SmallShop shop;
        auto ledger = shop.open();
        QVERIFY(ledger->append({newSale(u"today"_s)}));
        const Head head = ledger->head();
        const QString copy = shop.folder.filePath(u"copy.sqlite"_s);
        QVERIFY(QFile::copy(shop.path(), copy)); // somebody copies the file of a running till, and forgets the -wal
        const Verdict verdict = verify(copy, u"A1"_s, head);
        QCOMPARE(verdict.finding, Finding::OlderFile);
        QCOMPARE(verdict.seq, 20);
    }

    void rowsThatAreNotWhatTheEventsSayAreNamed_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const QString &statement, const QString &subject) { QTest::newRow(name) << statement << subject; };
        row("sale's amount", u"UPDATE sale SET due_minor = 1 WHERE id = 'S3'"_s, u"S3"_s);
        row("sale's time", u"UPDATE sale SET created_at = NULL WHERE id = 'S3'"_s, u"S3"_s);
        row("charge's status", u"UPDATE charge SET status = 'paid' WHERE id = 'C3' OR id = 'C4'; "_s, {});
        row("charge back to open", u"UPDATE charge SET status = 'unknown' WHERE id = 'C3'"_s, u"C3"_s);
        row("unknown status", u"UPDATE charge SET status = 'half_paid' WHERE id = 'C3'"_s, u"C3"_s);
        row("hidden from Pending", u"UPDATE charge SET pending = 1 WHERE id = 'C3'"_s, u"C3"_s);
        row("payment's amount", u"UPDATE payment SET amount_minor = amount_minor + 1 WHERE receipt = 'SKL3'"_s, u"SKL3"_s);
        row("payment moved", u"UPDATE payment SET sale_id = 'S4' WHERE receipt = 'SKL3'"_s, u"SKL3"_s);
        row("payment gone", u"DELETE FROM payment WHERE receipt = 'SKL3'"_s, u"SKL3"_s);
        row("payment invented",
            u"INSERT INTO payment (receipt, sale_id, charge_id, amount_minor, currency, evidence, at) "
            "SELECT 'SKL99', sale_id, charge_id, amount_minor, currency, evidence, at FROM payment WHERE receipt = 'SKL3'"_s,
            u"SKL99"_s);
        row("receipt changed", u"UPDATE payment SET receipt = 'A' WHERE receipt = 'SKL3'"_s, u"A"_s);
    }
    void rowsThatAreNotWhatTheEventsSayAreNamed()
    {
        QFETCH(QString, statement);
        QFETCH(QString, subject);
        SmallShop shop;
        shop.change({statement});
        if (subject.isEmpty()) { // they are paid already: nothing changed, nothing to say
            QVERIFY(shop.verdict().sound());
            return;
        }
        is(shop.verdict(), Finding::RowsDiffer, 20);
        QCOMPARE(shop.verdict().subject, subject);
    }

    void personsThatAreNotWhoWasJournaledAreNamed_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("number") << u"UPDATE person SET msisdn = '254711111111' WHERE id = 'P3'"_s;
        QTest::newRow("name") << u"UPDATE person SET name = 'Eve' WHERE id = 'P3'"_s;
        QTest::newRow("gone") << u"DELETE FROM person WHERE id = 'P3'"_s;
        QTest::newRow("invented") << u"INSERT INTO person VALUES ('P3x', x'00', '254711111111', 'Eve', '')"_s;
        QTest::newRow("hint") << u"UPDATE person SET phone_hint = '126' WHERE id = 'P3'"_s;
    }
    void personsThatAreNotWhoWasJournaledAreNamed()
    {
        QFETCH(QString, statement);
        SmallShop shop;
        shop.change({statement});
        is(shop.verdict(), Finding::PersonDiffers, 20);
        QVERIFY(shop.verdict().subject.startsWith("P3"_L1));
    }

    void anErasedPersonIsNoFinding()
    {
        SmallShop shop;
        {
            auto ledger = shop.open();
            QVERIFY(ledger->erasePerson(u"P3"_s, u"manager"_s));
            shop.head = ledger->head();
        }
        const Verdict verdict = shop.verdict();
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QCOMPARE(verdict.events, 21);
    }

    void everyTillInTheFileIsWalked()
    {
        SmallShop shop;
        shop.options.till = u"B7"_s;
        QVERIFY(shop.open()->append({newSale(u"b1"_s), newSale(u"b2"_s)}));
        QCOMPARE(shop.verdict().events, 22);
        QVERIFY(shop.verdict().sound());
        shop.change({u"UPDATE event SET actor = 'eve' WHERE till = 'B7' AND seq = 2"_s});
        const Verdict verdict = shop.verdict();
        QCOMPARE(verdict.finding, Finding::BrokenLink);
        QCOMPARE(verdict.till, u"B7"_s);
        QCOMPARE(verdict.seq, 2);
    }

    void aFlippedByteIsFoundOrMattersToNobody()
    {
        // Some bytes of a database file carry nothing (the free middle of a page, counters of the header). Any other one
        // must be found: what a sound verdict vouches for is the same as before.
        SmallShop shop;
        const QByteArray whole = contentsOf(shop.path());
        const auto dump = [&] {
            QStringList lines;
            for (const QString &table : {u"event"_s, u"sale"_s, u"charge"_s, u"payment"_s, u"person"_s}) {
                auto connection = SqliteConnection::open(shop.path(), SqliteConnection::Mode::Read, std::chrono::milliseconds(0));
                QSqlQuery query(QSqlDatabase::database((*connection)->name()));
                if (!query.exec(u"SELECT * FROM "_s + table))
                    return QStringList{u"unreadable"_s};
                while (query.next()) {
                    for (int column = 0; !query.isNull(column) || column < 30; ++column)
                        lines += query.value(column).isValid() ? query.value(column).toString() : u"-"_s;
                }
            }
            return lines;
        };
        const QStringList before = dump();
        QRandomGenerator dice(4711);
        int found = 0;
        for (int i = 0; i < 350; ++i) { // most of a young file is empty pages
            QByteArray flipped = whole;
            const int at = dice.bounded(static_cast<int>(whole.size()));
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << dice.bounded(8)));
            QVERIFY(overwrite(shop.path(), flipped));
            if (!shop.verdict().sound())
                ++found;
            else
                QVERIFY2(dump() == before, qPrintable(u"byte %1"_s.arg(at)));
        }
        QVERIFY2(found > 25, qPrintable(QString::number(found)));
    }

    void everyByteOfTheRowsIsWatched()
    {
        SmallShop shop;
        const QByteArray whole = contentsOf(shop.path());
        // Where the texts of the journal stand: every copy of a charge's kind or a wire reference.
        int tried = 0;
        for (const QByteArray &text : {QByteArray("charge.proof_of_payment"), QByteArray("amountMinor"), QByteArray("INVA1C5")}) {
            for (qsizetype at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1), ++tried) {
                QByteArray flipped = whole;
                flipped[at] = static_cast<char>(flipped[at] ^ 1);
                QVERIFY(overwrite(shop.path(), flipped));
                QVERIFY2(!shop.verdict().sound(), qPrintable(u"%1 at %2"_s.arg(QString::fromLatin1(text)).arg(at)));
            }
        }
        QVERIFY(tried > 20);
    }

    void aTruncatedFileIsFound()
    {
        SmallShop shop;
        const QByteArray whole = contentsOf(shop.path());
        for (const qsizetype size :
             {whole.size() - 1, whole.size() - 4096, whole.size() / 2, qsizetype(4096), qsizetype(100), qsizetype(1), qsizetype(0)}) {
            QVERIFY(overwrite(shop.path(), whole.first(size)));
            const Verdict verdict = shop.verdict();
            const bool named = verdict.finding == Finding::Damaged || (size == whole.size() - 1 && !verdict.sound());
            QVERIFY2(named, qPrintable(u"%1 bytes: "_s.arg(size) + findingName(verdict.finding)));
        }
    }

    void whatIsNotThereCannotBeRead()
    {
        LedgerFile file;
        const Verdict verdict = verify(file.path(), u"A1"_s);
        QCOMPARE(verdict.finding, Finding::CannotRead);
        QVERIFY(!QFile::exists(file.path()));
    }

    void aTillMayGoOnWriting()
    {
        SmallShop shop;
        std::atomic<bool> stop{false};
        bool wrote = true;
        std::unique_ptr<QThread> till(QThread::create([&] {
            TestClock clock;
            SeededRandom random;
            auto ledger = SqliteLedger::open(shop.options, clock, random);
            for (int i = 0; ledger && !stop; ++i)
                wrote = wrote && (*ledger)->append({newSale(u"w%1"_s.arg(i))});
        }));
        till->start();
        for (int i = 0; i < 10; ++i) {
            const Verdict verdict = shop.verdict();
            QVERIFY2(verdict.sound(), qPrintable(verdict.why + verdict.fault.detail));
        }
        stop = true;
        QVERIFY(till->wait());
        QVERIFY(wrote);
    }

    void verifyingChangesNothing()
    {
        SmallShop shop;
        const QByteArray before = contentsOf(shop.path());
        QVERIFY(shop.verdict().sound());
        QCOMPARE(contentsOf(shop.path()), before);
    }
};

QTEST_GUILESS_MAIN(TestLedgerVerify)
#include "tst_ledger_verify.moc"
