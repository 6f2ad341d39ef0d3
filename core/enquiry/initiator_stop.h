#pragma once

#include "core/ledger/ledger.h"

#include <functional>

namespace kaunta::enquiry {

//! Refunds, balances and status questions all sign in as the shop's one M-PESA operator. M-PESA locks that operator after a few
//! wrong passwords, so the first refusal of the operator stops them all, over restarts, until a person changes the set-up or says
//! that it is right now. Kept as the ledger's setting "refund-stopped".
class InitiatorStop
{
public:
    //! `changed`: it stopped, or was lifted.
    InitiatorStop(ledger::Ledger &ledger, std::function<void()> changed) : m_ledger(ledger), m_changed(std::move(changed)) {}

    bool isStopped() const { return !code().isEmpty(); }
    QString code() const;          //!< that M-PESA refused the operator with; empty: not stopped
    void refused(const QString &code);   //!< stops if this code of a result or an answer means the operator; else nothing
    void lift();

private:
    void set(const QString &code);

    ledger::Ledger &m_ledger;
    std::function<void()> m_changed;
};

} // namespace kaunta::enquiry
