#include "core/ledger/ledger.h"

namespace kaunta::ledger {

bool isPending(const sale::ChargeState &state)
{
    return sale::isOpen(state.status) || state.check != sale::Check::Nothing || (state.status == sale::Status::Paid && state.receipt.isEmpty());
}

bool isLive(refund::Status status)
{
    return status != refund::Status::NotSent && status != refund::Status::Refused && status != refund::Status::ClosedByManager;
}

} // namespace kaunta::ledger
