#pragma once

#include "core/ledger/records.h"
#include "core/refund/status_plan.h"

#include <QHash>
#include <QStringList>

namespace kaunta::refund {

//! Knows which refunds wait for a result and when M-PESA is to be asked about which. Holds no timer: the engine asks nextWake()
//! and calls in. Uses Clock::sinceBoot(); wall times of the records are read only once, when a refund of an earlier run is met.
class RefundWatch
{
public:
    explicit RefundWatch(const Clock &clock) : m_clock(clock) {}

    //! The refund as it is on disk now. Settled ones are forgotten.
    void watch(const ledger::RefundRecord &refund);
    //! Ask as soon as may be, out of turn.
    void askSoon(const QString &refundId);
    //! Whose turn it is, if anyone's. It counts as asked, and as being asked, from here on.
    std::optional<QString> takeNext();
    void answered(const QString &refundId);   //!< the question came to an end

    QStringList waitsOver() const;            //!< accepted ones whose ten minutes are over
    std::optional<milliseconds> nextWake() const;            //!< on Clock::sinceBoot()
    QDateTime nextCheckAt(const QString &refundId) const;    //!< invalid: none planned, or a question is out

private:
    struct Watched {
        Status status = Status::Journaled;
        bool canAsk = false;   //!< a conversation id is known
        bool asking = false;
        bool soon = false;
        milliseconds acceptedAt{0};
        milliseconds unknownAt{0};
        std::optional<milliseconds> askedAt;
    };
    std::optional<milliseconds> dueAt(const Watched &watched) const;

    const Clock &m_clock;
    QHash<QString, Watched> m_watched;
};

} // namespace kaunta::refund
