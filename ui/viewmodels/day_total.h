#pragma once

#include "ui/viewmodels/tone.h"

#include <QString>

namespace kaunta::ui {

//! One line under the list: how many, and how much, of one kind.
struct DayTotal {
    Tone tone = Tone::Neutral;
    Glyph glyph = Glyph::None;
    QString word;     //!< "Paid"
    int count = 0;
    QString amount;   //!< "KES 12,400"
    bool operator==(const DayTotal &) const = default;
};

} // namespace kaunta::ui
