#pragma once

#include "core/ledger/phone_veil.h"

namespace kaunta::ledger {

//! Found out from the rows that stand before the change and those that it brings. An enquiry or refund that comes with a
//! person is about that person.
Involved involvedIn(const Change &change, const LedgerReader &ledger);

//! Is a refund under way whose payment is this person's (made by a charge or directly)? Its answers still need the number.
bool hasOpenRefund(const QString &personId, const LedgerReader &ledger);

} // namespace kaunta::ledger
