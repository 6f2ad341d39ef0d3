#pragma once

#include "core/ledger/ledger.h"
#include "core/sale/sale_service.h"

namespace kaunta::sale {

class FollowUp;

//! Gathers what a screen shows of a charge from the ledger, the question plan and the provider's words.
class Snapshots
{
public:
    Snapshots(const Profile &profile, const ledger::Ledger &ledger, const providers::PaymentProvider &provider, const FollowUp &followUp)
        : m_profile(profile), m_ledger(ledger), m_provider(provider), m_followUp(followUp) {}

    ChargeSnapshot of(const ledger::ChargeRecord &charge) const;
    QList<ChargeSnapshot> of(const QList<ledger::ChargeRecord> &charges) const;

private:
    const Profile &m_profile;
    const ledger::Ledger &m_ledger;
    const providers::PaymentProvider &m_provider;
    const FollowUp &m_followUp;
};

} // namespace kaunta::sale
