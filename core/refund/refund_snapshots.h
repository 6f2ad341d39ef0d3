#pragma once

#include "core/ledger/ledger.h"
#include "core/refund/refund_service.h"

namespace kaunta::refund {

class RefundWatch;

//! Gathers what a screen shows of a refund from the ledger, the question plan and the provider's words.
class RefundSnapshots
{
public:
    using Explain = std::function<providers::Explanation(const QString &code, const QString &text)>;
    //! `watch` null: nothing is planned (a reader beside the till). `mayAsk`: can M-PESA be asked about refunds at all? All of it
    //! must outlive the snapshots.
    RefundSnapshots(const Profile &profile, const ledger::LedgerReader &ledger, Explain explain, std::function<bool()> mayAsk, const RefundWatch *watch)
        : m_profile(profile), m_ledger(ledger), m_explain(std::move(explain)), m_mayAsk(std::move(mayAsk)), m_watch(watch) {}

    RefundSnapshot of(const ledger::RefundRecord &refund) const;
    //! Whose phone a payment came from, masked; empty when it is not known.
    QString phoneOf(const ledger::PaymentRecord &payment) const;

private:
    const Profile &m_profile;
    const ledger::LedgerReader &m_ledger;
    Explain m_explain;
    std::function<bool()> m_mayAsk;
    const RefundWatch *m_watch;
};

} // namespace kaunta::refund
