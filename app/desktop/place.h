#pragma once

#include "app/desktop/desktop_file.h"
#include "core/base/failure.h"
#include "core/profile/data_dir.h"

namespace kaunta::desktop {

//! Where the till opens: what the command line says, else what Settings chose, else practice.
struct Place {
    DataDir dir;
    DesktopChoices choices;
    Profile profile;
    QString folder;   //!< of its ledger; made
};

//! Empty: what is used when nothing is said.
Result<Place, Failure> findPlace(const QString &dataDir, const QString &profileName);

} // namespace kaunta::desktop
