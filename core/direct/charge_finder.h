#pragma once

#include "core/base/clock.h"
#include "core/direct/belonging.h"
#include "core/ledger/ledger.h"

namespace kaunta::direct {

//! Gathers from the ledger what placeOf() decides on. Belongs to the ledger's thread.
class ChargeFinder
{
public:
    //! Both must outlive the finder.
    ChargeFinder(const Profile &profile, const ledger::LedgerReader &ledger, const Clock &clock) : m_profile(profile), m_ledger(ledger), m_clock(clock) {}

    Place placeOf(const MoneyIn &money) const;
    //! Of a payment that is booked already. The second payment for a charge whose own is known is nobody's but the customer's.
    Place placeOf(const ledger::PaymentRecord &payment) const;
    //! See onlyPrompt().
    std::optional<ledger::ChargeRecord> onlyPromptFor(const ledger::PaymentRecord &payment) const;
    //! A payment that was booked as a direct one, as the record told it.
    MoneyIn moneyOf(const ledger::PaymentRecord &payment) const;
    //! Payments of the last two days that are on no sale and no charge's, newest first.
    QList<ledger::PaymentRecord> alone() const;
    //! The charge that was sent with this reference in the last 90 days, if there is just one.
    std::optional<ledger::ChargeRecord> byReference(const QString &reference) const;

private:
    Candidate candidate(const ledger::ChargeRecord &charge) const;
    QList<Candidate> candidatesFor(const MoneyIn &money) const;
    QDateTime rivalsSince(const MoneyIn &money) const;

    const Profile &m_profile;
    const ledger::LedgerReader &m_ledger;
    const Clock &m_clock;
};

} // namespace kaunta::direct
