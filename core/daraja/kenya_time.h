#pragma once

#include <QDateTime>
#include <QString>

namespace kaunta::daraja {

//! The API's wall clock: UTC + 3 h, whatever the PC's zone. Kenya has no summer time.
QDateTime toKenya(const QDateTime &when);

//! The same digits, read as a time in Kenya; UTC.
QDateTime fromKenya(const QDate &date, const QTime &time);

} // namespace kaunta::daraja
