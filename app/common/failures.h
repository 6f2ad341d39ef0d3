#pragma once

#include "core/base/failure.h"
#include "core/profile/data_dir.h"
#include "core/secrets/secret_store.h"

namespace kaunta::app {

Failure failureOf(DataDirError error, const QString &path);
Failure failureOf(const ProfileFault &fault, const QString &profile);
Failure failureOf(secrets::SecretError error, const QString &key);

} // namespace kaunta::app
