#pragma once

#include "core/callbacks/async_result.h"
#include "core/enquiry/account_service.h"
#include "core/ledger/records.h"

namespace kaunta::enquiry {

// Answers as they stand in the ledger, and as screens see them. Names of payers are personal data and are left out of the
// ledger: a screen sees them only when the answer comes.

QJsonObject toJson(const callbacks::BalanceResult &balance);
QJsonObject toJson(const callbacks::StatusResult &status);

AskState askState(ledger::EnquiryRecord::State state);
BalanceSnapshot balanceSnapshot(const ledger::EnquiryRecord &question);   //!< without the explanation
StatusSnapshot statusSnapshot(const ledger::EnquiryRecord &question);     //!< without explanation and counterparty

} // namespace kaunta::enquiry
