#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::enquiry {

//! Refunds, balances and status questions all sign in as the shop's one M-PESA operator. M-PESA locks that operator after a few
//! wrong passwords, so the first refusal of the operator stops them all, over restarts, until a person changes the set-up or says
//! that it is right now. Kept as the ledger's setting "refund-stopped".
class InitiatorStop
{
public:
    explicit InitiatorStop(ledger::Ledger &ledger) : m_ledger(ledger) {}

    bool isStopped() const { return !code().isEmpty(); }
    QString code() const;          //!< that M-PESA refused the operator with; empty: not stopped
    void refused(const QString &code);   //!< stops if this code of a result or an answer means the operator; else nothing
    void lift();

private:
    ledger::Ledger &m_ledger;
};

} // namespace kaunta::enquiry
