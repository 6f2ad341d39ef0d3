#pragma once

#include "core/base/clock.h"
#include "core/daraja/client.h"
#include "core/daraja/stk_query.h"
#include "core/profile/profile.h"
#include "core/providers/daraja_initiator.h"
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
    //! `tokens` is the process's one collection of access tokens: providers with the same base URL and keys share one. Without a
    //! whole `initiator` reversals, status and balances are NotSent, code "credential".
    DarajaProvider(const Profile &profile, const DarajaCredentials &credentials, net::Transport &transport, daraja::TokenCaches &tokens, const Clock &clock,
                   DarajaInitiator initiator = {});

    Capabilities capabilities() const override;
    void push(const PushRequest &request, QObject *context, PushDone done) override;
    void query(const QString &checkoutRequestId, std::chrono::seconds age, QObject *context, QueryDone done) override;
    Explanation explain(const QString &code, const QString &text) const override;
    bool meansDeclined(const QString &resultCode) const override;
    std::chrono::seconds lockAfter(const QString &code, const QString &text) const override;
    void checkSetup(QObject *context, SetupDone done) override;

    void reverse(const ReversalRequest &request, QObject *context, AskDone done) override;
    void askStatus(const StatusRequest &request, QObject *context, AskDone done) override;
    void askBalance(const BalanceRequest &request, QObject *context, AskDone done) override;
    //! Records that cannot be read are left out and counted in the answer's text.
    void pull(const PullRequest &request, QObject *context, PullDone done) override;
    void registerPull(const Msisdn &nominated, const QUrl &callback, QObject *context, PlainDone done) override;
    //! Setting "c2b-version" (v1, or v2 by default) must fit the product on the Daraja app. "Already registered" counts as done,
    //! with wasDoneBefore: whichever addresses are registered stay so.
    void registerUrls(const RegisterUrls &urls, QObject *context, PlainDone done) override;
    void simulatePayment(const SimulatedPayment &payment, QObject *context, PlainDone done) override;
    void makeQr(const QrRequest &request, QObject *context, QrDone done) override;
    void askOrganisation(QObject *context, OrganisationDone done) override;
    ResultMeaning meaningOf(ResultKind kind, const QString &code, const QString &text) const override;
    Explanation explainResult(ResultKind kind, const QString &code, const QString &text) const override;

private:
    daraja::StkQuery question(const QString &checkoutRequestId) const;
    bool isTill() const { return m_profile.type == AccountType::Till; }
    bool usesFirstC2b() const;
    //! Fetches the credential, then makes the one call.
    template <class R>
    void ask(R request, QObject *context, AskDone done, const std::function<bool()> &mayStart = {}) const;

    Profile m_profile;
    QByteArray m_passkey;
    const Clock &m_clock;
    DarajaInitiator m_initiator;
    std::shared_ptr<daraja::TokenCache> m_tokens;
    daraja::Client m_client;
};

} // namespace kaunta::providers
