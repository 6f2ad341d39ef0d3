#include "tests/simulation/memory_inbox.h"

#include <algorithm>

namespace kaunta::sim {

using callbacks::InboxFault;
using callbacks::PathKind;

MemoryInbox::MemoryInbox(World &world, std::shared_ptr<Door> door, InboxStore &store, const Clock &clock, const Disk &disk)
    : m_world(world), m_door(std::move(door)), m_store(store), m_clock(clock), m_disk(disk)
{
}

bool MemoryInbox::isFull(const QString &token, PathKind kind) const
{
    const bool lives = kind == PathKind::C2bConfirmation || kind == PathKind::C2bValidation;
    const QDateTime since = m_clock.nowUtc().addDays(-1);
    const auto count = std::count_if(m_store.rows.begin(), m_store.rows.end(), [&](const InboxStore::Row &row) {
        return row.arrived.token == token && (!lives || row.arrived.at > since);
    });
    return count >= (lives ? kPaymentsPerDay : kBodiesPerPath);
}

Result<qint64, InboxFault> MemoryInbox::store(const QString &token, const QByteArray &body, const QString &source, PathKind kind)
{
    const auto broken = Fail{InboxFault{InboxFault::Kind::Unwritable, u"disk"_s}};
    if (m_door->shut || m_disk != Disk::Works || m_world.fires(Fault::InboxFull))
        return broken;
    const bool dies = m_world.fires(Fault::KilledAtWrite);
    if (dies && m_world.chance.perMille(500)) {
        m_door->shut = true;
        return broken;
    }
    const auto known = std::find_if(m_store.rows.begin(), m_store.rows.end(),
                                    [&](const InboxStore::Row &row) { return row.arrived.token == token && row.arrived.body == body; });
    if (known != m_store.rows.end())
        return known->arrived.inboxId;
    if (isFull(token, kind))
        return Fail{InboxFault{InboxFault::Kind::TooMany, u"too many bodies"_s}};
    const qint64 id = static_cast<qint64>(m_store.rows.size()) + 1;
    m_store.rows.push_back({{id, token, body, source, m_clock.nowUtc(), kind}, false});
    if (dies)
        m_door->shut = true;
    announce();
    return id;
}

void MemoryInbox::storeStray(const QString &, const QByteArray &, const QString &)
{
    ++m_store.strays;
}

std::optional<callbacks::Arrived> MemoryInbox::next(qint64 afterId) const
{
    for (std::size_t at = static_cast<std::size_t>(std::max<qint64>(0, afterId)); at < m_store.rows.size(); ++at)
        if (!m_store.rows[at].interpreted)
            return m_store.rows[at].arrived;
    return std::nullopt;
}

bool MemoryInbox::markInterpreted(qint64 inboxId)
{
    if (m_door->shut || m_disk != Disk::Works)
        return false;
    m_store.rows[static_cast<std::size_t>(inboxId) - 1].interpreted = true;
    return true;
}

} // namespace kaunta::sim
