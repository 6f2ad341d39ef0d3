#pragma once

#include "core/providers/payment_provider.h"

#include <QString>
#include <chrono>
#include <span>

namespace kaunta::daraja {

//! One row of the STK result table: what a ResultCode of a callback or of a query means. Codes are text; their meaning is that
//! of STK push and of no other API.
struct StkResult {
    enum class Outcome {
        Paid,
        Declined,   //!< no money moved for this prompt
        Pending,    //!< the prompt is still running
        Unclear,    //!< known, but proves nothing
    };
    const char *code;
    Outcome outcome;
    const char *meaning;                     //!< the provider's meaning, for logs and support; not translated
    providers::Explanation explanation;      //!< words for the cashier
    std::chrono::seconds lock{0};            //!< how long the subscriber is locked for another prompt
};

std::span<const StkResult> stkResults();
const StkResult *findStkResult(const QString &code);   //!< nullptr: in no table, so unknown, shown verbatim, never a failure
bool isDeclined(const QString &code);   //!< the table says that no money moved for this prompt

} // namespace kaunta::daraja
