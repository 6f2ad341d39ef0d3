#pragma once

#include "core/ledger/ledger.h"
#include "core/sale/sale_service.h"

namespace kaunta::sale {

class FollowUp;

//! Gathers what a screen shows of a charge from the ledger, the question plan and the provider's words.
class Snapshots
{
public:
    //! PaymentProvider::explain.
    using Explain = std::function<providers::Explanation(const QString &code, const QString &text)>;
    //! `followUp` null: nothing is planned (a reader beside the till). All of it must outlive the snapshots.
    Snapshots(const Profile &profile, const ledger::LedgerReader &ledger, Explain explain, const FollowUp *followUp)
        : m_profile(profile), m_ledger(ledger), m_explain(std::move(explain)), m_followUp(followUp) {}

    ChargeSnapshot of(const ledger::ChargeRecord &charge) const;
    QList<ChargeSnapshot> of(const QList<ledger::ChargeRecord> &charges) const;

private:
    const Profile &m_profile;
    const ledger::LedgerReader &m_ledger;
    Explain m_explain;
    const FollowUp *m_followUp;
};

} // namespace kaunta::sale
