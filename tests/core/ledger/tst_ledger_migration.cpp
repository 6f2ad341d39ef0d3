#include "core/ledger/record_json.h"
#include "core/ledger/verify.h"
#include "tests/core/ledger/ledger_files.h"

#include <QJsonDocument>

using namespace kaunta;
using namespace kaunta::ledger;
using namespace kaunta::ledger::test;

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

LedgerError errorOf(LedgerFile &file)
{
    const auto opened = file.tryOpen();
    if (opened)
        qFatal("opened, but should have been refused");
    return opened.error().error;
}

//! The embedded migrations and one that does not exist yet.
QList<Migration> withOneMore(const QString &statement = u"ALTER TABLE setting ADD COLUMN extra TEXT"_s)
{
    QList<Migration> migrations = embeddedMigrations();
    migrations.append({migrations.last().version + 1, {statement}});
    return migrations;
}

//! A file as the first version of the program left it: its tables, and events in its words.
class FirstVersion
{
public:
    explicit FirstVersion(LedgerFile &file) : m_file(file)
    {
        const Migration first = embeddedMigrations().first();
        QStringList statements = first.statements;
        statements += u"PRAGMA user_version = 1"_s;
        run(statements);
        write(u"C1"_s, u"charge.confirmed"_s, {{u"sale"_s, toJson(ledger::test::sale())}, {u"charge"_s, toJson(charge())}, {u"person"_s, personRow()}});
        ChargeRecord paid = charge();
        paid.state = {sale::Status::Paid, 1, sale::Evidence::Callback, sale::Check::Nothing, false, u"SKL1ABCDEF"_s, {}};
        write(u"C1"_s, u"charge.proof_of_payment"_s, {{u"charge"_s, toJson(paid)}, {u"payment"_s, paymentRow()}});
        run({u"INSERT INTO sale VALUES (1, 'S1', 'A1-S1', 125000, 'KES', 'cashier', 'INV S1', 'Payment', 'P1', %1)"_s.arg(ms(0)),
             u"INSERT INTO charge VALUES (1, 'C1', 'S1', NULL, 'P1', 125000, 'KES', 'paid', 1, 'callback', 'nothing', 0, 'SKL1ABCDEF', '', "
             "'INVA1C1', 'token-C1', NULL, '', '', %1, NULL, NULL, NULL, 'boot-1', 3600000, 0)"_s.arg(ms(1)),
             u"INSERT INTO payment VALUES ('SKL1ABCDEF', 'S1', 'C1', 125000, 'KES', 'callback', %1)"_s.arg(ms(9)),
             u"INSERT INTO person VALUES ('P1', x'%1', '254722000001', '%2')"_s.arg(QString::fromLatin1(kSalt.toHex()), person().name)});
    }
    Head head() const { return m_head; }

private:
    static inline const QByteArray kSalt = QByteArray(32, 's');

    static qint64 ms(int second) { return at(second).toMSecsSinceEpoch(); }
    void run(const QStringList &statements) const
    {
        const QString error = tamper(m_file.path(), statements);
        if (error != "0"_L1)
            qFatal("SQLite %s", qPrintable(error));
    }
    //! HMAC over number and name, as version 1 computed it (with Python's hmac, from the description in phone_veil.h).
    static QJsonObject personRow()
    {
        return {{u"id"_s, u"P1"_s}, {u"digest"_s, u"0147413d2111e106430ddb8b118cc5971f5b990bcf76762be3f090a4653333a9"_s}};
    }
    static QJsonObject paymentRow()
    {
        return {{u"receipt"_s, u"SKL1ABCDEF"_s}, {u"saleId"_s, u"S1"_s},         {u"chargeId"_s, u"C1"_s},  {u"evidence"_s, u"callback"_s},
                {u"at"_s, u"2026-11-22T08:00:09.000Z"_s}, {u"amountMinor"_s, 125000}, {u"currency"_s, u"KES"_s}};
    }
    void write(const QString &subject, const QString &kind, const QJsonObject &rows)
    {
        JournalEvent event{u"A1"_s, m_head.seq + 1, u"2026-11-22T08:00:00.000Z"_s, u"cashier"_s, subject, kind, 1, {}, m_head.hash, {}};
        event.payload = QJsonDocument(QJsonObject{{u"rows"_s, rows}}).toJson(QJsonDocument::Compact);
        event.hash = eventHash(event);
        run({u"INSERT INTO event VALUES ('A1', %1, '%2', 'cashier', '%3', '%4', 1, '%5', x'%6', x'%7')"_s.arg(
            QString::number(event.seq), event.atUtc, subject, kind, QString::fromUtf8(event.payload), QString::fromLatin1(event.prevHash.toHex()),
            QString::fromLatin1(event.hash.toHex()))});
        m_head = {event.seq, event.hash};
    }

