#pragma once

#include "core/base/failure.h"
#include "core/ledger/ledger.h"

namespace kaunta::ledger {

//! What a person is told when the ledger does not take a charge.
inline Failure failureOf(const LedgerFault &fault)
{
    FailureCode code = FailureCode::LedgerUnwritable;
    switch (fault.error) {
    case LedgerError::Full:
        code = FailureCode::LedgerFull;
        break;
    case LedgerError::ReadOnly:
        code = FailureCode::LedgerReadOnly;
        break;
    case LedgerError::Busy:
        code = FailureCode::TillRunning;
        break;
    case LedgerError::Corrupt:
        code = FailureCode::LedgerCorrupt;
        break;
    case LedgerError::Newer:
        code = FailureCode::LedgerNewer;
        break;
    case LedgerError::Conflict:
    case LedgerError::Other:
        break;
    }
    return {code, fault.detail};
}

} // namespace kaunta::ledger
