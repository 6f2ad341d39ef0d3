#include "app/desktop/crash_note.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunta::desktop;
using namespace Qt::StringLiterals;

// That a crash leaves a note is shown with a real one: tests/e2e/desktop.
class TestCrashNote : public QObject
{
    Q_OBJECT
    static void leave(const QTemporaryDir &dir, const QString &name)
    {
        QVERIFY(QDir().mkpath(crashFolder(dir.path())));
        QFile file(crashFolder(dir.path()) + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
private Q_SLOTS:
    void aTillThatEndedWellLeftNone()
    {
        const QTemporaryDir dir;
        QCOMPARE(takeCrashNote(dir.path()), QString());
        QVERIFY(!QFile::exists(crashFolder(dir.path())));
    }

    void aNoteIsToldOnceAndKept()
    {
        const QTemporaryDir dir;
        leave(dir, u"20261127-080000-000.new"_s);
        leave(dir, u"20261127-090000-000.new"_s);
        const QString newest = crashFolder(dir.path()) + u"/20261127-090000-000.txt"_s;
        QCOMPARE(takeCrashNote(dir.path()), newest);
        QVERIFY(QFile::exists(newest));
        QCOMPARE(takeCrashNote(dir.path()), QString());
    }

    void theNewestTenAreKept()
    {
        const QTemporaryDir dir;
        for (int day = 10; day < 22; ++day)
            leave(dir, u"202611%1-080000-000.new"_s.arg(day));
        QVERIFY(takeCrashNote(dir.path()).endsWith(u"20261121-080000-000.txt"_s));
        const QStringList kept = QDir(crashFolder(dir.path())).entryList(QDir::Files, QDir::Name);
        QCOMPARE(kept.size(), 10);
        QCOMPARE(kept.first(), u"20261112-080000-000.txt"_s);
    }
};

QTEST_GUILESS_MAIN(TestCrashNote)
#include "tst_crash_note.moc"
