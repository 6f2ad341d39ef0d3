#pragma once

#include "app/cli/arguments.h"
#include "core/sale/sale_service.h"

#include <functional>

namespace kaunta::cli {

//! Options of `charge`.
CommandArguments chargeArguments();

//! What they ask for. `readLine` is called when the phone is "-", so that the number is in no process list. A failure never repeats
//! the phone.
Result<sale::ChargeOrder, Failure> chargeOrderFrom(const CommandArguments &arguments, Country country, Currency currency, const QString &user,
                                                   const std::function<QByteArray()> &readLine);

} // namespace kaunta::cli
