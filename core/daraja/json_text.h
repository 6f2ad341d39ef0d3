#pragma once

#include "core/base/money.h"

#include <QJsonValue>
#include <QString>
#include <optional>

namespace kaunta::daraja {

//! A scalar as the text that names it: Daraja sends the same field as a number in one answer and as text in the next.
//! 0, "0" and 0.0 are "0"; "SFC_IC0003" is itself; 20191219102115 keeps every digit; null, missing, objects and arrays are
//! empty. Surrounding blanks go. A fraction is written with the fewest digits that mean the same number.
QString scalarText(const QJsonValue &value);

//! A scalar's text as an amount of KES, exact to the cent or nothing: "168.00", "168", "168.5". No sign, no separators. A JSON
//! number has passed through a double, but a decimal of up to 15 digits survives that unchanged, and no arithmetic is done on it.
std::optional<Money> exactAmount(const QString &text);

} // namespace kaunta::daraja
