#pragma once

#include "core/base/clock.h"
#include "core/ledger/records.h"
#include "core/sale/poll_plan.h"
#include "core/sale/query_budget.h"

#include <QHash>
#include <QStringList>

namespace kaunta::sale {

//! Knows which charges still wait for an answer and whose turn it is to be asked about. Holds no timer: the engine asks
//! nextWake() and calls in. Countdowns use Clock::sinceBoot(); wall times of the records are read only once, when a charge
//! of an earlier run is met.
class FollowUp
{
public:
    //! `canAsk` false: the provider has no query. Charges are still followed to the end of their window.
    FollowUp(const Clock &clock, QueryBudget budget, bool canAsk = true) : m_clock(clock), m_budget(budget), m_canAsk(canAsk) {}
    bool canAskAbout(const ledger::ChargeRecord &record) const { return m_canAsk && !record.checkoutRequestId.isEmpty(); }

    //! The charge as it is on disk now. Settled ones are forgotten.
    void watch(const ledger::ChargeRecord &record);
    bool watches(const QString &chargeId) const { return m_watched.contains(chargeId); }
    //! Ask out of turn, as soon as the budget allows.
    void askSoon(const QString &chargeId);

    //! Whose turn it is, if anyone's, and if the budget allows a question now. It counts as asked from here on.
    std::optional<QString> takeNext();
    //! The question came back. `limited` with an optional Retry-After: the provider said "too often".
    void answered(const QString &chargeId);
    void limited(const QString &chargeId, std::optional<std::chrono::seconds> retryAfter);

    //! Prompted charges whose ten minutes are over.
    QStringList windowsOver() const;
    //! Was the question that is being answered now asked at least 60 s after the charge was settled?
    bool askedAMinuteAfterSettling(const QString &chargeId) const;
    std::chrono::seconds sinceAccepted(const QString &chargeId) const;

    std::optional<milliseconds> nextWake() const;                    //!< on Clock::sinceBoot()
    QDateTime nextCheckAt(const QString &chargeId) const;            //!< invalid: none planned, or a question is out
    const QueryBudget &budget() const { return m_budget; }

private:
    struct Watched {
        ChargeState state;
        bool canAsk = false;   //!< canAskAbout()
        bool asking = false;
        bool soon = false;
        milliseconds acceptedAt{0};
        milliseconds settledAt{0};
        std::optional<milliseconds> askedAt;
    };
    std::optional<Question> question(const Watched &watched) const;

    const Clock &m_clock;
    QueryBudget m_budget;
    bool m_canAsk;
    QHash<QString, Watched> m_watched;
};

} // namespace kaunta::sale
