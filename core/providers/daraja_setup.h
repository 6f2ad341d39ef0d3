#pragma once

#include "core/base/clock.h"
#include "core/daraja/client.h"
#include "core/daraja/stk_query.h"
#include "core/providers/payment_provider.h"

namespace kaunta::providers {

//! A CheckoutRequestID that no push ever had: its date is years before Daraja.
inline constexpr QLatin1StringView kMadeUpCheckoutId{"ws_CO_01012000000000000000000000"};

//! The lines that every provider with access tokens shares.
SetupLine clockLine(const QDateTime &theirs, const QDateTime &ours);
SetupLine tokenGiven();
SetupLine tokenRefused(const daraja::CallFault &fault);

//! Tries clock, keys and passkey with two reads: a fresh token, and a query for a made-up CheckoutRequestID. Daraja checks the
//! passkey before it looks the id up, so "no such transaction" means that the passkey is right.
void checkDarajaSetup(const daraja::Client &client, daraja::TokenCache &tokens, const daraja::StkQuery &probe, const Clock &clock, QObject *context,
                      PaymentProvider::SetupDone done);

} // namespace kaunta::providers
