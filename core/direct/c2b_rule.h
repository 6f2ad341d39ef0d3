#pragma once

#include "core/callbacks/c2b_payment.h"
#include "core/direct/charge_finder.h"

namespace kaunta::direct {

//! What the account number of a payment that is being made asks for.
struct OpenDue {
    Money lacks;
    bool exactly = false;   //!< a prompt asks for just this amount; a sale may be paid in parts
};

//! The shop's answer to a C2B validation, before the customer's money moves. The profile's setting "c2b-validation" is "all"
//! (as without it) or "open-sales": then the account number must be that of an open sale or prompt (else C2B00012) and the
//! amount not more than it lacks (else C2B00013). A till's payments have no account number, so a till takes all. `readable`:
//! the ledger can be asked; what cannot be looked up is refused under "open-sales" (C2B00016), and no money moves. Pure.
callbacks::ValidationReply judgeC2b(const Profile &profile, Money amount, const std::optional<OpenDue> &due, bool readable);

//! Looks up what an account number asks for: a prompt's own reference, or the number of a sale, with or without its dash and
//! zeros ("A1-0142", "a1 142"). Nothing: it names no sale that lacks money.
std::optional<OpenDue> openDueOf(const QString &accountNumber, const Profile &profile, const ledger::LedgerReader &ledger, const ChargeFinder &finder);

} // namespace kaunta::direct
