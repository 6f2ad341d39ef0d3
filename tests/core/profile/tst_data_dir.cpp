#include "core/profile/data_dir.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;

namespace {

constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
constexpr QFile::Permissions kEverybody = kOthers | QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

Profile shop(const QString &name)
{
    Profile profile;
    profile.id = u"0123456789abcdef0123456789abcdef"_s;
    profile.name = name;
    profile.provider = u"daraja"_s;
    profile.environment = Environment::Sandbox;
    profile.shortCode = u"174379"_s;
    profile.callbackUrl = QUrl(u"https://duka.example/r"_s);
    return profile;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestDataDir : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_path;

    DataDir open() { return *DataDir::open(m_path); }

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        m_path = m_temp->filePath(u"deep/kaunta"_s);
    }

    void aNewFolderIsPrivate()
    {
        const auto dir = DataDir::open(m_path);
        QVERIFY(dir);
        QCOMPARE(dir->path(), m_path);
        QCOMPARE(QFile::permissions(m_path) & kOthers, QFile::Permissions());
        QCOMPARE(QFile::permissions(m_path + u"/profiles"_s) & kOthers, QFile::Permissions());
    }

    void theDefaultPlaceFollowsTheEnvironment()
    {
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_temp->path()));
        QCOMPARE(DataDir::open({})->path(), m_temp->filePath(u"kaunta"_s));
    }

    void aLedgerKeepsItsCurrency()
    {
        const DataDir dir = open();
        Profile duka = shop(u"duka"_s);
        QVERIFY(dir.save(duka, true));
        Profile birr = duka;
        birr.provider = u"mpesa-ethiopia"_s;
        QVERIFY(dir.save(birr, false));   // nothing was charged yet
        QVERIFY(dir.save(duka, false));
        write(dir.profileDir(u"duka"_s) + u"/ledger.sqlite"_s, "x");
        const auto refused = dir.save(birr, false);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.startsWith("provider:"_L1));
        duka.provider = u"muvatech"_s;   // shillings as well; it has no sandbox
        duka.environment = Environment::Production;
        QVERIFY(dir.save(duka, false));
    }

    void anEmptyFolderIsClosedToOthers()
    {
        QVERIFY(QDir().mkpath(m_path));
        QVERIFY(QFile::setPermissions(m_path, kEverybody));
        QVERIFY(DataDir::open(m_path));
        QCOMPARE(QFile::permissions(m_path) & kOthers, QFile::Permissions());
        QVERIFY(QFile::setPermissions(m_path, kEverybody));   // opened up later by someone: ours already, closed again
        QVERIFY(DataDir::open(m_path));
        QCOMPARE(QFile::permissions(m_path) & kOthers, QFile::Permissions());
    }

    void anOpenFolderWithOtherThingsIsLeftAloneAndRefused()
    {
        QVERIFY(QDir().mkpath(m_path));
        write(m_path + u"/holiday.txt"_s, "photos");
        QVERIFY(QFile::setPermissions(m_path, kEverybody));
        const auto dir = DataDir::open(m_path);
        QVERIFY(!dir);
        QCOMPARE(dir.error(), DataDirError::NotPrivate);
        QCOMPARE(QFile::permissions(m_path) & kOthers, kOthers);
    }

    void aSystemFolderIsRefused()   // as not ours, or, for root, as holding other things
    {
        const auto dir = DataDir::open(u"/usr/share"_s);
        QVERIFY(!dir);
        QCOMPARE(dir.error(), DataDirError::NotPrivate);
    }

    void aFileInTheWayIsAnError()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        write(m_path, "not a folder");
        const auto dir = DataDir::open(m_path);
        QVERIFY(!dir);
        QCOMPARE(dir.error(), DataDirError::CannotCreate);
    }

    void networkDrivesAreRefusedBeforeAnythingIsMade_data()
    {
        QTest::addColumn<QString>("type");
        for (const char *type : {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "remote"})
            QTest::newRow(type) << QString::fromLatin1(type);
    }
    void networkDrivesAreRefusedBeforeAnythingIsMade()
    {
        QFETCH(QString, type);
        QString asked;
        const auto dir = DataDir::open(m_path, [&](const QString &folder) {
            asked = folder;
            return type;
        });
        QVERIFY(!dir);
        QCOMPARE(dir.error(), DataDirError::NetworkDrive);
        QCOMPARE(asked, m_temp->path());   // the nearest folder that exists
        QVERIFY(!QFileInfo::exists(m_path));
    }

    void localDrivesAreFine()
    {
        for (const char *type : {"ext4", "btrfs", "xfs", "tmpfs", "overlay", "NTFS", "fuseblk", "9p", ""})
            QVERIFY2(!DataDir::isNetworkFileSystem(QString::fromLatin1(type)), type);
#ifdef Q_OS_LINUX
        QCOMPARE(DataDir::systemFileSystemType(u"/proc"_s), u"proc"_s);   // the real question has a real answer
#endif
    }

    void aProfileIsKept()
    {
        QVERIFY(open().save(shop(u"duka"_s), true));
        const QString file = m_path + u"/profiles/duka/profile.json"_s;
        QCOMPARE(QFile::permissions(file) & kOthers, QFile::Permissions());
        QCOMPARE(QFile::permissions(m_path + u"/profiles/duka"_s) & kOthers, QFile::Permissions());
        QCOMPARE(*open().load(u"duka"_s), shop(u"duka"_s));
    }

    void aNewProfileNeverReplacesAnOldOne()
    {
        QVERIFY(open().save(shop(u"duka"_s), true));
        Profile other = shop(u"duka"_s);
        other.shortCode = u"600001"_s;
        const auto saved = open().save(other, true);
        QVERIFY(!saved);
        QCOMPARE(saved.error().error, ProfileError::Exists);
        QCOMPARE(open().load(u"duka"_s)->shortCode, u"174379"_s);
        QVERIFY(open().save(other, false));
        QCOMPARE(open().load(u"duka"_s)->shortCode, u"600001"_s);
    }

    void aWrongProfileIsNotWritten()
    {
        Profile wrong = shop(u"duka"_s);
        wrong.callbackUrl.clear();
        const auto saved = open().save(wrong, true);
        QVERIFY(!saved);
        QCOMPARE(saved.error().error, ProfileError::Invalid);
        QVERIFY(!QFileInfo::exists(m_path + u"/profiles/duka"_s));
    }

    void namesAreSortedAndOnlyOfProfiles()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"zuri"_s), true));
        QVERIFY(dir.save(shop(u"duka"_s), true));
        QVERIFY(dir.makeBooksDir(practiceProfile()));
        QVERIFY(QDir(m_path).mkpath(u"profiles/empty"_s));
        QVERIFY(QDir(m_path).mkpath(u"profiles/Not A Name"_s));
        QCOMPARE(dir.profileNames(), QStringList({u"duka"_s, u"zuri"_s}));
    }

    void aDamagedProfileIsListedButNotLoaded()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"duka"_s), true));
        write(m_path + u"/profiles/duka/profile.json"_s, "{\"format\":1,");
        QCOMPARE(dir.profileNames(), QStringList{u"duka"_s});   // else practice would become the default without a word
        const auto read = dir.load(u"duka"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().error, ProfileError::Unreadable);
        QVERIFY(read.error().detail.contains("profile.json"_L1));
    }

    void aFileOfAnotherProfileIsNotTaken()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"duka"_s), true));
        QVERIFY(dir.makeBooksDir(shop(u"copy"_s)));
        QVERIFY(QFile::copy(m_path + u"/profiles/duka/profile.json"_s, m_path + u"/profiles/copy/profile.json"_s));
        const auto read = dir.load(u"copy"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().error, ProfileError::Unreadable);
    }

    void aProfileThatBreaksARuleCanBeCorrected()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"duka"_s), true));
        QFile file(m_path + u"/profiles/duka/profile.json"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray json = file.readAll().replace("174379", "17");
        file.close();
        write(file.fileName(), json);
        const auto read = dir.load(u"duka"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().error, ProfileError::Invalid);
        QCOMPARE(dir.loadForEditing(u"duka"_s)->shortCode, u"17"_s);
    }

    void pathTricksFindNothing()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"duka"_s), true));
        for (const QString &name : {u"../profiles/duka"_s, u"duka/../duka"_s, u"."_s, QString()}) {
            QCOMPARE(dir.profileDir(name), QString());
            QVERIFY(!dir.load(name));
            QVERIFY(!dir.remove(name));
            QVERIFY(!dir.makeBooksDir(shop(name)));
        }
        QVERIFY(dir.load(u"duka"_s));
    }

    void practiceIsAlwaysThereAndRemembersItsSettings()
    {
        DataDir dir = open();
        QCOMPARE(*dir.load(u"practice"_s), practiceProfile());
        Profile practice = practiceProfile();
        practice.settings.insert(u"shop"_s, u"Training"_s);
        QVERIFY(dir.save(practice, false));
        QCOMPARE(dir.load(u"practice"_s)->shopName(), u"Training"_s);
        QVERIFY(dir.profileNames().isEmpty());
        QCOMPARE(dir.save(practice, true).error().error, ProfileError::Exists);
    }

    void removingKeepsTheLedger()
    {
        DataDir dir = open();
        for (int round = 0; round < 2; ++round) {
            QVERIFY(dir.save(shop(u"duka"_s), true));
            write(m_path + u"/profiles/duka/ledger.sqlite"_s, "money " + QByteArray::number(round));
            QVERIFY(dir.remove(u"duka"_s));
            QVERIFY(!QFileInfo::exists(m_path + u"/profiles/duka"_s));
        }
        for (const auto &[name, bytes] : {std::pair(u"duka"_s, "money 0"), std::pair(u"duka-2"_s, "money 1")}) {
            QFile ledger(m_path + u"/removed/"_s + name + u"/ledger.sqlite"_s);
            QVERIFY(ledger.open(QIODevice::ReadOnly));
            QCOMPARE(ledger.readAll(), QByteArray(bytes));
        }
        QCOMPARE(dir.remove(u"duka"_s).error().error, ProfileError::NotFound);
    }

    void aProfileInUseIsNotRemoved()
    {
        DataDir dir = open();
        QVERIFY(dir.save(shop(u"duka"_s), true));
        auto till = WriterLock::take(dir.profileDir(u"duka"_s));
        QVERIFY(till != nullptr);
        QCOMPARE(dir.remove(u"duka"_s).error().error, ProfileError::Unwritable);
        QVERIFY(dir.load(u"duka"_s));
        till.reset();
        QVERIFY(dir.remove(u"duka"_s));
    }

    void practisingInAnotherCurrencyHasBooksOfItsOwn()
    {
        const DataDir dir = open();
        Profile practice = practiceProfile();
        QCOMPARE(*dir.makeBooksDir(practice), dir.profileDir(u"practice"_s));
        write(dir.profileDir(u"practice"_s) + u"/ledger.sqlite"_s, "x");
        practice.provider = u"mpesa-ethiopia"_s;
        QVERIFY(dir.save(practice, false));   // its ledger in shillings stays as it is
        QCOMPARE(*dir.makeBooksDir(practice), dir.profileDir(u"practice"_s) + u"/etb"_s);
        QVERIFY(!QFile::exists(dir.booksDir(practice) + u"/ledger.sqlite"_s));
        QCOMPARE(QFile::permissions(dir.booksDir(practice)) & kOthers, QFile::Permissions());
        practice.provider = u"muvatech"_s;    // shillings as well
        QCOMPARE(dir.booksDir(practice), dir.profileDir(u"practice"_s));
        const Profile duka = shop(u"duka"_s);
        QCOMPARE(dir.booksDir(duka), dir.profileDir(u"duka"_s));
    }
};

QTEST_GUILESS_MAIN(TestDataDir)
#include "tst_data_dir.moc"
