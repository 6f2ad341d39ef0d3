#pragma once

#include "core/profile/profile.h"

namespace kaunta {

//! A profile's fields under the names that `profile add`, `profile set` and profile.json share: "provider", "environment",
//! "base-url", "shortcode", "till", "type", "callback-url", "listen", "initiator", "certificate". In this order.
QStringList profileOptionNames();

//! The value as applyOption() takes it; empty when unset or when there is no such option.
QString optionValue(const Profile &profile, const QString &option);

//! Sets one field from text; empty text clears it. "set" takes KEY=VALUE for `settings`; KEY= removes the key. Refuses what
//! cannot be read as that field (an environment that does not exist, a URL that is none) and leaves the rest, and how fields
//! go together, to validate(): so several options can be applied in any order. The profile is unchanged after a fault.
Result<Done, ProfileFault> applyOption(Profile &profile, const QString &option, const QString &value);

} // namespace kaunta
