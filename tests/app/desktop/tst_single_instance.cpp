#include "app/desktop/single_instance.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace kaunta;
using desktop::SingleInstance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Place = SingleInstance::Place;

namespace {

//! A second start, in a thread of its own: the first one must be able to answer meanwhile.
Place startAnother(const QString &dataDir, std::chrono::milliseconds patience = 20s)
{
    Place place{};
    const std::unique_ptr<QThread> other(QThread::create([&] { place = SingleInstance(dataDir).take(patience); }));
    QSignalSpy ended(other.get(), &QThread::finished);
    other->start();
    if (!ended.wait(30'000))
        qFatal("a second start does not end");
    other->wait();
    return place;
}

} // namespace

class TestSingleInstance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecondStartRaisesTheFirst()
    {
        const QTemporaryDir dir;
        SingleInstance first(dir.path());
        QCOMPARE(first.take(), Place::First);
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        QCOMPARE(startAnother(dir.path()), Place::Second);
        QCOMPARE(raised.size(), 1);
        QCOMPARE(startAnother(dir.path() + u"/../"_s + QDir(dir.path()).dirName()), Place::Second);   // the same folder by another name
        QCOMPARE(raised.size(), 2);
    }

    void anotherFolderIsAnotherShop()
    {
        const QTemporaryDir dir;
        const QTemporaryDir other;
        SingleInstance first(dir.path());
        QCOMPARE(first.take(), Place::First);
        SingleInstance second(other.path());
        QCOMPARE(second.take(), Place::First);
    }

    void whoComesAfterTheFirstEndedIsFirst()
    {
        const QTemporaryDir dir;
        {
            SingleInstance first(dir.path());
            QCOMPARE(first.take(), Place::First);
        }
        SingleInstance next(dir.path());
        QCOMPARE(next.take(), Place::First);
        QCOMPARE(startAnother(dir.path()), Place::Second);
    }

    void oneThatDoesNotAnswerIsNotWaitedForEver()
    {
        const QTemporaryDir dir;
        const auto held = WriterLock::take(dir.path());   // it runs, and hangs
        QVERIFY(held);
        SingleInstance second(dir.path());
        QCOMPARE(second.take(200ms), Place::Silent);
    }

    void aStrangerOnTheSocketRaisesNothing()
    {
        const QTemporaryDir dir;
        SingleInstance first(dir.path());
        QCOMPARE(first.take(), Place::First);
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        QLocalSocket stranger;
        stranger.connectToServer(first.serverName());
        QVERIFY(stranger.waitForConnected());
        stranger.write(QByteArray(100'000, 'x'));
        QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState);
        QVERIFY(raised.isEmpty());
        QCOMPARE(startAnother(dir.path()), Place::Second);
    }
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_single_instance.moc"
