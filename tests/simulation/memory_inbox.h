#pragma once

#include "core/base/clock.h"
#include "core/callbacks/inbox.h"
#include "tests/simulation/door.h"

#include <vector>

namespace kaunta::sim {

//! What stays of an inbox when its process is gone.
struct InboxStore {
    struct Row {
        callbacks::Arrived arrived;
        bool interpreted = false;
    };
    std::vector<Row> rows;
    qint64 strays = 0;
};

//! The inbox without a disk: the rules of CallbackInbox, on a store that outlives it.
class MemoryInbox final : public callbacks::CallbackInbox
{
public:
    MemoryInbox(World &world, std::shared_ptr<Door> door, InboxStore &store, const Clock &clock, const Disk &disk);

    using CallbackInbox::next;
    using CallbackInbox::store;
    Result<qint64, callbacks::InboxFault> store(const QString &token, const QByteArray &body, const QString &source, callbacks::PathKind kind) override;
    void storeStray(const QString &path, const QByteArray &body, const QString &source) override;
    std::optional<callbacks::Arrived> next(qint64 afterId) const override;
    bool markInterpreted(qint64 inboxId) override;
    qint64 strayCount() const override { return m_store.strays; }
    QList<callbacks::Stray> strays() const override { return {}; }

private:
    bool isFull(const QString &token, callbacks::PathKind kind) const;

    World &m_world;
    std::shared_ptr<Door> m_door;
    InboxStore &m_store;
    const Clock &m_clock;
    const Disk &m_disk;
};

} // namespace kaunta::sim
