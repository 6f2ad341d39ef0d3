#pragma once

#include "core/base/clock.h"

#include <optional>

namespace kaunta::refund {

inline constexpr milliseconds kWaitForResult{10 * 60'000};   //!< after the acknowledgement; then an accepted refund is unknown

//! When M-PESA is asked next what became of an unknown refund: 1, 5, 15 and 60 min after it became unknown, then every hour to
//! 24 h. Sparse, because each question signs in as the shop's operator. `asked`: when it was asked last, since it became
//! unknown; nothing: not yet. The answer counts from then as well; nothing: never again by itself.
std::optional<milliseconds> nextStatusQuestion(std::optional<milliseconds> asked);

} // namespace kaunta::refund
