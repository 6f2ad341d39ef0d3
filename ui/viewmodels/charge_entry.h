#pragma once

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/providers/traits/provider_traits.h"
#include "ui/viewmodels/tone.h"

#include <optional>

namespace kaunta::ui {

//! A word beside a field: a hint while typing, praise or a problem.
struct FieldHint {
    QString text;
    Tone tone = Tone::Neutral;
    bool bad = false;   //!< what stands there can never become right by typing on
    bool operator==(const FieldHint &) const = default;
};

// What happens to a keystroke or a pasted text, as pure functions. `text` is what the field shows afterwards.

struct AmountEntry {
    QString text;                  //!< "1,250"; what was typed, if it is no amount
    std::optional<Money> amount;   //!< whole, and as much as one payment may be; else nothing
    FieldHint hint;
};
AmountEntry readAmount(const QString &typed, Currency currency, const providers::PaymentRules &rules);

struct PhoneEntry {
    QString text;    //!< "0722 000 000"
    Msisdn phone;    //!< empty while it is none
    FieldHint hint;
};
PhoneEntry readPhone(const QString &typed, Country country);

//! 1 to `longest` of [A-Za-z0-9 .-]; the hint is empty when it is right.
FieldHint checkReference(const QString &typed, int longest);

} // namespace kaunta::ui
