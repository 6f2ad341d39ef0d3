#include "core/secrets/keyring_probe.h"

namespace kaunta::secrets {

using namespace Qt::StringLiterals;

// The Credential Manager is part of the system, has one owner and is never locked while its user is logged in.

bool keyringReachable()
{
    return true;
}

std::optional<bool> keyringHolds(const QString &, const QString &)
{
    return std::nullopt;
}

void keyringForgetSession() {}

QString keyringOwnerName()
{
    return keyringUsualName();
}

QString keyringUsualName()
{
    return u"Windows Credential Manager"_s;
}

} // namespace kaunta::secrets
