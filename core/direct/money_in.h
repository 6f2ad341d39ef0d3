#pragma once

#include "core/base/money.h"
#include "core/sale/charge_machine.h"

#include <QDateTime>
#include <QString>

namespace kaunta::direct {

//! One payment as a record of M-PESA's own tells it, whichever way it came: C2B confirmation, Pull, transaction status.
struct MoneyIn {
    QString receipt;
    Money amount;
    QDateTime at;            //!< M-PESA's own time, UTC; invalid: not told
    QString phone;           //!< as it came: full, masked, hashed or empty. Never to be logged
    QString name;            //!< as it came; may be empty
    QString billReference;   //!< what the payer typed, or a prompt's reference; empty for tills
    sale::Evidence source = sale::Evidence::None;
};

//! A code that a customer shows: exactly ten of [A-Z0-9]. An O is never read as a 0, nor a 0 as an O.
bool isReceiptCode(const QString &text);

} // namespace kaunta::direct
