#pragma once

#include "core/providers/payment_provider.h"

namespace kaunta::daraja {

//! A reason that Kaunta names itself, for want of a code of M-PESA's: "not-sent", "token", "429" …
struct OwnWord {
    const char *code;
    providers::Explanation explanation;
};

} // namespace kaunta::daraja
