#pragma once

#include "core/base/money.h"

#include <QDateTime>
#include <QString>
#include <optional>

namespace kaunta::callbacks {

// How M-PESA writes single values in what it posts. Each is exact or nothing: a value that could mean two things is not guessed.

//! "5", "5.00", "1.000": exact to the cent, not negative, at most 10 digits. A JSON number has passed through a double, but a
//! decimal of up to 15 digits survives that unchanged: scalarText() gives back the very digits that were sent (a test walks the
//! cents from 0.01 to 250,000.00), and no arithmetic is done on the double.
//! `currency`: the shop's; the wire names none.
std::optional<Money> exactAmount(const QString &text, Currency currency);
//! The same for the balance of an account: may be negative, and have 13 digits.
std::optional<Money> exactBalance(const QString &text, Currency currency);
//! The text if it has the shape of a receipt, else empty. What stands for a receipt in failures and in answers that move no
//! money ("SKE0000000", "OA90000000") is none: seven zeros at the end.
QString receiptOrNothing(const QString &text);
//! "20191219102115", "20240904T123000" or "06.07.2024 22:48:52", which are UTC+3 in Kenya and in Ethiopia, in UTC. Invalid for anything else.
QDateTime shopTime(const QString &text);

} // namespace kaunta::callbacks
