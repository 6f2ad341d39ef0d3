#include "core/profile/writer_lock.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

class TestWriterLock : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

    static QByteArray start(QProcess &holder, const QStringList &arguments)
    {
        holder.start(QStringLiteral(LOCK_HOLDER), arguments);
        while (!holder.canReadLine())
            if (!holder.waitForReadyRead(30000))
                return "no answer: " + holder.readAllStandardError();
        return holder.readLine().trimmed();
    }

private Q_SLOTS:
    void aSecondWriterIsRefusedUntilTheFirstIsGone()
    {
        const QString folder = m_dir.filePath(u"shop"_s);   // not there yet
        auto first = WriterLock::take(folder);
        QVERIFY(first != nullptr);
        LockTrouble trouble = LockTrouble::CannotWrite;
        QVERIFY(WriterLock::take(folder, &trouble) == nullptr);
        QCOMPARE(trouble, LockTrouble::TillRunning);
        first.reset();
        QVERIFY(WriterLock::take(folder) != nullptr);
    }

    void anotherProcessIsRefused()
    {
        const auto mine = WriterLock::take(m_dir.filePath(u"both"_s));
        QProcess other;
        QCOMPARE(start(other, {m_dir.filePath(u"both"_s)}), QByteArrayLiteral("refused"));
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
    }

    void aKilledProcessLeavesNoLock_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("alone") << QStringList();
        QTest::newRow("with a child that lives on") << QStringList{u"child"_s};
    }
    void aKilledProcessLeavesNoLock()
    {
        QFETCH(QStringList, more);
        const QString folder = m_dir.filePath(u"killed"_s);
        QProcess holder;
        QCOMPARE(start(holder, QStringList{folder} + more), QByteArrayLiteral("held"));
        QVERIFY(WriterLock::take(folder) == nullptr);
        holder.kill();   // SIGKILL: nothing of its own runs any more
        QVERIFY(holder.waitForFinished());
        QCOMPARE(holder.exitStatus(), QProcess::CrashExit);
        QVERIFY(WriterLock::take(folder) != nullptr);
        QVERIFY(QFile::exists(folder + u"/writer.lock"_s));
    }

    void aFolderThatCannotBeMadeIsNotCalledATill()
    {
        LockTrouble trouble = LockTrouble::TillRunning;
        QVERIFY(WriterLock::take(m_dir.filePath(u"no/such/parent"_s), &trouble) == nullptr);
        QCOMPARE(trouble, LockTrouble::CannotWrite);
    }
};

QTEST_GUILESS_MAIN(TestWriterLock)
#include "tst_writer_lock.moc"
