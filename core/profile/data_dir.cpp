#include "core/profile/data_dir.h"

#include "core/profile/profile_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions kPrivateDir = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr qint64 kLargestFile = 64 * 1024;

Fail<ProfileFault> fault(ProfileError error, const QString &detail)
{
    return Fail{ProfileFault{error, detail}};
}

bool isMine(const QFileInfo &folder)
{
#ifdef Q_OS_UNIX
    return folder.ownerId() == ::geteuid();
#else
    Q_UNUSED(folder)   // %LOCALAPPDATA% belongs to one user by its access list
    return true;
#endif
}

bool othersMayEnter(const QFileInfo &folder)
{
#ifdef Q_OS_UNIX
    return folder.permissions()
        & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther);
#else
    Q_UNUSED(folder)
    return false;
#endif
}

bool makePrivate(const QString &folder)
{
    return QDir(folder).exists() || (QDir().mkpath(QFileInfo(folder).path()) && QDir().mkdir(folder, kPrivateDir));
}

QString nearestExisting(QString folder)
{
    while (!QFileInfo::exists(folder)) {
        const QString parent = QFileInfo(folder).path();
        if (parent == folder)
            break;
        folder = parent;
    }
    return folder;
}

} // namespace

Result<DataDir, DataDirError> DataDir::open(const QString &path, const FileSystemType &typeOf)
{
    const QString folder = QDir::cleanPath(QFileInfo(path.isEmpty() ? defaultPath() : path).absoluteFilePath());
    const QString profiles = folder + u"/profiles"_s;
    if (isNetworkFileSystem(typeOf(nearestExisting(profiles))))
        return Fail{DataDirError::NetworkDrive};
    if (!makePrivate(folder))
        return Fail{DataDirError::CannotCreate};
    const QFileInfo info(folder);
    if (!isMine(info))
        return Fail{DataDirError::NotPrivate};
    if (othersMayEnter(info)) {
        // Closing a folder that holds other things (a home, /tmp) could break those; ours or an empty one is closed.
        const bool ours = QDir(profiles).exists() || QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        if (!ours || !QFile::setPermissions(folder, kPrivateDir))
            return Fail{DataDirError::NotPrivate};
    }
    if (!makePrivate(profiles) || !QFileInfo(profiles).isWritable())
        return Fail{DataDirError::CannotCreate};
    return DataDir(folder);
}

QString DataDir::profileDir(const QString &name) const
{
    return isProfileName(name) ? m_path + u"/profiles/"_s + name : QString();
}

QString DataDir::secretNamesFile() const
{
    return m_path + u"/secret-names.json"_s;
}

QString DataDir::booksDir(const Profile &profile) const
{
    const QString folder = profileDir(profile.name);
    const bool abroad = profile.environment == Environment::Practice && profile.currency() != practiceProfile().currency();
    return abroad && !folder.isEmpty() ? folder + u'/' + currencyCode(profile.currency()).toLower() : folder;
}

Result<QString, DataDirError> DataDir::makeBooksDir(const Profile &profile) const
{
    const QString folder = booksDir(profile);
    if (folder.isEmpty() || !makePrivate(folder))
        return Fail{DataDirError::CannotCreate};
    return folder;
}

QStringList DataDir::profileNames() const
{
    QStringList names;
    for (const QString &name : QDir(m_path + u"/profiles"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (isProfileName(name) && name != "practice"_L1 && QFile::exists(profileDir(name) + u"/profile.json"_s))
            names << name;
    return names;
}

Result<Profile, ProfileFault> DataDir::loadForEditing(const QString &name) const
{
    if (!isProfileName(name))
        return fault(ProfileError::NotFound, u"“"_s + name + u"” is not a profile's name: 1 to 32 small letters, digits and dashes."_s);
    QFile file(profileDir(name) + u"/profile.json"_s);
    if (!file.exists()) {
        if (name == "practice"_L1)
            return practiceProfile();
        return fault(ProfileError::NotFound, name);
    }
    if (!file.open(QIODevice::ReadOnly))
        return fault(ProfileError::Unreadable, file.fileName() + u": "_s + file.errorString());
    const auto read = profileFromJson(file.read(kLargestFile));
    if (!read)
        return fault(read.error().error, file.fileName() + u": "_s + read.error().detail);
    if (read->name != name)
        return fault(ProfileError::Unreadable, file.fileName() + u": the file belongs to the profile “"_s + read->name + u"”."_s);
    return read;
}

Result<Profile, ProfileFault> DataDir::load(const QString &name) const
{
    const auto read = loadForEditing(name);
    if (!read)
        return read;
    if (const auto checked = validate(*read); !checked)
        return Fail{checked.error()};
    return read;
}

Result<Done, ProfileFault> DataDir::save(const Profile &profile, bool mustBeNew) const
{
    if (const auto checked = validate(profile); !checked)
        return checked;
    const QString folder = profileDir(profile.name);
    const QString fileName = folder + u"/profile.json"_s;
    if (mustBeNew && (QFile::exists(fileName) || profile.name == "practice"_L1))
        return fault(ProfileError::Exists, profile.name);
    // A ledger holds one currency: its totals, and every refund of an earlier receipt, would be wrong in another.
    const bool hasBooks = profile.environment != Environment::Practice && QFile::exists(folder + u"/ledger.sqlite"_s);   // practice: booksDir()
    const auto earlier = hasBooks ? loadForEditing(profile.name) : Fail{ProfileFault{}};
    if (earlier && earlier->currency() != profile.currency())
        return invalidProfile(u"provider: this shop's ledger is in "_s + currencyCode(earlier->currency()) + u"; add another profile for "_s
                              + currencyCode(profile.currency()) + u'.');
    if (!makePrivate(folder))
        return fault(ProfileError::Unwritable, folder);
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fault(ProfileError::Unwritable, fileName + u": "_s + file.errorString());
    file.write(toJson(profile));
    if (!file.commit())
        return fault(ProfileError::Unwritable, fileName + u": "_s + file.errorString());
    return Done{};
}

Result<Done, ProfileFault> DataDir::remove(const QString &name) const
{
    const QString folder = profileDir(name);
    if (folder.isEmpty() || !QDir(folder).exists())
        return fault(ProfileError::NotFound, name);
    if (LockTrouble trouble{}; WriterLock::take(folder, &trouble) == nullptr)
        return fault(ProfileError::Unwritable, trouble == LockTrouble::TillRunning ? u"The till is running: close it first."_s : folder);
    const QString aside = m_path + u"/removed"_s;
    if (!makePrivate(aside))
        return fault(ProfileError::Unwritable, aside);
    QString target = aside + u'/' + name;
    for (int i = 2; QFileInfo::exists(target); ++i)
        target = aside + u'/' + name + u'-' + QString::number(i);
    if (!QDir().rename(folder, target))
        return fault(ProfileError::Unwritable, folder);
    return Done{};
}

} // namespace kaunta
