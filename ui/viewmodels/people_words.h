#pragma once

#include "core/base/failure.h"
#include "core/people/role.h"

#include <QString>

namespace kaunta::ui {

QString roleWord(people::Role role);      //!< "Cashier"
QString roleHelp(people::Role role);      //!< what the role may do, in one sentence
//! What happened and what to do next, in the fixed words of the failure.
QString failureSentence(const Failure &failure);

} // namespace kaunta::ui
