#pragma once

#include "core/base/failure.h"
#include "core/direct/direct_service.h"
#include "ui/viewmodels/bar_notice.h"
#include "ui/viewmodels/charge_words.h"

namespace kaunta::ui {

//! "JOHN …126", "JOHN", "…126"; empty: M-PESA told neither.
QString payerWords(const direct::DirectPayment &payment);
//! How a direct payment stands: on no sale, held and why, on which sale. Never "Paid": that is said of a sale.
ListedState directListedState(const direct::DirectPayment &payment);
//! What a sale lacks or has too much once a payment was put on it, as one sentence.
QString balanceWords(const direct::SaleBalance &sale);
//! A refusal in words: what the engine names (a sale and a time, an amount) as a cashier reads it.
BarNotice directRefusal(const Failure &failure, const QDateTime &nowUtc);
//! A sale number as it is typed: blanks and small letters put in order.
QString tidySaleNumber(const QString &typed);

} // namespace kaunta::ui
