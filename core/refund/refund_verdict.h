#pragma once

#include "core/callbacks/async_result.h"
#include "core/ledger/records.h"
#include "core/providers/payment_provider.h"

#include <optional>

namespace kaunta::refund {

// What M-PESA's posts prove about a refund. Pure: the path has been matched by its token, everything else is compared here. Nothing:
// it proves nothing and moves nothing; it stays in the inbox.

//! A result on one of the refund's own secret paths. `meaning`: of its code, by the provider. `oursBefore`: see
//! event::AlreadyReversed. `onCurrentPath`: false for the paths of a first attempt whose token was refused; no conversation id of
//! it can be known.
std::optional<Event> judgeResult(const ledger::RefundRecord &refund, const callbacks::AsyncResult &result, providers::ResultMeaning meaning, bool oursBefore,
                                 bool onCurrentPath);

//! The answer to a transaction status that was asked by the refund's conversation id. Its code says only that the question was
//! answered; the money fact is the status of the transaction, if it is this reversal and not the payment itself.
std::optional<Event> judgeStatus(const ledger::RefundRecord &refund, const callbacks::AsyncResult &result);

} // namespace kaunta::refund
