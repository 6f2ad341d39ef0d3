#pragma once

#include "core/base/failure.h"
#include "ui/viewmodels/bar_notice.h"

namespace kaunta::ui {

//! A failure's fixed words for a bar. Nothing was sent, so its colour is never Unknown's. `detail` goes into `says` when it names
//! something that a cashier can use (a sale number).
BarNotice failureNotice(const Failure &failure, const QString &action = {});

} // namespace kaunta::ui
