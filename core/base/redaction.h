#pragma once

#include <QByteArray>
#include <QString>

namespace kaunta {

//! Text that may be logged: phone numbers keep their last three digits, and the values of secret fields (Password,
//! SecurityCredential, access_token, Authorization, passkey, consumer key and secret, PIN) are replaced by "***".
//! Works on JSON, on headers and on prose; it would rather hide too much.
QString redacted(const QString &text);

//! Adds a value that must never appear in any log (a passkey that was just read). Process-wide, thread-safe.
void neverLog(const QByteArray &secret);

//! Sends every Qt log line of the process through redacted() to standard error. Called once by each executable.
void installRedactingLog();

} // namespace kaunta
