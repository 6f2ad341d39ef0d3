#pragma once

#include "ui/viewmodels/state_words.h"

namespace kaunta::ui {

//! How a charge stands in a list: the state's words, sharpened by what a list must tell apart, and one plain sentence.
struct ListedState {
    StateWords state;   //!< as everywhere, but "Receipt awaited" for paid without a code and "Checking" once the prompt is over
    QString says;       //!< what we know, and what to do
    bool operator==(const ListedState &other) const
    {
        return state.word == other.state.word && state.glyph == other.state.glyph && state.tone == other.state.tone && says == other.says;
    }
};
ListedState listedState(const sale::ChargeSnapshot &charge, const QDateTime &nowUtc);

//! Paid as a till counts money: proven by evidence. Never Unknown, Conflict or a manager's decision.
bool countsAsPaid(const sale::ChargeState &state);
//! Paid by a query alone: the goods may go, the code is still missing.
bool isReceiptAwaited(const sale::ChargeState &state);

QDateTime shopDayStart(const QDateTime &utc);                          //!< UTC time of the shop's last midnight
QString ageWords(const QDateTime &sinceUtc, const QDateTime &nowUtc);  //!< "40 s", "12 min", "2 h 5 min", "3 days"; empty below 5 s

} // namespace kaunta::ui
