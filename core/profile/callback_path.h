#pragma once

#include "core/profile/profile.h"

namespace kaunta {

//! Where one attempt's answers come back: the profile's callback address with a secret path of 32 hex digits of its own.
inline QUrl callbackUrlFor(const Profile &profile, const QString &token)
{
    QUrl url = profile.effectiveCallbackUrl();
    url.setPath(url.path() + u'/' + token);
    return url;
}

} // namespace kaunta
