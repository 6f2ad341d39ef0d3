#pragma once

#include "tests/simulation/door.h"

#include <QByteArray>
#include <map>

namespace kaunta::sim {

//! The disk under the real SQLite files of a run: SQLite's own file layer (VFS), with a layer around it that fails, tears writes,
//! stops when the process is dead, and forgets on a power cut what was not synced. One at a time; while there is none, files are
//! ordinary files.
class SimDisk
{
public:
    SimDisk(World &world, const Disk &state) : m_world(world), m_state(state), m_random(world.chance.fork()) { s_current = this; }
    ~SimDisk() { s_current = nullptr; }
    SimDisk(const SimDisk &) = delete;
    SimDisk &operator=(const SimDisk &) = delete;

    //! To be called once, before the first database is opened.
    static void install();
    static SimDisk *current() { return s_current; }

    void setDoor(std::shared_ptr<Door> door) { m_door = std::move(door); }
    bool isDead() const { return m_door && m_door->shut; }
    //! The machine goes off: some, or all, of what was not synced is as it was before.
    void cutPower();

    // Called by the layer. An answer other than 0 (SQLITE_OK) is SQLite's code of the error.
    int mayWrite(int *bytes);   //!< may make the write shorter: it is torn, and then the process is dead or the answer an error
    int maySync();
    int mayChange() const;
    void willOverwrite(const QByteArray &file, qint64 offset, const QByteArray &before, qint64 sizeBefore);
    void synced(const QByteArray &file) { m_unsynced.erase(file); }
    void randomness(char *out, int count);

private:
    struct Unsynced {
        qint64 offset;
        QByteArray before;
        qint64 sizeBefore;
    };
    static SimDisk *s_current;
    World &m_world;
    const Disk &m_state;
    Chance m_random;
    std::shared_ptr<Door> m_door;
    std::map<QByteArray, std::vector<Unsynced>> m_unsynced;
};

} // namespace kaunta::sim
