#include "core/profile/writer_lock.h"

#include <QDir>

#include <qt_windows.h>

namespace kaunta {

using namespace Qt::StringLiterals;

struct WriterLock::Handle {
    HANDLE file = INVALID_HANDLE_VALUE;
};

WriterLock::WriterLock() : m_handle(std::make_unique<Handle>()) {}

WriterLock::~WriterLock()
{
    if (m_handle->file != INVALID_HANDLE_VALUE)
        CloseHandle(m_handle->file);
}

std::unique_ptr<WriterLock> WriterLock::take(const QString &profileDir, LockTrouble *trouble)
{
    const auto failed = [trouble](LockTrouble why) {
        if (trouble != nullptr)
            *trouble = why;
        return nullptr;
    };
    if (!QDir(profileDir).exists() && !QDir().mkdir(profileDir))
        return failed(LockTrouble::CannotWrite);
    std::unique_ptr<WriterLock> lock(new WriterLock);
    const QString file = QDir::toNativeSeparators(profileDir + u"/writer.lock"_s);
    // Sharing nothing is the lock; the handle is not inheritable (no security attributes) and the system closes it at the end.
    lock->m_handle->file = CreateFileW(reinterpret_cast<const wchar_t *>(file.utf16()), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS,
                                       FILE_ATTRIBUTE_NORMAL, nullptr);
    if (lock->m_handle->file == INVALID_HANDLE_VALUE)
        return failed(GetLastError() == ERROR_SHARING_VIOLATION ? LockTrouble::TillRunning : LockTrouble::CannotWrite);
    return lock;
}

} // namespace kaunta
