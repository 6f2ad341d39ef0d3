#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/ledger/owed_alerts.h"

#include <QJsonObject>
#include <deque>
#include <functional>

namespace kaunta::sale {

//! One thing that happened to a charge, with what came along.
struct Happening {
    QString chargeId;
    Event event;
    QString actor;               //!< user name, or "till"
    QString code = {};                //!< provider's code and words, verbatim
    QString text = {};
    QString merchantRequestId = {};   //!< of an acknowledgement or callback
    QString checkoutRequestId = {};
    bool fromQuery = false;
    QDateTime paidAt = {};            //!< M-PESA's own time of the payment; invalid: not told
    QJsonObject details = {};         //!< of a person's decision: who approved, and why
    std::function<void()> saved = {}; //!< runs once its effect is on disk
};

//! A happening whose effect is on disk: now its actions may be carried out and screens may show it.
struct Recorded {
    ledger::ChargeRecord before;
    ledger::ChargeRecord after;
    Step step;
    QString receipt;             //!< of a payment that the happening names
    //! The payment as it stood before this charge took it over: alone, or put on a sale by a person.
    std::optional<ledger::PaymentRecord> overtaken;
    std::function<void()> saved;
};

//! Brings machine and ledger together: each happening is fed to the machine and written in one transaction with everything
//! that follows from it, before anybody acts on it. What cannot be written is kept, in order, and tried again.
class ChargeJournal
{
public:
    ChargeJournal(ledger::Ledger &ledger, const Clock &clock, RandomSource &random) : m_ledger(ledger), m_clock(clock), m_random(random), m_owed(ledger, QStringLiteral("alerts-owed")) {}

    void add(Happening happening) { m_waiting.push_back(std::move(happening)); }
    //! Writes the oldest waiting happening. nullopt: nothing waits, or the ledger does not take it (see stuck()).
    std::optional<Recorded> writeNext();
    //! Its alerts were raised.
    void told(const Recorded &recorded);
    //! Of an earlier run that ended before it could raise them.
    QList<ledger::OwedAlerts::Owed> takeOwed() { return m_owed.takeWritten(); }
    bool stuck() const { return m_stuck; }
    const ledger::LedgerFault &fault() const { return m_fault; }

private:
    ledger::Ledger &m_ledger;
    const Clock &m_clock;
    RandomSource &m_random;
    ledger::OwedAlerts m_owed;
    std::deque<Happening> m_waiting;
    bool m_stuck = false;
    ledger::LedgerFault m_fault;
};

} // namespace kaunta::sale
