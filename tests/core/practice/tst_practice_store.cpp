#include "tests/core/practice/practice_bench.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace kaunta::practice;
using namespace kaunta::practice::test;

//! What one process leaves, the next one finds.
class TestPracticeStore : public QObject
{
    Q_OBJECT

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
