#pragma once

#include "app/common/engines.h"
#include "core/ledger/memory_ledger.h"
#include "core/ledger/sqlite_ledger.h"
#include "core/providers/provider_factory.h"
#include "tests/simulation/memory_inbox.h"
#include "tests/simulation/sim_disk.h"
#include "tests/simulation/sim_network.h"

#include <QTemporaryDir>
#include <array>

namespace kaunta::sim {

//! The clock of one till's computer: it boots, and its wall time may be wrong.
class SimClock final : public Clock
{
public:
    SimClock(const World &world, const Mpesa &mpesa) : m_world(world), m_mpesa(mpesa) {}
    QDateTime nowUtc() const override { return m_mpesa.wallTime(m_world.now() + m_wrongBy); }
    milliseconds sinceBoot() const override { return milliseconds(m_world.now() - m_bootedAt); }
    QString bootId() const override { return u"boot-%1"_s.arg(m_boots); }
    void boot(qint64 ago)
    {
        m_bootedAt = m_world.now() - ago;
        ++m_boots;
    }
    void setWrongBy(qint64 ms) { m_wrongBy = ms; }
    qint64 bootedAt() const { return m_bootedAt; }

private:
    const World &m_world;
    const Mpesa &m_mpesa;
    qint64 m_wrongBy = 0;
    qint64 m_bootedAt = -60'000;
    int m_boots = 1;
};

//! One till: its computer, its storage, and the program as it is put together for the shop, life after life. Everything above
//! clock, network, chance and storage is the product.
class SimTill
{
public:
    //! Called with each new life, before it does anything.
    using Born = std::function<void(SimTill &till)>;
    //! `isAlone`: no other till takes money on the short code.
    SimTill(World &world, Mpesa &mpesa, const QString &tillId, bool isAlone, Born born, Storage storage);
    ~SimTill();

    //! False: its files cannot be opened now.
    bool start();
    //! The process ends. Nothing of it has any effect from here on.
    void kill(bool powerCut);
    bool isUp() const { return m_life != nullptr && !m_door->shut; }
    //! It died in the middle of a call, and its remains are still there.
    bool isDying() const { return m_life != nullptr && m_door->shut; }
    bool lostPower() const { return m_door && m_door->powerCut; }

    //! When an engine wants to be called next, in world time; nothing: none does.
    std::optional<qint64> nextWake();
    void wake();

    //! A post of M-PESA's came to this till's address; status 0: nobody was there.
    callbacks::Answer receive(const QString &path, const QByteArray &body);
    //! The manager types his PIN: a grant for it, or nothing.
    QString approve(people::Purpose purpose, const QString &subject, const QString &requester);

    app::Engines &engines();
    //! What a life holds besides its files: requests that are under way, and objects more than it was born with.
    int exchanges() const;
    qsizetype grown() const { return objects() - m_objectsAtBirth; }
    //! What is on disk. With Storage::Sqlite only while the till is up or dying.
    ledger::Ledger &ledger() { return m_sqlite ? static_cast<ledger::Ledger &>(*m_sqlite) : m_memory; }
    const ledger::MemoryLedger *memory() const { return m_storage == Storage::Memory ? &m_memory : nullptr; }
    QString ledgerPath() const { return m_folder->filePath(u"ledger.sqlite"_s); }
    const InboxStore &inbox() const { return m_inbox; }
    const Profile &profile() const { return m_profile; }
    const QString &name() const { return m_name; }
    SimClock &clock() { return m_clock; }
    Disk disk = Disk::Works;
    bool keyringLocked = false;

private:
    struct Life;
    struct Alarm {
        std::function<std::optional<milliseconds>()> when;
        std::function<void()> ring;
        bool stale = true;
        std::optional<qint64> at;
    };
    template <class Engine>
    void listen(std::size_t index, Engine &engine);
    providers::DarajaInitiator initiator();
    bool openFiles();
    void hirePeople();
    qsizetype objects() const;

    World &m_world;
    Mpesa &m_mpesa;
    QString m_name;
    Born m_born;
    Profile m_profile;
    SimClock m_clock;
    Chance m_random;
    Storage m_storage;
    ledger::MemoryLedger m_memory;
    InboxStore m_inbox;
    std::unique_ptr<QTemporaryDir> m_folder;      //!< these four for Storage::Sqlite
    std::unique_ptr<SimDisk> m_files;
    std::unique_ptr<ledger::SqliteLedger> m_sqlite;
    std::unique_ptr<callbacks::CallbackInbox> m_fileInbox;
    std::shared_ptr<Door> m_door;
    std::unique_ptr<Life> m_life;
    std::array<Alarm, 5> m_alarms;
    QString m_grant;
    bool m_approvalAnswered = false;
    qsizetype m_objectsAtBirth = 0;
};

} // namespace kaunta::sim
