#pragma once

#include "core/refund/refund_service.h"
#include "core/sale/sale_service.h"

#include <QStringList>

namespace kaunta::ui {

//! What was typed, as words that all must fit. A phone is often typed or pasted in groups: "0722 000 000" is one word, not three.
QStringList filterTerms(const QString &typed);

//! Does a word that a person typed fit this charge? Case does not matter. Screens know only the masked phone, so its last
//! digits fit, and a whole number fits when it could be this one.
bool fitsTerm(const sale::ChargeSnapshot &charge, const QString &term);
//! The same for a refund: either receipt, the sale number, phone, amount, who asked or approved, or any part of the reason.
bool fitsTerm(const refund::RefundSnapshot &refund, const QString &term);

} // namespace kaunta::ui
