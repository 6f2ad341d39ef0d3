#pragma once

#include "core/profile/profile.h"

#include <QByteArray>

namespace kaunta {

//! profile.json: a flat object of texts under the option names (profile_options.h) plus "format", "id", "name" and "settings".
QByteArray toJson(const Profile &profile);

//! Unreadable for anything that toJson() of this version would not write: damage, another type, a field or a format that only
//! a later version knows. Guessing would mean charging for a shop that someone else described. Rules between fields are left
//! to validate().
Result<Profile, ProfileFault> profileFromJson(const QByteArray &json);

} // namespace kaunta
