#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/ledger/ledger.h"
#include "core/sale/sale_service.h"

#include <functional>

namespace kaunta::sale {

//! Checks an order against the provider's rules (PaymentRules) before anything is written: its currency, whole units within its
//! limits; reference and description of [A-Za-z0-9 .-], not longer than it takes; key at most 64. Source: Daraja's M-PESA Express page.
Result<Done, Failure> checkOrder(const ChargeOrder &order, const Profile &profile);

//! A reference as a cashier types it: 1 to 12 characters of [A-Za-z0-9 .-], not only spaces.
bool isReference(const QString &text);

//! Why somebody decides: 2 to 100 letters, digits, spaces, dots, commas and dashes.
bool isReason(const QString &text);

//! A new sale with the till's next number ("A1-0142"), not written yet.
struct SaleText {
    QString user;
    QString reference;
    QString description;
};
ledger::SaleRecord newSale(const Profile &profile, const ledger::LedgerReader &ledger, const Clock &clock, RandomSource &random, Money due,
                           const QString &personId, const SaleText &text);

//! The AccountReference that goes on the wire: up to 6 characters of the reference, 2 of the till id and 4 random ones, all
//! [A-Z0-9], so that a record of M-PESA finds its charge. With the profile's setting reference-suffix=off: the reference as
//! it was typed. `taken` tells whether a reference was used in the last 90 days.
QString makeWireReference(const QString &reference, const Profile &profile, RandomSource &random,
                          const std::function<bool(const QString &)> &taken);

} // namespace kaunta::sale
