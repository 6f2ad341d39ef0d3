#pragma once

#include "core/sale/sale_service.h"

#include <QString>

namespace kaunta::ui {

//! Does a word that a person typed fit this charge? Case does not matter. Screens know only the masked phone, so its last
//! digits fit, and a whole number fits when it could be this one.
bool fitsTerm(const sale::ChargeSnapshot &charge, const QString &term);

} // namespace kaunta::ui
