#pragma once

#include <QString>
#include <optional>

namespace kaunta::secrets {

//! The service that keeps secrets on this system, asked apart from QtKeychain because that cannot tell "no service" from
//! "some trouble", nor "locked" from "no such entry". Calls block for a few milliseconds (seconds while a service starts):
//! for the keychain's own thread only.

//! Is there a service at all, or can one be started?
bool keyringReachable();
//! Does it hold this entry, locked or not? Nothing when it cannot tell.
std::optional<bool> keyringHolds(const QString &service, const QString &entry);
//! libsecret (under QtKeychain) keeps its session with the service for ever; when the service was restarted meanwhile every
//! save fails ("the session wrapping the secret does not exist"). Makes the next call open a session of its own.
void keyringForgetSession();
//! Name of the service that answers; empty when none does.
QString keyringOwnerName();
//! Name of the service that this desktop usually has. Never blocks.
QString keyringUsualName();

} // namespace kaunta::secrets
