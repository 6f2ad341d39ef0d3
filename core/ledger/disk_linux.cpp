#include "core/ledger/disk.h"

#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaunta::ledger {

namespace {

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

LedgerFault faultOfErrno(int code)
{
    const QString text = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {LedgerError::Full, text};
    case EROFS:
    case EACCES:
    case EPERM:
        return {LedgerError::ReadOnly, text};
    default:
        return {LedgerError::Other, text};
    }
}

} // namespace

Result<Done, LedgerFault> createPrivateFile(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kOwnerOnly);
    if (file < 0)
        return Fail{faultOfErrno(errno)};
    ::fchmod(file, kOwnerOnly); // whatever the umask took away
    ::close(file);
    return Done{};
}

Result<Done, LedgerFault> makePrivateFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return Fail{faultOfErrno(errno)};
    return Done{};
}

bool restrictToOwner(const QString &path)
{
    return ::chmod(QFile::encodeName(path).constData(), kOwnerOnly) == 0;
}

Result<Done, LedgerFault> allocateFile(const QString &path, qint64 bytes)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, kOwnerOnly);
    if (file < 0)
        return Fail{faultOfErrno(errno)};
    ::fchmod(file, kOwnerOnly);
    int code = ::posix_fallocate(file, 0, bytes); // says what went wrong itself, not in errno
    if (code == 0 && ::fsync(file) != 0)
        code = errno;
    ::close(file);
    if (code == 0)
        return Done{};
    ::unlink(name.constData());
    return Fail{faultOfErrno(code)};
}

qint64 allocatedBytes(const QString &path)
{
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return 0;
    return static_cast<qint64>(info.st_blocks) * 512; // POSIX: st_blocks counts 512 bytes, whatever st_blksize says
}

QByteArray fileIdentity(const QString &path)
{
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return QByteArray::number(static_cast<quint64>(info.st_dev)) + ':' + QByteArray::number(static_cast<quint64>(info.st_ino));
}

bool folderTakesFiles(const QString &path)
{
    return ::access(QFile::encodeName(path).constData(), W_OK | X_OK) == 0; // also false on a read-only file system, for root too
}

void syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace kaunta::ledger
