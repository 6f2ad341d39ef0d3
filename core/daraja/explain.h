#pragma once

#include "core/providers/payment_provider.h"

#include <chrono>

namespace kaunta::daraja {

//! Words for any code that a push answer, a query answer, a callback or Kaunta itself gave ("not-sent", "token", "field" …).
//! `text` is the provider's own message: some codes mean several things. Never fails: what is in no table explains itself as
//! not clear.
providers::Explanation explain(const QString &code, const QString &text);

//! How long this subscriber will not take another prompt (0: no lock).
std::chrono::seconds lockAfter(const QString &code, const QString &text);

} // namespace kaunta::daraja
