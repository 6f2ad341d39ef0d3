#pragma once

#include "core/ledger/ledger.h"

namespace kaunta::sale {

//! What came for a sale and is still here, in the sale's currency. A payment counts until a refund of it is done; one that
//! belongs to a charge counts only while that charge is proven paid (not in conflict, not a manager's decision). A charge that
//! is paid without a known receipt counts too. A payment in another currency never counts.
Money paidOn(const ledger::LedgerReader &ledger, const ledger::SaleRecord &sale);

} // namespace kaunta::sale
