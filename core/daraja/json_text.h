#pragma once

#include <QJsonValue>
#include <QString>

namespace kaunta::daraja {

//! A scalar as the text that names it: Daraja sends the same field as a number in one answer and as text in the next.
//! 0, "0" and 0.0 are "0"; "SFC_IC0003" is itself; 20191219102115 keeps every digit; null, missing, objects and arrays are
//! empty. Surrounding blanks go. A fraction is written with the fewest digits that mean the same number.
QString scalarText(const QJsonValue &value);

} // namespace kaunta::daraja
