// Where a folder really lies, and to whom it belongs.
#include "core/profile/data_dir.h"

#include <QDir>
#include <QSet>
#include <QStandardPaths>
#include <QStorageInfo>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

namespace kaunta {

using namespace Qt::StringLiterals;

QString DataDir::defaultPath()
{
#ifdef Q_OS_WIN
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/Kaunta"_s;
#else
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/kaunta"_s;
#endif
}

QString DataDir::systemFileSystemType(const QString &folder)
{
#ifdef Q_OS_WIN
    const QString native = QDir::toNativeSeparators(QDir(folder).absolutePath());
    if (native.startsWith(u"\\\\"_s))
        return u"remote"_s;
    const QString root = native.left(3);   // "C:\"
    if (GetDriveTypeW(reinterpret_cast<const wchar_t *>(root.utf16())) == DRIVE_REMOTE)
        return u"remote"_s;
#endif
    return QString::fromUtf8(QStorageInfo(folder).fileSystemType());
}

bool DataDir::isNetworkFileSystem(const QString &type)
{
    // Shared folders of a virtual machine (9p, virtiofs) are left out: their locks and flushes reach the host's own disk.
    static const QSet<QString> kRemote = {
        u"remote"_s,      u"ncpfs"_s,          u"afs"_s,         u"coda"_s,     u"ceph"_s,           u"glusterfs"_s,   u"lustre"_s,
        u"beegfs"_s,      u"davfs"_s,          u"fuse.sshfs"_s,  u"fuse.cifs"_s, u"fuse.gvfsd-fuse"_s, u"fuse.davfs2"_s, u"fuse.rclone"_s,
        u"fuse.s3fs"_s,   u"fuse.glusterfs"_s, u"fuse.ceph"_s,   u"fuse.nfs"_s, u"fuse.smbnetfs"_s,
    };
    return kRemote.contains(type) || type.startsWith("nfs"_L1) || type.startsWith("cifs"_L1) || type.startsWith("smb"_L1);
}

} // namespace kaunta
