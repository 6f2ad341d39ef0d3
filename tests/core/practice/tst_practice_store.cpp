#include "tests/core/practice/practice_bench.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! What one process leaves, the next one finds.
class TestPracticeStore : public QObject
{
    Q_OBJECT

    //! Runs statements on the file, as another program would.
    static bool execute(const QString &path, const QStringList &statements)
    {
        bool works = false;
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by-hand"_s);
            db.setDatabaseName(path);
            works = db.open();
            for (const QString &statement : statements)
                works = works && QSqlQuery(db).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"by-hand"_s);
        return works;
    }

private Q_SLOTS:
    void aLaterProcessFindsEverything()
    {
        const QTemporaryDir dir;
        Bench bench(dir.filePath(u"practice.sqlite"_s));
        const QString paid = Bench::checkoutIdOf(bench.push(u"254722000008"_s));
        const QString limited = Bench::checkoutIdOf(bench.push(u"254722000007"_s));
        bench.query(limited);   // the first of two 429
        bench.simulator.reset();
        bench.clock.advance(10s);

        bench.open(dir.filePath(u"practice.sqlite"_s));
        QCOMPARE(bench.says(paid), u"500 500.001.1001 The transaction is being processed"_s);   // with the token of before
        QCOMPARE(bench.query(limited).status, 429);
        QCOMPARE(bench.says(limited), u"200 0"_s);
        QVERIFY(bench.delivered.isEmpty());
        bench.simulator.reset();
        bench.clock.advance(24h);

        bench.open(dir.filePath(u"practice.sqlite"_s));
        QVERIFY(*bench.simulator->nextDue() < bench.clock.nowUtc());
        bench.simulator->tick();   // what came due while nothing ran
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].item(u"TransactionDate"_s).toInteger(), 20261122110015);   // when it was paid, not when it was told
        bench.freshToken();
        QCOMPARE(bench.says(paid), u"200 0"_s);
        bench.open(dir.filePath(u"practice.sqlite"_s));
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), 1);
    }

    void aPromptOutlivesTheWindow()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"practice.sqlite"_s);
        Bench bench(path, true);
        const QString id = Bench::checkoutIdOf(bench.push(u"254711000000"_s));
        bench.clock.advance(20s);
        bench.open(path, true);
        QCOMPARE(bench.simulator->prompts().size(), 1);
        bench.clock.advance(60s);
        bench.open(path, true);
        QVERIFY(bench.simulator->prompts().isEmpty());
        QCOMPARE(bench.says(id), u"200 1037"_s);
    }

    void aCallbackWhoseDeliveryDiedComesAgain()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"practice.sqlite"_s);
        Bench bench(path);
        bench.push(u"254711000000"_s);
        bench.clock.advance(2s);
        // A second process looks at the file at the moment of delivery: the callback must still be open then.
        Bench other(path);
        other.clock.advance(2s);
        qsizetype seenByOther = -1;
        bench.simulator = std::make_unique<Simulator>(
            [&] {
                Simulator::Options options = practiceOptions();
                options.storePath = path;
                return options;
            }(),
            bench.clock, bench.random, [&](const QUrl &, const QByteArray &) {
                other.simulator->tick();
                seenByOther = other.delivered.size();
            });
        bench.simulator->tick();
        QCOMPARE(seenByOther, 1);
        QVERIFY(!bench.simulator->nextDue());
    }

    void twoProcessesShareTheFile()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"practice.sqlite"_s);
        Bench one(path);
        Bench two(path);
        one.freshToken();
        two.token = one.token;
        const QString id = Bench::checkoutIdOf(one.push(u"254711000000"_s));
        QCOMPARE(two.push(u"254711000000"_s).status, 500);   // the phone is busy with the other till's prompt
        QCOMPARE(two.says(id), u"500 500.001.1001 The transaction is being processed"_s);
        QVERIFY(two.push(u"254711000001"_s).status == 200);
        QVERIFY(one.simulator->nextDue().has_value());
    }

    void theFileIsPrivate()
    {
#ifndef Q_OS_UNIX
        QSKIP("file modes are Unix's");
#endif
        const QTemporaryDir dir;
        Bench bench(dir.filePath(u"practice.sqlite"_s));
        bench.push(u"254711000000"_s);
        const QStringList files = QDir(dir.path()).entryList(QDir::Files);
        QVERIFY(files.contains(u"practice.sqlite"_s));
        for (const QString &file : files) {
            const auto others = QFile::permissions(dir.filePath(file)) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
            QVERIFY2(!others, qPrintable(file));
        }
    }

    void aFileOfTheFirstKauntaIsBroughtUpToDate()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"practice.sqlite"_s);
        // As version 1 wrote it: no version number, no books. One push is paid, one waits.
        QVERIFY(execute(path, {u"CREATE TABLE token(value TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID"_s,
                               u"CREATE TABLE push(checkout_id TEXT PRIMARY KEY, merchant_id TEXT NOT NULL, phone TEXT NOT NULL, amount TEXT NOT NULL,"
                               " short_code TEXT NOT NULL, reference TEXT NOT NULL, callback_url TEXT NOT NULL, created_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,"
                               " result TEXT, result_at INTEGER, pending INTEGER NOT NULL, early_result TEXT, early_from INTEGER NOT NULL,"
                               " limited_left INTEGER NOT NULL, receipt TEXT UNIQUE, tries_left INTEGER NOT NULL, ignored INTEGER NOT NULL)"_s,
                               u"CREATE TABLE callback(id INTEGER PRIMARY KEY, checkout_id TEXT NOT NULL, due_at INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0)"_s,
                               u"CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
                               u"INSERT INTO push VALUES('ws_CO_1', 'm', '254711000000', '100', '174379', 'INV1', 'https://shop.example/old', @-60000, @, '0', @-58000, 0, NULL, 0, 0,"
                               " 'TESTAAAAAA', 3, 0)"_s.replace(u'@', QString::number(TestClock().nowUtc().toMSecsSinceEpoch())),
                               u"INSERT INTO callback(checkout_id, due_at) VALUES('ws_CO_1', @)"_s.replace(u'@', QString::number(TestClock().nowUtc().toMSecsSinceEpoch()))}));
        Bench bench(path);
        QCOMPARE(bench.simulator->problem(), QString());
        bench.simulator->tick();
        QCOMPARE(bench.delivered.size(), 1);
        QCOMPARE(bench.delivered[0].url, QUrl(u"https://shop.example/old"_s));
        bench.freshToken();
        const QJsonObject pulled = parsed(bench.post("/pulltransactions/v1/query", {{u"ShortCode"_s, 174379}, {u"StartDate"_s, u"2026-11-22 00:00:00"_s}, {u"EndDate"_s, u"2026-11-23 00:00:00"_s}, {u"OffSetValue"_s, 0}}).body);
        QCOMPARE(pulled.value("Response"_L1).toArray().at(0).toArray().at(0).toObject().value("transactionId"_L1), QJsonValue(u"TESTAAAAAA"_s));
        QCOMPARE(bench.push(u"254711000001"_s).status, 200);
        bench.open(path);   // and only once
        QCOMPARE(bench.simulator->problem(), QString());
    }

    void aFileOfALaterKauntaIsLeftAlone()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"practice.sqlite"_s);
        Bench(path).freshToken();
        QVERIFY(execute(path, {u"PRAGMA user_version = 99"_s, u"DELETE FROM token"_s}));
        Bench bench(path);
        QVERIFY(bench.simulator->problem().contains(u"later version"_s));
        bench.freshToken();
        QCOMPARE(bench.push(u"254711000000"_s).status, 200);   // in memory
        QVERIFY(execute(path, {u"INSERT INTO counter VALUES('tokens', (SELECT CASE count(*) WHEN 0 THEN 0 END FROM token))"_s}));   // NULL is refused: nothing was written
    }

    void aFileThatCannotBeUsedIsToldAndPracticeGoesOn()
    {
        const QTemporaryDir dir;
        const QString broken = dir.filePath(u"broken.sqlite"_s);
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no database, but long enough to be looked at as one");
        file.close();
        for (const QString &path : {broken, dir.filePath(u"no/such/folder/practice.sqlite"_s)}) {
            Bench bench(path);
            QVERIFY(bench.simulator->problem().contains(path));
            QCOMPARE(bench.push(u"254711000000"_s).status, 200);
        }
        QVERIFY(Bench().simulator->problem().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPracticeStore)
#include "tst_practice_store.moc"
