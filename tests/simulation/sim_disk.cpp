#include "tests/simulation/sim_disk.h"

#include <QFile>
#include <algorithm>
#include <sqlite3.h>

namespace kaunta::sim {

SimDisk *SimDisk::s_current = nullptr;

int SimDisk::mayChange() const
{
    if (isDead())
        return SQLITE_IOERR;
    return m_state == Disk::Works ? SQLITE_OK : m_state == Disk::Full ? SQLITE_FULL : SQLITE_READONLY;
}

int SimDisk::mayWrite(int *bytes)
{
    if (const int broken = mayChange())
        return broken;
    // A transaction is several writes: each is less likely to be the last than a whole one is.
    if (m_door && m_world.chance.perMille(200) && m_world.fires(Fault::KilledAtWrite)) {
        *bytes = static_cast<int>(m_world.chance.below(*bytes + 1));
        m_door->shut = true;
        m_door->powerCut = m_world.chance.perMille(500);
        return SQLITE_OK;   // nobody is left to hear that it was torn
    }
    if (m_door && m_world.chance.perMille(200) && m_world.fires(Fault::WriteFails)) {
        *bytes = static_cast<int>(m_world.chance.below(*bytes + 1));
        return SQLITE_IOERR_WRITE;
    }
    return SQLITE_OK;
}

int SimDisk::maySync()
{
    if (const int broken = mayChange())
        return broken;
    return m_door && m_world.chance.perMille(200) && m_world.fires(Fault::WriteFails) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

void SimDisk::willOverwrite(const QByteArray &file, qint64 offset, const QByteArray &before, qint64 sizeBefore)
{
    m_unsynced[file].push_back({offset, before, sizeBefore});
}

void SimDisk::randomness(char *out, int count)
{
    const QByteArray bytes = m_random.bytes(count);
    std::copy(bytes.begin(), bytes.end(), out);
}

void SimDisk::cutPower()
{
    const bool all = m_world.chance.perMille(500);
    for (auto &[name, writes] : m_unsynced) {
        QFile file(QString::fromUtf8(name));
        if (!file.open(QIODevice::ReadWrite))
            continue;
        for (auto write = writes.rbegin(); write != writes.rend(); ++write) {
            if (!all && m_world.chance.perMille(500))
                continue;
            file.seek(write->offset);
            file.write(write->before);
            if (all)
                file.resize(write->sizeBefore);
        }
    }
    m_unsynced.clear();
}

} // namespace kaunta::sim
