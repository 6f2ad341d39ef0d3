#include "core/ledger/ledger.h"

namespace kaunta::ledger {

bool isPending(const sale::ChargeState &state)
{
    return sale::isOpen(state.status) || state.check != sale::Check::Nothing || (state.status == sale::Status::Paid && state.receipt.isEmpty());
}

} // namespace kaunta::ledger
