#include "app/desktop/place.h"

#include "app/common/failures.h"

namespace kaunta::desktop {

Result<Place, Failure> findPlace(const QString &dataDir, const QString &profileName)
{
    auto dir = DataDir::open(dataDir);
    if (!dir)
        return Fail{app::failureOf(dir.error(), dataDir)};
    DesktopChoices choices = loadChoices(dir->path());
    const QString name = profileName.isEmpty() ? choices.profile : profileName;
    const auto profile = dir->load(name);
    if (!profile)
        return Fail{app::failureOf(profile.error(), name)};
    const auto folder = dir->makeBooksDir(*profile);
    if (!folder)
        return Fail{app::failureOf(folder.error(), dir->path())};
    return Place{*dir, choices, *profile, *folder};
}

} // namespace kaunta::desktop
