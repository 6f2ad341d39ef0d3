// The layer around SQLite's own files. C on both sides, so there are casts.
#include "tests/simulation/sim_disk.h"

#include <new>
#include <sqlite3.h>

namespace kaunta::sim {

namespace {

sqlite3_vfs *real = nullptr;

struct LayerFile {
    sqlite3_file base;
    sqlite3_file *inner;
    QByteArray *name;
};

LayerFile *layer(sqlite3_file *file)
{
    return reinterpret_cast<LayerFile *>(file);
}
sqlite3_file *inner(sqlite3_file *file)
{
    return layer(file)->inner;
}

int closeFile(sqlite3_file *file)
{
    const int code = inner(file)->pMethods->xClose(inner(file));
    delete layer(file)->name;
    layer(file)->name = nullptr;
    return code;
}
int readFile(sqlite3_file *file, void *out, int bytes, sqlite3_int64 offset)
{
    return inner(file)->pMethods->xRead(inner(file), out, bytes, offset);
}

void remember(SimDisk &disk, sqlite3_file *file, sqlite3_int64 offset, qint64 bytes)
{
    sqlite3_int64 size = 0;
    inner(file)->pMethods->xFileSize(inner(file), &size);
    const qint64 there = std::clamp<qint64>(size - offset, 0, bytes);
    QByteArray before(there, '\0');
    if (there > 0)
        inner(file)->pMethods->xRead(inner(file), before.data(), static_cast<int>(there), offset);
    disk.willOverwrite(*layer(file)->name, offset, before, size);
}

int writeFile(sqlite3_file *file, const void *data, int bytes, sqlite3_int64 offset)
{
    SimDisk *disk = SimDisk::current();
    if (disk == nullptr)
        return inner(file)->pMethods->xWrite(inner(file), data, bytes, offset);
    int whole = bytes;
    const int code = disk->isDead() ? SQLITE_IOERR : disk->mayWrite(&whole);
    if (code != SQLITE_OK && code != SQLITE_IOERR_WRITE)
        return code;
    remember(*disk, file, offset, whole);
    const int written = whole > 0 ? inner(file)->pMethods->xWrite(inner(file), data, whole, offset) : SQLITE_OK;
    return code != SQLITE_OK ? code : written;
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    SimDisk *disk = SimDisk::current();
    if (disk != nullptr) {
        if (const int broken = disk->mayChange())
            return broken;
        sqlite3_int64 before = 0;
        inner(file)->pMethods->xFileSize(inner(file), &before);
        if (before > size)
            remember(*disk, file, size, before - size);
    }
    return inner(file)->pMethods->xTruncate(inner(file), size);
}
int syncFile(sqlite3_file *file, int)
{
    SimDisk *disk = SimDisk::current();
    if (disk == nullptr)
        return SQLITE_OK;
    if (const int broken = disk->maySync())
        return broken;
    disk->synced(*layer(file)->name);
    return SQLITE_OK;   // nothing here survives the machine that it runs on
}
int sizeOf(sqlite3_file *file, sqlite3_int64 *size) { return inner(file)->pMethods->xFileSize(inner(file), size); }
int lockFile(sqlite3_file *file, int kind) { return inner(file)->pMethods->xLock(inner(file), kind); }
int unlockFile(sqlite3_file *file, int kind) { return inner(file)->pMethods->xUnlock(inner(file), kind); }
int isReserved(sqlite3_file *file, int *out) { return inner(file)->pMethods->xCheckReservedLock(inner(file), out); }
int control(sqlite3_file *file, int what, void *argument) { return inner(file)->pMethods->xFileControl(inner(file), what, argument); }
int sectorSize(sqlite3_file *file) { return inner(file)->pMethods->xSectorSize(inner(file)); }
int traits(sqlite3_file *file) { return inner(file)->pMethods->xDeviceCharacteristics(inner(file)) & ~SQLITE_IOCAP_ATOMIC; }
int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **out) { return inner(file)->pMethods->xShmMap(inner(file), page, size, extend, out); }
int shmLock(sqlite3_file *file, int offset, int count, int flags) { return inner(file)->pMethods->xShmLock(inner(file), offset, count, flags); }
void shmBarrier(sqlite3_file *file) { inner(file)->pMethods->xShmBarrier(inner(file)); }
int shmUnmap(sqlite3_file *file, int remove) { return inner(file)->pMethods->xShmUnmap(inner(file), remove); }

//! Version 2: SQLite then never maps a file into memory, past this layer.
const sqlite3_io_methods kMethods{2, closeFile, readFile, writeFile, truncateFile, syncFile, sizeOf, lockFile, unlockFile, isReserved, control, sectorSize, traits,
                                  shmMap, shmLock, shmBarrier, shmUnmap, nullptr, nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    LayerFile *made = layer(file);
    made->base.pMethods = nullptr;
    made->inner = reinterpret_cast<sqlite3_file *>(made + 1);
    made->name = new QByteArray(name);
    const int code = real->xOpen(real, name, made->inner, flags, outFlags);
    if (made->inner->pMethods != nullptr)
        made->base.pMethods = &kMethods;
    else
        delete made->name;
    return code;
}
int removeFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    if (const SimDisk *disk = SimDisk::current())
        if (const int broken = disk->mayChange())
            return broken;
    Q_UNUSED(syncFolder)
    return real->xDelete(real, name, 0);
}
int noise(sqlite3_vfs *, int count, char *out)
{
    if (SimDisk *disk = SimDisk::current()) {
        disk->randomness(out, count);
        return count;
    }
    return real->xRandomness(real, count, out);
}

} // namespace

void SimDisk::install()
{
    static sqlite3_vfs vfs;
    if (real != nullptr)
        return;
    real = sqlite3_vfs_find(nullptr);
    vfs = *real;
    vfs.zName = "kaunta-sim";
    vfs.szOsFile = static_cast<int>(sizeof(LayerFile)) + real->szOsFile;
    vfs.xOpen = openFile;
    vfs.xDelete = removeFile;
    vfs.xRandomness = noise;
    // The unix layer looks at its own pAppData in xOpen alone, which gets the real one; the rest of its functions look at none.
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace kaunta::sim
