#pragma once

#include "core/providers/payment_provider.h"

namespace kaunta::daraja {

//! What a result's code proves about the request that it answers. By the code alone: a success text under a failure code has been
//! seen. In no table: Unclear.
providers::ResultMeaning meaningOf(providers::ResultKind kind, const QString &code);

//! Words for the code of a result, or of a request that failed, or one of Kaunta's own ("credential", "queue-timeout" …). Never
//! fails: what is in no table explains itself as not clear. A question never moves money, whatever becomes of it.
providers::Explanation explainResult(providers::ResultKind kind, const QString &code, const QString &text);

} // namespace kaunta::daraja
