#pragma once

#include "core/profile/appearance.h"

#include <QString>

namespace kaunta::desktop {

//! What the window remembers between starts: looks, and which shop it opens. desktop.json in the data directory.
struct DesktopChoices {
    QString profile = QStringLiteral("practice");
    Appearance appearance;
    bool operator==(const DesktopChoices &) const = default;
};

//! A missing or damaged file is the defaults: looks are no reason not to open a till.
DesktopChoices loadChoices(const QString &dataDir);
bool saveChoices(const QString &dataDir, const DesktopChoices &choices);

} // namespace kaunta::desktop
