#pragma once

#include "core/base/clock.h"

#include <QHash>
#include <QString>
#include <functional>
#include <memory>

namespace kaunta {

//! Permissions to send one request that moves money, each for 20 s after its journal entry: one that leaves later surprises people
//! who have gone (a suspended PC, a slow token). This object holds the only lasting reference: withdrawing a permission, or its
//! end, means that a request whose first byte was not asked for yet never leaves (see net::Request::mayStart).
class SendPermits
{
public:
    explicit SendPermits(const Clock &clock) : m_clock(clock) {}

    //! A fresh permission under `id`; an earlier one of the same id is withdrawn. The clock must outlive what is returned.
    std::function<bool()> give(const QString &id)
    {
        const auto until = std::make_shared<milliseconds>(m_clock.sinceBoot() + kSendWithin);
        m_given.insert(id, until);
        return [held = std::weak_ptr(until), &clock = m_clock] {
            const auto end = held.lock();
            return end && clock.sinceBoot() <= *end;
        };
    }
    void withdraw(const QString &id) { m_given.remove(id); }

private:
    static constexpr milliseconds kSendWithin{20'000};
    const Clock &m_clock;
    QHash<QString, std::shared_ptr<milliseconds>> m_given;
};

} // namespace kaunta
