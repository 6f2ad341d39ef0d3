#include "core/profile/writer_lock.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace kaunta {

using namespace Qt::StringLiterals;

struct WriterLock::Handle {
    int fd = -1;
};

WriterLock::WriterLock() : m_handle(std::make_unique<Handle>()) {}

WriterLock::~WriterLock()
{
    if (m_handle->fd >= 0)
        ::close(m_handle->fd);   // the file stays: removing it would let a third process lock another file of the same name
}

std::unique_ptr<WriterLock> WriterLock::take(const QString &profileDir, LockTrouble *trouble)
{
    const auto failed = [trouble](LockTrouble why) {
        if (trouble != nullptr)
            *trouble = why;
        return nullptr;
    };
    if (!QDir(profileDir).exists() && !QDir().mkdir(profileDir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return failed(LockTrouble::CannotWrite);
    std::unique_ptr<WriterLock> lock(new WriterLock);
    const QByteArray file = QFile::encodeName(profileDir + u"/writer.lock"_s);
    lock->m_handle->fd = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock->m_handle->fd < 0)
        return failed(LockTrouble::CannotWrite);
    if (::flock(lock->m_handle->fd, LOCK_EX | LOCK_NB) != 0)
        return failed(errno == EWOULDBLOCK ? LockTrouble::TillRunning : LockTrouble::CannotWrite);
    return lock;
}

} // namespace kaunta