    LedgerFile &m_file;
    Head m_head;
};

} // namespace

//! From one version of the file to the next.
class TestLedgerMigration final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileOfALaterVersionIsLeftAlone()
    {
        LedgerFile file;
        file.options.migrations = withOneMore();
        file.open().reset();
        const QByteArray bytes = contentsOf(file.path());
        file.options.migrations = embeddedMigrations();
        QCOMPARE(errorOf(file), LedgerError::Newer);
        const auto reader = SqliteLedger::openReader(file.path());
        QVERIFY(!reader && reader.error().error == LedgerError::Newer);
        QCOMPARE(verify(file.path(), u"A1"_s).fault.error, LedgerError::Newer);
        QCOMPARE(contentsOf(file.path()), bytes);
    }

    void aMigrationKeepsACopyOfWhatWasThere()
    {
        LedgerFile file;
        {
            auto ledger = file.open();
            QVERIFY(ledger->append({newSale(u"1"_s)}));
            QVERIFY(!QFile::exists(file.folder.filePath(u"backup"_s))); // a new file needs none
        }
        file.options.migrations = withOneMore();
        QVERIFY(file.open()->charge(u"C1"_s));
        QVERIFY(file.open()->charge(u"C1"_s)); // and no second copy
        const QDir backup(file.folder.filePath(u"backup"_s));
        QCOMPARE(backup.entryList(QDir::Files), QStringList{u"ledger-20261122T080000Z-v2.sqlite"_s});
        const QString copy = backup.filePath(u"ledger-20261122T080000Z-v2.sqlite"_s);
#ifndef Q_OS_WIN
        QCOMPARE(QFile::permissions(copy), kOwnerOnly);
#endif
        const Verdict verdict = verify(copy, u"A1"_s); // this program knows version 2
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QCOMPARE(verdict.events, 1);
        QVariant version;
        QCOMPARE(tamper(file.path(), {u"PRAGMA user_version"_s}, &version), u"0"_s);
        QCOMPARE(version.toInt(), 3);
    }

    void aMigrationIsAllOrNothing()
    {
        LedgerFile file;
        file.open().reset();
        file.options.migrations = withOneMore(u"CREATE TABLE more (x TEXT)"_s);
        file.options.migrations.last().statements.append(u"this is not SQL"_s);
        QCOMPARE(errorOf(file), LedgerError::Other);
        QVariant version;
        QVariant tables;
        QCOMPARE(tamper(file.path(), {u"PRAGMA user_version"_s}, &version), u"0"_s);
        QCOMPARE(tamper(file.path(), {u"SELECT count(*) FROM sqlite_schema WHERE name = 'more'"_s}, &tables), u"0"_s);
        QCOMPARE(version.toInt(), 2);
        QCOMPARE(tables.toInt(), 0);
        QCOMPARE(errorOf(file), LedgerError::Other); // the second try keeps the first copy and makes another
        QCOMPARE(QDir(file.folder.filePath(u"backup"_s)).entryList(QDir::Files).size(), 2);
    }

    void aMigrationThatCannotBeBackedUpIsNotMade()
    {
        LedgerFile file;
        file.open().reset();
        QVERIFY(overwrite(file.folder.filePath(u"backup"_s), "a file where the folder should be"));
        file.options.migrations = withOneMore();
        (void)errorOf(file);
        QVariant version;
        QCOMPARE(tamper(file.path(), {u"PRAGMA user_version"_s}, &version), u"0"_s);
        QCOMPARE(version.toInt(), 2);
    }

    void migrationsAreNumberedWithoutAGap()
    {
        const auto migrations = embeddedMigrations();
        QVERIFY(!migrations.isEmpty());
        for (qsizetype i = 0; i < migrations.size(); ++i)
            QCOMPARE(migrations[i].version, i + 1);
        QCOMPARE(statementsOf(u"-- words\nCREATE TABLE a (x);\n\n  \n\nCREATE TRIGGER t BEFORE DELETE ON a BEGIN\n-- more\n  SELECT 1;\nEND;\n"_s),
                 (QStringList{u"CREATE TABLE a (x);"_s, u"CREATE TRIGGER t BEFORE DELETE ON a BEGIN\n  SELECT 1;\nEND;"_s}));
    }

    void aLedgerOfTheFirstVersionGoesOnAndStillVerifies()
    {
        LedgerFile file;
        const Head before = FirstVersion(file).head();
        auto ledger = file.open();
        QCOMPARE(ledger->head(), before);
        QCOMPARE(ledger->payment(u"SKL1ABCDEF"_s), std::optional(payment()));
        QCOMPARE(ledger->person(u"P1"_s), std::optional(person()));
        QCOMPARE(ledger->charge(u"C1"_s)->state.status, sale::Status::Paid);
        QVERIFY(QFile::exists(file.folder.filePath(u"backup/ledger-20261122T080000Z-v1.sqlite"_s)));
        Verdict verdict = verify(file.path(), u"A1"_s, before);
        QVERIFY2(verdict.sound(), qPrintable(verdict.why + verdict.subject));
        QCOMPARE(verdict.events, 2);

        QVERIFY(ledger->append({about(reversal()), about(direct(), payer())}));
        QCOMPARE(ledger->eventsOf(u"C1"_s).last().version, 1);
        QCOMPARE(ledger->eventsOf(u"F1"_s).last().version, 2);
        const auto rows = [&] {
            return QList{ledger->payment(u"SKL1ABCDEF"_s), ledger->payment(u"SKD1ABCDEF"_s)};
        };
        const auto live = rows();
        QVERIFY(ledger->rebuild());
        QCOMPARE(rows(), live);
        QCOMPARE(ledger->refund(u"F1"_s), std::optional(reversal()));
        verdict = verify(file.path(), u"A1"_s, ledger->head());
        QVERIFY2(verdict.sound(), qPrintable(verdict.why + verdict.subject));
    }

    void aNewEventThatLacksAFieldIsUnreadable()
    {
        // The same words under version 2: half a record, and nobody guesses the other half.
        LedgerFile file;
        FirstVersion first(file);
        file.open().reset();
        JournalEvent event;
        {
            auto connection = SqliteConnection::open(file.path(), SqliteConnection::Mode::Read, std::chrono::milliseconds(0));
            QVERIFY(connection);
            QVERIFY((*connection)->each("SELECT * FROM event WHERE seq = 2", {}, [&](const QSqlQuery &row) { event = *eventOf(row); }));
        }
        event.version = 2;
        QCOMPARE(tamper(file.path(), {u"DROP TRIGGER event_no_update"_s,
                                      u"UPDATE event SET v = 2, hash = x'%1' WHERE seq = 2"_s.arg(QString::fromLatin1(eventHash(event).toHex()))}),
                 u"0"_s);
        const Verdict verdict = verify(file.path(), u"A1"_s);
        QCOMPARE(verdict.finding, Finding::BrokenLink);
        QCOMPARE(verdict.seq, 2);
        auto ledger = file.open();
        const auto rebuilt = ledger->rebuild();
        QVERIFY(!rebuilt && rebuilt.error().error == LedgerError::Corrupt);
        QCOMPARE(ledger->charge(u"C1"_s)->state.status, sale::Status::Paid); // nothing was half rebuilt
    }
};

QTEST_GUILESS_MAIN(TestLedgerMigration)
#include "tst_ledger_migration.moc"
