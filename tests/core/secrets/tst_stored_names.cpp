#include "core/secrets/stored_names.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta::secrets;

class TestStoredNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesOutliveTheProcess()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"not/yet/there/names.json"_s);
        StoredNames(file).add(u"kaunta/1/passkey"_s);
        QVERIFY(StoredNames(file).contains(u"kaunta/1/passkey"_s));
        QVERIFY(!StoredNames(file).contains(u"kaunta/1/consumer-key"_s));
        StoredNames(file).remove(u"kaunta/1/passkey"_s);
        QVERIFY(!StoredNames(file).contains(u"kaunta/1/passkey"_s));
    }

    void twoProcessesKeepEachOthersNames()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"names.json"_s);
        StoredNames till(file);
        StoredNames command(file);
        till.add(u"a"_s);
        command.add(u"b"_s);   // knows nothing of "a" and must not drop it
        QVERIFY(StoredNames(file).contains(u"a"_s));
        QVERIFY(!till.contains(u"b"_s));
        till.refresh();
        QVERIFY(till.contains(u"b"_s));
    }

    void onlyTheOwnerMayReadTheFile()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"names.json"_s);
        StoredNames(file).add(u"a"_s);
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(QFile::exists(file));
        QCOMPARE(QFile::permissions(file) & others, QFile::Permissions());
    }

    void aDamagedFileIsReplacedNotCrashedOn()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(u"names.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"stored\":[\"a");
        file.close();
        StoredNames names(file.fileName());
        QVERIFY(!names.contains(u"a"_s));
        names.add(u"b"_s);
        QVERIFY(StoredNames(file.fileName()).contains(u"b"_s));
    }
};

QTEST_GUILESS_MAIN(TestStoredNames)
#include "tst_stored_names.moc"
