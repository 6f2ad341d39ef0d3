#pragma once

#include <QString>
#include <memory>

namespace kaunta {

//! Why a lock was not had.
enum class LockTrouble {
    TillRunning,   //!< another process holds it
    CannotWrite,   //!< the folder or the file cannot be made
};

//! The one writer of a profile: an OS lock on writer.lock in the profile's folder, freed by the system when the process
//! dies, however it dies. Not inherited by processes that are started meanwhile.
class WriterLock
{
public:
    //! Makes the folder (mode 0700) when it is missing. nullptr: not had; `trouble`, if given, says why.
    static std::unique_ptr<WriterLock> take(const QString &profileDir, LockTrouble *trouble = nullptr);
    ~WriterLock();
    WriterLock(const WriterLock &) = delete;
    WriterLock &operator=(const WriterLock &) = delete;

private:
    WriterLock();
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace kaunta
