#pragma once

#include "core/base/clock.h"
#include "core/daraja/client.h"
#include "core/daraja/stk_query.h"
#include "core/profile/profile.h"
#include "core/providers/payment_provider.h"

#include <memory>

namespace kaunta::providers {

struct DarajaCredentials {
    QByteArray consumerKey;
    QByteArray consumerSecret;
    QByteArray passkey;
};

//! M-PESA Kenya by Safaricom's own API. Keeps the profile and the secrets that it was made with: after a change of either, make a
//! new one. Lives on the engine's thread. Transport, clock and token caches must outlive it; questions that are under way when it
//! is destroyed are still answered.
class DarajaProvider final : public PaymentProvider
{
public:
    //! `tokens` is the process's one collection of access tokens: providers with the same base URL and keys share one.
    DarajaProvider(const Profile &profile, const DarajaCredentials &credentials, net::Transport &transport, daraja::TokenCaches &tokens, const Clock &clock);

    Capabilities capabilities() const override { return {Capability::Push, Capability::Query}; }
    void push(const PushRequest &request, QObject *context, PushDone done) override;
    void query(const QString &checkoutRequestId, std::chrono::seconds age, QObject *context, QueryDone done) override;
    Explanation explain(const QString &code, const QString &text) const override;
    bool meansDeclined(const QString &resultCode) const override;
    std::chrono::seconds lockAfter(const QString &code, const QString &text) const override;
    void checkSetup(QObject *context, SetupDone done) override;

private:
    daraja::StkQuery question(const QString &checkoutRequestId) const;

    Profile m_profile;
    QByteArray m_passkey;
    const Clock &m_clock;
    std::shared_ptr<daraja::TokenCache> m_tokens;
    daraja::Client m_client;
};

} // namespace kaunta::providers
