#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/sale/sale_service.h"

#include <functional>

namespace kaunta::sale {

//! Checks an order against M-PESA's rules before anything is written: whole shillings 1 to 250,000; reference 1 to 12 and
//! description at most 13 characters of [A-Za-z0-9 .-]; key at most 64. Source: Daraja's M-PESA Express page.
Result<Done, Failure> checkOrder(const ChargeOrder &order, const Profile &profile);

//! The AccountReference that goes on the wire: up to 6 characters of the reference, 2 of the till id and 4 random ones, all
//! [A-Z0-9], so that a record of M-PESA finds its charge. With the profile's setting reference-suffix=off: the reference as
//! it was typed. `taken` tells whether a reference was used in the last 90 days.
QString makeWireReference(const QString &reference, const Profile &profile, RandomSource &random,
                          const std::function<bool(const QString &)> &taken);

} // namespace kaunta::sale
