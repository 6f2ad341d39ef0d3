#pragma once

#include "ui/viewmodels/way.h"

namespace kaunta::test {

//! A shop with this provider.
inline ui::Way wayWith(const QString &provider)
{
    Profile profile;
    profile.provider = provider;
    return ui::wayOf(profile);
}
inline ui::Way kenya() { return wayWith(QStringLiteral("daraja")); }
inline ui::Way kcb() { return wayWith(QStringLiteral("kcb-buni")); }
inline ui::Way muva() { return wayWith(QStringLiteral("muvatech")); }
inline ui::Way ethiopia() { return wayWith(QStringLiteral("mpesa-ethiopia")); }

} // namespace kaunta::test
