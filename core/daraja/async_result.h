#pragma once

#include "core/providers/payment_provider.h"

#include <QString>
#include <span>

namespace kaunta::daraja {

//! One row of a table of ResultCodes that come by a call to a ResultURL. Codes are text, and each kind of request has a table of
//! its own: 2001 is a customer's wrong PIN for a payment and the shop's wrong password for a refund.
struct AsyncResult {
    const char *code;
    //! Refused only where Safaricom's own pages or production traffic say that nothing was carried out (fact sheet, grades O and
    //! P); what is known from hearsay alone is Unclear. For a question it says how the question fared, never how the transaction did
    //! that was asked about.
    providers::ResultMeaning proves;
    const char *meaning;                  //!< the provider's meaning, for logs and support; not translated
    providers::Explanation explanation;   //!< `moved`: by this very request
};

std::span<const AsyncResult> reversalResults();
std::span<const AsyncResult> statusResults();
std::span<const AsyncResult> balanceResults();
std::span<const AsyncResult> b2cResults();
std::span<const AsyncResult> b2bResults();
//! Codes of M-PESA's old list for all requests, and of the operator who makes them: words where a request's own table has none,
//! and never a proof.
std::span<const AsyncResult> generalResults();
//! Codes of Pull, which answers at once.
std::span<const AsyncResult> pullResults();

//! Words of a failed reversal by which M-PESA tells that the payer has spent the money. Seen in the field in texts without a code
//! of their own: good for a sentence, not for a proof.
std::span<const char *const> spentWords();

const AsyncResult *findResult(std::span<const AsyncResult> table, const QString &code);   //!< nullptr: in no row

} // namespace kaunta::daraja
