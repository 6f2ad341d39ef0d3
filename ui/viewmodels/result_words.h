#pragma once

#include "core/sale/sale_service.h"
#include "ui/viewmodels/tone.h"

namespace kaunta::ui {

//! How a charge ended, or that it has not: what the result panel says.
struct ResultWords {
    Glyph glyph = Glyph::None;
    Tone tone = Tone::Neutral;
    QString word;      //!< "Paid": the hero
    QString says;      //!< one sentence: what happened
    QString group;     //!< whose move it is: "The customer can fix this"; empty where nobody's
    QString next;      //!< one sentence: what to do now
    QString say;       //!< for the cashier to say aloud; empty: nothing
    bool operator==(const ResultWords &) const = default;
};
ResultWords resultWords(const sale::ChargeSnapshot &charge);

//! "M-PESA 1032: Request cancelled by user": small print for support; empty when there is no code.
QString resultSmallPrint(const sale::ChargeSnapshot &charge);

} // namespace kaunta::ui
