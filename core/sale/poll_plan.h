#pragma once

#include "core/sale/charge_machine.h"

#include <chrono>
#include <optional>

namespace kaunta::sale {

using std::chrono::milliseconds;

//! How long ago things happened to a charge, on a clock that never jumps.
struct Ages {
    milliseconds sinceAccepted{0};           //!< since the acknowledgement (or the journal entry, where none came)
    milliseconds sinceSettled{0};            //!< since `paid` or `declined` was reached
    std::optional<milliseconds> sinceAsked;  //!< since the last question was sent; none was: nullopt
};

struct Question {
    milliseconds in{0};      //!< due in this time; 0: now
    bool decisive = false;   //!< the 65 s question, just after the prompt's end: it goes before all others
};

//! When M-PESA is asked next about a charge: 8, 20, 35, 50, 65, 90 s, 2, 3, 5, 10 min after the acknowledgement, then every
//! 15 min to 24 h; more often in the first 90 s when `often` (the provider is known to bear it). A decline that only a query
//! told is asked once more after 60 s; a payment that only an unsigned callback told is confirmed at once. nullopt: never.
//! Source: facts measured on Daraja's sandbox (five questions a minute) and the life of a prompt (about 60 s).
std::optional<Question> nextQuestion(const ChargeState &state, const Ages &ages, bool often);

inline constexpr milliseconds kPromptLife{60'000};         //!< what a screen counts down to; M-PESA's own end is about there
inline constexpr milliseconds kPromptWindow{10 * 60'000};  //!< after it a prompted charge is unknown
inline constexpr milliseconds kSecondLook{60'000};         //!< between a query's decline and the question that confirms it

} // namespace kaunta::sale
