#include "core/ledger/disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>
#include <array>
#include <qt_windows.h>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr DWORD kQuotaExceeded = 1295; // ERROR_DISK_QUOTA_EXCEEDED, which mingw-w64 10 does not name

LedgerFault faultOfWindows(DWORD code)
{
    const QString text = qt_error_string(static_cast<int>(code));
    switch (code) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case kQuotaExceeded:
        return {LedgerError::Full, text};
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
        return {LedgerError::ReadOnly, text};
    default:
        return {LedgerError::Other, text};
    }
}

HANDLE openFile(const QString &path, DWORD access, DWORD disposition)
{
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    return CreateFileW(name.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, disposition, FILE_ATTRIBUTE_NORMAL,
                       nullptr);
}

} // namespace

// %LOCALAPPDATA% belongs to the user alone; files inherit that, and there are no mode bits to set.
Result<Done, LedgerFault> createPrivateFile(const QString &path)
{
    const HANDLE file = openFile(path, GENERIC_WRITE, CREATE_NEW);
    if (file == INVALID_HANDLE_VALUE)
        return Fail{faultOfWindows(GetLastError())};
    CloseHandle(file);
    return Done{};
}

Result<Done, LedgerFault> makePrivateFolder(const QString &path)
{
    if (QDir().mkpath(path))
        return Done{};
    return Fail{
        LedgerFault{folderTakesFiles(QFileInfo(path).absolutePath()) ? LedgerError::Other : LedgerError::ReadOnly, u"cannot make the folder"_s}};
}

bool restrictToOwner(const QString &path)
{
    return QFile::exists(path);
}

Result<Done, LedgerFault> allocateFile(const QString &path, qint64 bytes)
{
    // Written, not just extended: a compressed or sparse volume would promise blocks that it does not have.
    const HANDLE file = openFile(path, GENERIC_WRITE, CREATE_ALWAYS);
    if (file == INVALID_HANDLE_VALUE)
        return Fail{faultOfWindows(GetLastError())};
    static const std::array<char, 65536> zeros{};
    DWORD code = ERROR_SUCCESS;
    for (qint64 left = bytes; left > 0 && code == ERROR_SUCCESS;) {
        DWORD written = 0;
        const DWORD chunk = static_cast<DWORD>(qMin<qint64>(left, static_cast<qint64>(zeros.size())));
        if (!WriteFile(file, zeros.data(), chunk, &written, nullptr))
            code = GetLastError();
        else if (written == 0)
            code = ERROR_DISK_FULL;
        left -= written;
    }
    if (code == ERROR_SUCCESS && !FlushFileBuffers(file))
        code = GetLastError();
    CloseHandle(file);
    if (code == ERROR_SUCCESS)
        return Done{};
    QFile::remove(path);
    return Fail{faultOfWindows(code)};
}

qint64 allocatedBytes(const QString &path)
{
    return QFileInfo(path).size(); // allocateFile() wrote every byte
}

QByteArray fileIdentity(const QString &path)
{
    const HANDLE file = openFile(path, 0, OPEN_EXISTING);
    if (file == INVALID_HANDLE_VALUE)
        return {};
    BY_HANDLE_FILE_INFORMATION info{};
    const bool known = GetFileInformationByHandle(file, &info);
    CloseHandle(file);
    if (!known)
        return {};
    return QByteArray::number(static_cast<quint64>(info.dwVolumeSerialNumber)) + ':' +
           QByteArray::number((static_cast<quint64>(info.nFileIndexHigh) << 32U) | info.nFileIndexLow);
}

bool folderTakesFiles(const QString &path)
{
    QTemporaryFile probe(path + u"/.kaunta-XXXXXX"_s); // access rights on Windows are known only by trying
    return probe.open();
}

void syncFolder(const QString &) {} // NTFS journals names by itself

} // namespace kaunta::ledger
