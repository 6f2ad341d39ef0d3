#pragma once

#include "core/sale/sale_service.h"
#include "ui/viewmodels/tone.h"

#include <QString>

namespace kaunta::ui {

//! A state for people: one or two words, icon and tone. The same on every page.
struct StateWords {
    QString word;
    Glyph glyph = Glyph::None;
    Tone tone = Tone::Neutral;
};
StateWords stateWords(const sale::ChargeState &state);

//! What is known about a charge, in one sentence: for Pending rows and under the word of a state.
QString whatWeKnow(const sale::ChargeSnapshot &charge);

//! One line of the journal in plain words ("asked M-PESA: still waiting"). Codes are not in it.
QString timelineWords(const sale::TimelineEntry &entry);

//! The clock on the shop's wall (Kenya and Ethiopia: UTC + 3 h all year), whatever zone the PC is set to: as a time, and as
//! "14:02" and "14:02:07", empty for an invalid time.
QDateTime shopTime(const QDateTime &utc);
QString shortTime(const QDateTime &utc);
QString exactTime(const QDateTime &utc);
//! "0:18", "12:05": minutes and seconds; negative counts as 0:00.
QString minutesSeconds(std::chrono::seconds duration);

} // namespace kaunta::ui
