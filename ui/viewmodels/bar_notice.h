#pragma once

#include "ui/viewmodels/tone.h"

#include <QString>

namespace kaunta::ui {

//! What an inline bar says: what happened, what to do, and the name of at most one button.
struct BarNotice {
    Tone tone = Tone::Neutral;
    Glyph glyph = Glyph::None;
    QString says;
    QString next;
    QString action;   //!< empty: no button
    bool isEmpty() const { return says.isEmpty(); }
    bool operator==(const BarNotice &) const = default;
};

} // namespace kaunta::ui
