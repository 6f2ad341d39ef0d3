#pragma once

#include "core/profile/profile.h"
#include "core/profile/writer_lock.h"   // one include opens a till's folder

#include <QStringList>
#include <functional>

namespace kaunta {

enum class DataDirError {
    CannotCreate,   //!< it, or the folders in it, cannot be made or written
    NetworkDrive,   //!< a ledger needs the locks and the flushes of a local disk
    NotPrivate,     //!< belongs to someone else, or others may read it and it holds other things
};

//! $XDG_DATA_HOME/kaunta or %LOCALAPPDATA%\Kaunta: profiles/<name>/{profile.json, ledger.sqlite, inbox.sqlite, backup/}.
class DataDir
{
public:
    //! Type of the file system that holds a folder which exists, as the system calls it ("ext4", "nfs4"); "remote" for a
    //! network drive on Windows.
    using FileSystemType = std::function<QString(const QString &folder)>;
    static QString systemFileSystemType(const QString &folder);
    static bool isNetworkFileSystem(const QString &type);

    //! Opens (and makes, mode 0700) the directory; empty path means the default place. An existing folder of this user that is
    //! empty or was Kaunta's already is made private. Nothing is made on a network drive.
    static Result<DataDir, DataDirError> open(const QString &path, const FileSystemType &typeOf = systemFileSystemType);
    static QString defaultPath();

    QString path() const { return m_path; }
    QString profileDir(const QString &name) const;   //!< …/profiles/<name>; empty for a name that isProfileName() refuses
    QString secretNamesFile() const;                 //!< for secrets::KeychainStore: which secrets were stored, never their values
    //! Where a profile's ledger, inbox and practice book lie: in profileDir(). Practising in another currency than the built-in
    //! shop's is another shop with books of its own, …/practice/etb: a ledger holds one currency.
    QString booksDir(const Profile &profile) const;
    //! Makes booksDir(), mode 0700. Needed for "practice", which has no profile.json.
    Result<QString, DataDirError> makeBooksDir(const Profile &profile) const;

    //! Sorted; every folder with a profile.json, damaged ones too: a shop whose file is damaged must not look like no shop. The
    //! built-in "practice" is never among them, even after its settings were saved.
    QStringList profileNames() const;
    //! Invalid when the file can be read but breaks a rule. "practice" is always there.
    Result<Profile, ProfileFault> load(const QString &name) const;
    //! As load(), without the rules: to correct a profile that breaks one.
    Result<Profile, ProfileFault> loadForEditing(const QString &name) const;
    //! Checks with validate(), writes atomically (QSaveFile, mode 0600) and makes the folder. `mustBeNew` refuses to overwrite.
    Result<Done, ProfileFault> save(const Profile &profile, bool mustBeNew) const;
    //! Moves the folder aside, to removed/<name>[-2…]; a ledger is never deleted. Unwritable while a till uses it. Secrets stay
    //! in the keychain: the caller removes them.
    Result<Done, ProfileFault> remove(const QString &name) const;

private:
    explicit DataDir(QString path) : m_path(std::move(path)) {}
    QString m_path;
};

} // namespace kaunta
