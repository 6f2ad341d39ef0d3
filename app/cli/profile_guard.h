#pragma once

#include "app/cli/commands.h"

namespace kaunta::cli {

//! Adding, changing and removing a profile needs the PIN of somebody who may manage profiles, as soon as there is such a person: in
//! the shop that is changed, or for a new one in the shop that --profile names or the only one that has people. The PIN is the
//! first line of standard input. Opens that shop's ledger and nothing else, because a profile that is put right need not work yet.
//! Nothing: go on. A value: not allowed, with this exit code.
std::optional<int> profilesNotAllowed(const Session &session, const DataDir &dir, const QString &subject, bool isNew, const QString &approver);

} // namespace kaunta::cli
