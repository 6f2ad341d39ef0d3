#pragma once

#include "core/base/clock.h"
#include "core/net/transport.h"
#include "core/profile/profile.h"
#include "core/providers/daraja_initiator.h"
#include "core/providers/payment_provider.h"

#include <QMap>
#include <memory>

namespace kaunta::daraja {
class TokenCaches;
}

namespace kaunta::providers {

//! What an adapter is made from. Transport, tokens and clock must outlive it; the rest is copied.
struct ProviderGround {
    const Profile &profile;
    QMap<QString, QByteArray> secrets;   //!< by their key, those that the traits name ("consumer-key")
    net::Transport &transport;
    daraja::TokenCaches &tokens;         //!< the process's one collection
    const Clock &clock;
    DarajaInitiator initiator = {};      //!< empty: none is set
};

//! Words for codes, without a wire: for whoever reads a ledger while the till runs elsewhere.
struct ProviderWords {
    Explanation (*explain)(const QString &code, const QString &text) = nullptr;
    Explanation (*explainResult)(ResultKind kind, const QString &code, const QString &text) = nullptr;
};
//! Of a provider that is not known: every code is "not clear".
ProviderWords wordsOf(const Profile &profile);

//! The adapter that the profile names; null: this version knows no such provider. Keeps the profile and the secrets: after a change
//! of either, make a new one. Lives on the engine's thread.
std::unique_ptr<PaymentProvider> makeProvider(const ProviderGround &ground);

} // namespace kaunta::providers
