#include "core/ledger/sqlite_ledger.h"

#include "core/ledger/sqlite_statements.h"
#include "core/ledger/verify.h"
#include "tests/core/ledger/ledger_files.h"

#include <QThread>

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

} // namespace

//! What is special about the one on SQLite; what it shares with the other one is in tst_ledger_conformance.
class TestSqliteLedger final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThereAfterARestart()
    {
        LedgerFile file;
        Head head;
        {
            auto ledger = file.open();
            QVERIFY(ledger->append({newSale(u"1"_s), newSale(u"2"_s)}));
            ledger->setSetting(u"rate"_s, u"9"_s);
            head = ledger->head();
        }
        auto ledger = file.open();
        QCOMPARE(ledger->head(), head);
        QCOMPARE(ledger->charge(u"C1"_s), newSale(u"1"_s).charge);
        QCOMPARE(ledger->setting(u"rate"_s), u"9"_s);
        QVERIFY(ledger->append({about(charge())}));
        QCOMPARE(ledger->head().seq, 3);
        QVERIFY(verify(file.path(), u"A1"_s, head).sound());
    }

    void everyFileIsForItsOwnerAlone()
    {
#ifdef Q_OS_WIN
        QSKIP("folders give the rights there");
#endif
        LedgerFile file;
        file.open().reset();
        QVERIFY(QFile::setPermissions(file.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        auto ledger = file.open();
        QVERIFY(ledger->append({newSale(u"1"_s)}));
        const QStringList names = QDir(file.folder.path()).entryList(QDir::Files);
        QCOMPARE(names, (QStringList{u"ledger.sqlite"_s, u"ledger.sqlite-shm"_s, u"ledger.sqlite-wal"_s, u"reserve.bin"_s}));
        for (const QString &name : names)
            QCOMPARE(QFile::permissions(file.folder.filePath(name)), kOwnerOnly);
    }

    void itIsDurableAndStrict()
    {
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(ledger->readyToCharge()); // which lowers it for a moment
        const auto pragma = [&](const QString &name) {
            QSqlQuery query(QSqlDatabase::database(ledger->connectionName()));
            return query.exec(u"PRAGMA "_s + name) && query.next() ? query.value(0).toString() : QString();
        };
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"synchronous"_s), u"2"_s); // FULL
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
        QCOMPARE(pragma(u"secure_delete"_s), u"1"_s);
        QCOMPARE(pragma(u"application_id"_s), QString::number(kApplicationId));
    }

    void connectionsAreTakenAway()
    {
        LedgerFile file;
        const auto before = QSqlDatabase::connectionNames();
        {
            auto ledger = file.open();
            auto reader = SqliteLedger::openReader(file.path());
            QVERIFY(reader);
            QCOMPARE(QSqlDatabase::connectionNames().size(), before.size() + 2);
        }
        QCOMPARE(QSqlDatabase::connectionNames(), before);
        QVERIFY(!QFile::exists(file.path() + u"-wal"_s)); // closed for real
    }

    void theJournalOnlyGrows()
    {
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(ledger->append({newSale(u"1"_s), newSale(u"2"_s)}));
        const Head head = ledger->head();
        const QString trigger = u"1811"_s; // SQLITE_CONSTRAINT_TRIGGER
        const QString columns = u" INTO event SELECT till, seq, at_utc, 'eve', subject, kind, v, payload, prev_hash, hash FROM event WHERE seq = 2"_s;
        QCOMPARE(tamper(file.path(), {u"UPDATE event SET actor = 'eve' WHERE seq = 1"_s}), trigger);
        QCOMPARE(tamper(file.path(), {u"DELETE FROM event WHERE seq = 2"_s}), trigger);
        QCOMPARE(tamper(file.path(), {u"INSERT OR REPLACE"_s + columns}), trigger);
        QCOMPARE(tamper(file.path(), {u"INSERT OR IGNORE"_s + columns}), trigger);
        QCOMPARE(tamper(file.path(),
                        {u"INSERT INTO event SELECT till, 9, at_utc, actor, subject, kind, v, payload, hash, hash FROM event WHERE seq = 2"_s}),
                 trigger);
        QCOMPARE(tamper(file.path(),
                        {u"INSERT INTO event SELECT till, 3, at_utc, actor, subject, kind, v, payload, prev_hash, hash FROM event WHERE seq = 2"_s}),
                 trigger);
        QVERIFY(verify(file.path(), u"A1"_s, head).sound());
        QCOMPARE(ledger->head(), head);
    }

    void whatIsNoLedgerIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("long text") << QByteArray(100'000, 'x');
        QTest::newRow("half a header") << QByteArray("SQLite format 3\0", 16);
    }
    void whatIsNoLedgerIsLeftAlone()
    {
        QFETCH(QByteArray, bytes);
        LedgerFile file;
        QVERIFY(overwrite(file.path(), bytes));
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
        QCOMPARE(contentsOf(file.path()), bytes);
        QCOMPARE(verify(file.path(), u"A1"_s).finding, Finding::Damaged);
    }

    void anotherProgramsDatabaseIsLeftAlone()
    {
        LedgerFile file;
        QCOMPARE(tamper(file.path(), {u"CREATE TABLE songs (title TEXT)"_s}), u"0"_s);
        const QByteArray bytes = contentsOf(file.path());
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
        QCOMPARE(contentsOf(file.path()), bytes);
        QCOMPARE(tamper(file.path(), {u"PRAGMA user_version = 1"_s}), u"0"_s);
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
    }

    void aDamagedFileIsFoundWhenItIsOpened()
    {
        LedgerFile file;
        {
            auto ledger = file.open();
            for (int i = 0; i < 50; ++i)
                QVERIFY(ledger->append({newSale(QString::number(i))}));
        }
        const QByteArray whole = contentsOf(file.path());
        QVERIFY(overwrite(file.path(), whole.first(whole.size() / 2)));
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
        QByteArray torn = whole;
        torn.replace(4 * 4096, 4096, QByteArray(4096, '\x5a'));
        QVERIFY(overwrite(file.path(), torn));
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
        QVERIFY(overwrite(file.path(), {})); // emptied: not taken for a new one
        QCOMPARE(errorOf(file), LedgerError::Corrupt);
        QVERIFY(overwrite(file.path(), whole));
        file.open().reset();
    }

    void aFileThatCannotBeReadSaysSoInsteadOfNotFound()
    {
        LedgerFile file;
        file.options.checkUpTo = 0; // as with a file of many gigabytes
        file.open().reset();
        const qsizetype empty = contentsOf(file.path()).size() / 4096; // tables and indexes without a row
        {
            auto ledger = file.open();
            for (int i = 0; i < 300; ++i)
                QVERIFY(ledger->append({newSale(QString::number(i))}));
        }
        QByteArray bytes = contentsOf(file.path());
        for (qsizetype page = empty; page < bytes.size() / 4096; ++page)
            bytes.replace(page * 4096, 4096, QByteArray(4096, '\x5a'));
        QVERIFY(overwrite(file.path(), bytes));
        auto ledger = file.open();
        QVERIFY(!ledger->readFault());
        (void)ledger->pendingCharges();
        QVERIFY(ledger->readFault());
        QCOMPARE(ledger->readFault()->error, LedgerError::Corrupt);
        const auto ready = ledger->readyToCharge();
        QVERIFY(!ready && ready.error().error == LedgerError::Corrupt);
    }

    void anUnknownStatusIsDamageAndNotAGuess()
    {
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(ledger->append({newSale(u"1"_s)}));
        QCOMPARE(tamper(file.path(), {u"UPDATE charge SET status = 'half_paid'"_s}), u"0"_s);
        QVERIFY(!ledger->charge(u"C1"_s));
        QVERIFY(ledger->readFault() && ledger->readFault()->error == LedgerError::Corrupt);
    }

    void theSecondOfTwoWritersIsBusyAndNothingBreaks()
    {
        LedgerFile file;
        auto first = file.open();
        auto second = file.open();
        QSqlQuery lock(QSqlDatabase::database(first->connectionName()));
        QVERIFY(lock.exec(u"BEGIN IMMEDIATE"_s));
        const auto busy = second->append({newSale(u"1"_s)});
        QVERIFY(!busy);
        QCOMPARE(busy.error().error, LedgerError::Busy);
        const auto ready = second->readyToCharge();
        QVERIFY(!ready && ready.error().error == LedgerError::Busy);
        const auto third = file.tryOpen();
        QVERIFY(!third && third.error().error == LedgerError::Busy);
        QVERIFY(lock.exec(u"ROLLBACK"_s));
        for (int i = 0; i < 20; ++i) // in turns: one chain
            QVERIFY((i % 2 == 0 ? first : second)->append({newSale(QString::number(i))}));
        QCOMPARE(first->head().seq, 20);
        QVERIFY(verify(file.path(), u"A1"_s).sound());
    }

    void writersOnTwoThreadsMakeOneChain()
    {
        LedgerFile file;
        file.options.busyTimeout = std::chrono::seconds(60);
        file.open().reset();
        const auto work = [&](const QString &prefix, quint32 seed) {
            return QThread::create([&file, prefix, seed] {
                TestClock clock;
                SeededRandom random(seed);
                auto ledger = SqliteLedger::open(file.options, clock, random);
                for (int i = 0; ledger && i < 100; ++i) {
                    if (!(*ledger)->append({newSale(prefix + QString::number(i), u"P"_s + prefix, u"25472200000"_s + QString::number(seed))}))
                        return;
                }
            });
        };
        std::unique_ptr<QThread> one(work(u"x"_s, 1));
        std::unique_ptr<QThread> two(work(u"y"_s, 2));
        one->start();
        two->start();
        QVERIFY(one->wait() && two->wait());
        const Verdict verdict = verify(file.path(), u"A1"_s);
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QCOMPARE(verdict.events, 200);
    }

    void aReaderSeesEveryAppendAndDisturbsNobody()
    {
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(ledger->append({newSale(u"1"_s)}));
        std::atomic<int> acknowledged{1};
        std::atomic<bool> stop{false};
        QString trouble;
        int rounds = 0;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            auto reader = SqliteLedger::openReader(file.path());
            if (!reader) {
                trouble = reader.error().detail;
                return;
            }
            while (!stop || rounds == 0) {
                const int atLeast = acknowledged;
                const LedgerReader &open = **reader;
                if (open.saleCount() < atLeast || open.pendingCharges().size() < atLeast || open.head().seq < atLeast ||
                    !open.sale(u"S%1"_s.arg(atLeast)))
                    trouble = u"something acknowledged is missing"_s;
                if (open.readFault())
                    trouble = open.readFault()->detail;
                ++rounds;
            }
        }));
        thread->start();
        for (int i = 2; i <= 150; ++i) {
            QVERIFY(ledger->append({newSale(QString::number(i))}));
            acknowledged = i;
        }
        stop = true;
        QVERIFY(thread->wait());
        QCOMPARE(trouble, QString());
        QVERIFY(rounds > 0);
    }

    void aReaderCannotWrite()
    {
        LedgerFile file;
        auto ledger = file.open();
        auto connection = SqliteConnection::open(file.path(), SqliteConnection::Mode::Read, std::chrono::milliseconds(0));
        QVERIFY(connection);
        const auto wrote = (*connection)->exec(u"UPDATE probe SET n = 0"_s);
        QVERIFY(!wrote);
        QCOMPARE(wrote.error().error, LedgerError::ReadOnly);
    }

    void aReaderOfNothingMakesNothing()
    {
        LedgerFile file;
        const auto reader = SqliteLedger::openReader(file.path());
        QVERIFY(!reader);
        QVERIFY(!QFile::exists(file.path()));
    }

    void aFileThatWasReplacedUnderTheTillIsNoticed()
    {
#ifdef Q_OS_WIN
        QSKIP("an open file cannot be moved there");
#endif
        LedgerFile file;
        auto ledger = file.open();
        QVERIFY(QFile::rename(file.path(), file.path() + u".old"_s));
        QVERIFY(!ledger->readyToCharge());
        QVERIFY(!ledger->append({newSale(u"1"_s)}));
        QVERIFY(QFile::copy(file.path() + u".old"_s, file.path()));
        QVERIFY(!ledger->readyToCharge());
        QVERIFY(!ledger->append({newSale(u"1"_s)}));
    }

    void rebuildingChangesNothing()
    {
        LedgerFile file;
        auto ledger = file.open();
        RandomShop shop(7);
        for (int i = 0; i < 500; ++i) {
            const auto changes = shop.next();
            if (ledger->append(changes))
                shop.stored(changes);
            if (i % 100 == 99)
                (void)ledger->erasePerson(shop.somePerson(), u"m"_s);
        }
        const QStringList live = everythingIn(*ledger, shop);
        QCOMPARE(
            tamper(file.path(), {u"UPDATE charge SET status = 'paid', pending = 0"_s, u"DELETE FROM refund"_s, u"DELETE FROM payment"_s, u"UPDATE sale SET due_minor = 1"_s,
                                u"DELETE FROM claim"_s, u"UPDATE user SET role = 'owner'"_s, u"UPDATE enquiry SET answer = '{}'"_s}),
            u"0"_s);
        QVERIFY(everythingIn(*ledger, shop) != live);
        QVERIFY(ledger->rebuild());
        QCOMPARE(everythingIn(*ledger, shop), live);
        QVERIFY(verify(file.path(), u"A1"_s, ledger->head()).sound());
    }

    void anErasedNumberIsGoneFromTheFile()
    {
        LedgerFile file;
        auto ledger = file.open();
        Change change = newSale(u"1"_s, u"P1"_s, u"254722987654"_s);
        change.sale->reference = u"0722987654"_s;
        change.charge->checkoutRequestId = u"ws_CO_21072024125243250722987654"_s;
        change.charge->state.status = sale::Status::Declined;
        QVERIFY(ledger->append({change}));
        const auto everyByte = [&] { return QByteArray(contentsOf(file.path()) + contentsOf(file.path() + u"-wal"_s)); };
        QVERIFY(everyByte().contains("722987654"));
        QVERIFY(ledger->erasePerson(u"P1"_s, u"manager"_s));
        QVERIFY(!everyByte().contains("722987654"));
        const Verdict verdict = verify(file.path(), u"A1"_s, ledger->head());
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
        QVERIFY(ledger->rebuild());
        QVERIFY(!ledger->readFault());
    }

    void everyQuestionHasAnIndex_data()
    {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char *name, const char *sql) { QTest::newRow(name) << QString::fromLatin1(sql); };
        row("sale", sql::kSale);
        row("charge", sql::kCharge);
        row("chargeByKey", sql::kChargeByKey);
        row("chargeByToken", sql::kChargeByToken);
        row("chargeByEarlierToken", sql::kChargeByEarlierToken);
        row("person", sql::kPerson);
        row("personByMsisdn", sql::kPersonByMsisdn);
        row("payment", sql::kPayment);
        row("paymentsOfSale", sql::kPaymentsOfSale);
        row("directPayments", sql::kDirectPayments);
        row("loosePayments", sql::kLoosePayments);
        row("refund", sql::kRefund);
        row("refundByToken", sql::kRefundByToken);
        row("refundsOfReceipt", sql::kRefundsOfReceipt);
        row("openRefunds", sql::kOpenRefunds);
        row("refundsSince", sql::kRefundsSince);
        row("enquiry", sql::kEnquiry);
        row("enquiryByToken", sql::kEnquiryByToken);
        row("openEnquiries", sql::kOpenEnquiries);
        row("enquiriesOf", sql::kEnquiriesOf);
        row("user", sql::kUser);
        row("userById", sql::kUserById);
        row("pin", sql::kPin);
        row("claim", sql::kClaim);
        row("claims", sql::kClaims);
        row("chargesOfSale", sql::kChargesOfSale);
        row("pendingCharges", sql::kPendingCharges);
        row("chargesOfPerson", sql::kChargesOfPerson);
        row("everyChargeOfPerson", sql::kEveryChargeOfPerson);
        row("salesOfPerson", sql::kSalesOfPerson);
        row("chargesSince", sql::kChargesSince);
        row("eventsOf", sql::kEventsOf);
        row("wireReferenceUsed", sql::kReferenceUsed);
        row("saleCount", sql::kSaleCount);
        row("setting", sql::kSetting);
        row("head", sql::kHead);
    }
    void everyQuestionHasAnIndex()
    {
        QFETCH(QString, sql);
        LedgerFile file;
        auto ledger = file.open();
        QSqlQuery query(QSqlDatabase::database(ledger->connectionName()));
        QVERIFY(query.prepare(u"EXPLAIN QUERY PLAN "_s + sql));
        for (qsizetype i = 0; i < sql.count(u'?'); ++i)
            query.bindValue(static_cast<int>(i), u"x"_s);
        QVERIFY(query.exec());
        QStringList plan;
        while (query.next())
            plan += query.value(3).toString();
        const QString text = plan.join(u'\n');
        QVERIFY(!plan.isEmpty());
        for (const QString &step : plan) { // a SCAN is allowed only where it goes along an index that holds just the answer
            const bool looksUp = !step.startsWith("SCAN"_L1) || step.contains("charge_pending"_L1) || step.contains("_open"_L1);
            QVERIFY2(looksUp || sql == QLatin1StringView(sql::kSaleCount), qPrintable(text));
        }
        QVERIFY2(!text.contains("TEMP B-TREE"_L1) || sql == QLatin1StringView(sql::kEveryChargeOfPerson) ||
                     sql == QLatin1StringView(sql::kSalesOfPerson),
                 qPrintable(text)); // those two are for erasing a person only
    }
};

QTEST_GUILESS_MAIN(TestSqliteLedger)
#include "tst_sqlite_ledger.moc"
