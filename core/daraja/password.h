#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace kaunta::daraja {

//! yyyyMMddHHmmss in UTC + 3 h, whatever the PC's zone: Kenya has no summer time.
QString timestamp(const QDateTime &when);

//! base64(short code + passkey + timestamp). The short code is the one that goes out as BusinessShortCode, and the timestamp
//! the very text that goes out as Timestamp.
QString password(const QString &shortCode, const QByteArray &passkey, const QString &timestamp);

} // namespace kaunta::daraja
