#pragma once

#include "core/profile/profile.h"

#include <QStringList>
#include <memory>

namespace kaunta {

enum class DataDirError { CannotCreate, NetworkDrive, NotPrivate };

//! $XDG_DATA_HOME/kaunta or %LOCALAPPDATA%\Kaunta: profiles/<name>/{profile.json, ledger.sqlite, inbox.sqlite, backup/}.
class DataDir
{
public:
    //! Opens (and makes, mode 0700) the directory; empty path means the default place.
    static Result<DataDir, DataDirError> open(const QString &path);

    QString path() const { return m_path; }
    QString profileDir(const QString &name) const;   //!< …/profiles/<name>
    QStringList profileNames() const;                //!< sorted; those with a readable profile.json
    Result<Profile, ProfileFault> load(const QString &name) const;
    //! Writes atomically (QSaveFile, mode 0600) and makes the folder. `mustBeNew` refuses to overwrite.
    Result<Done, ProfileFault> save(const Profile &profile, bool mustBeNew) const;
    Result<Done, ProfileFault> remove(const QString &name) const;   //!< moves the folder aside; a ledger is never deleted

private:
    explicit DataDir(QString path) : m_path(std::move(path)) {}
    QString m_path;
};

//! The one writer of a profile: an OS lock on writer.lock in the profile's folder, freed by the system when the process
//! dies. nullptr: another till is running.
class WriterLock
{
public:
    static std::unique_ptr<WriterLock> take(const QString &profileDir);
    ~WriterLock();
    WriterLock(const WriterLock &) = delete;
    WriterLock &operator=(const WriterLock &) = delete;

private:
    WriterLock();
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace kaunta
