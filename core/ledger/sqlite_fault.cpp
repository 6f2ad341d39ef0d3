#include "core/ledger/disk.h"
#include "core/ledger/sqlite_connection.h"

#include <QFileInfo>
#include <QSqlError>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

// sqlite.org/rescode.html. The header of SQLite is not needed for ten numbers that are promised never to change.
enum Primary {
    kPerm = 3,
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kIoError = 10,
    kCorrupt = 11,
    kFull = 13,
    kCannotOpen = 14,
    kProtocol = 15,
    kConstraint = 19,
    kAuth = 23,
    kFormat = 24,
    kNotADatabase = 26
};
enum Extended { kIoShortRead = 522, kIoShmSize = 4874, kIoCorruptFs = 8458, kPrimaryKeyTaken = 1555, kUniqueTaken = 2067 };

LedgerError meaningOf(int code, const QString &path)
{
    switch (code) { // first where the plain code would mislead
    case kIoShortRead:
    case kIoCorruptFs:
        return LedgerError::Corrupt;
    case kIoShmSize: // the 32 KiB of the -shm file found no place
        return LedgerError::Full;
    case kPrimaryKeyTaken:
    case kUniqueTaken:
        return LedgerError::Conflict;
    default:
        break;
    }
    switch (code & 0xff) {
    case kBusy:
    case kLocked:
    case kProtocol:
        return LedgerError::Busy;
    case kFull:
        return LedgerError::Full;
    case kPerm:
    case kReadOnly:
    case kAuth:
        return LedgerError::ReadOnly;
    case kCorrupt:
    case kFormat:
    case kNotADatabase:
        return LedgerError::Corrupt;
    case kCannotOpen: // no -wal or -shm could be made beside it, or a file system that went read-only under us
    case kIoError:
        return folderTakesFiles(QFileInfo(path).absolutePath()) ? LedgerError::Other : LedgerError::ReadOnly;
    default:
        return LedgerError::Other;
    }
}

} // namespace

LedgerFault faultOfCode(int extendedCode, const QString &text, const QString &path)
{
    return {meaningOf(extendedCode, path), u"SQLite "_s + QString::number(extendedCode) + u": "_s + text};
}

LedgerFault faultOf(const QSqlError &error, const QString &path)
{
    return faultOfCode(error.nativeErrorCode().toInt(), error.databaseText().isEmpty() ? error.driverText() : error.databaseText(), path);
}

} // namespace kaunta::ledger
