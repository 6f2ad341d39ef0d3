#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/ledger/owed_alerts.h"

#include <deque>
#include <functional>

namespace kaunta::refund {

//! One thing that happened to a refund, with what came along.
struct Happening {
    QString refundId;
    Event event;
    QString actor;                   //!< user name, or "till"
    QString code = {};               //!< provider's code and words, verbatim; or a manager's reason as text
    QString text = {};
    QString approver = {};           //!< of a manager's decision
    bool singlePerson = false;
    QString conversationId = {};     //!< of an acknowledgement or a result
    QString originatorConversationId = {};
    std::function<void()> saved = {};   //!< runs once its effect is on disk
};

//! A happening whose effect is on disk: now its actions may be carried out and screens may show it.
struct Recorded {
    ledger::RefundRecord before;
    ledger::RefundRecord after;
    Step step;
    std::function<void()> saved;
};

//! Does this refund stand in the way of another one of the same receipt? The ledger's rule: at most one does.
bool isLive(Status status);

//! Brings machine and ledger together: each happening is fed to the machine and written with everything that follows from it,
//! before anybody acts on it. What cannot be written is kept, in order, and tried again.
//! News for a refund that was over while another one of the same receipt is live cannot reopen it (one receipt, one live refund):
//! it becomes a line of its story and an alert, and its row stays.
class RefundJournal
{
public:
    RefundJournal(ledger::Ledger &ledger, const Clock &clock, RandomSource &random) : m_ledger(ledger), m_clock(clock), m_random(random), m_owed(ledger, QStringLiteral("refund-alerts-owed")) {}

    void add(Happening happening) { m_waiting.push_back(std::move(happening)); }
    //! Writes the oldest waiting happening. nullopt: nothing waits, or the ledger does not take it (see stuck()).
    std::optional<Recorded> writeNext();
    //! Its alerts were raised.
    void told(const Recorded &recorded);
    //! Refunds whose alert an earlier run wrote and did not live to raise.
    QStringList takeOwed();
    bool stuck() const { return m_stuck; }
    const ledger::LedgerFault &fault() const { return m_fault; }

private:
    bool placeIsTaken(const ledger::RefundRecord &refund) const;

    ledger::Ledger &m_ledger;
    const Clock &m_clock;
    RandomSource &m_random;
    ledger::OwedAlerts m_owed;
    std::deque<Happening> m_waiting;
    bool m_stuck = false;
    ledger::LedgerFault m_fault;
};

} // namespace kaunta::refund
