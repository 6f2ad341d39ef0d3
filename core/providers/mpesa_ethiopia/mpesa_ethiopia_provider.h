#pragma once

#include "core/daraja/client.h"
#include "core/providers/provider_factory.h"

namespace kaunta::providers::mpesa_ethiopia {

//! M-PESA by Safaricom Ethiopia, in birr. It prompts, sends back, and answers about receipts and balances; it has no query about a prompt
//! and no list of payments. Settings: mpesa_ethiopia_traits.cpp. Lives on the engine's thread.
class MpesaEthiopiaProvider final : public PaymentProvider
{
public:
    explicit MpesaEthiopiaProvider(const ProviderGround &ground);

    Capabilities capabilities() const override;
    void push(const PushRequest &request, QObject *context, PushDone done) override;
    Explanation explain(const QString &code, const QString &text) const override;
    bool meansDeclined(const QString &resultCode) const override;
    std::chrono::seconds lockAfter(const QString &code, const QString &text) const override;
    //! Clock and token. The passkey cannot be tried without asking somebody for money.
    void checkSetup(QObject *context, SetupDone done) override;

    void reverse(const ReversalRequest &request, QObject *context, AskDone done) override;
    void askStatus(const StatusRequest &request, QObject *context, AskDone done) override;
    void askBalance(const BalanceRequest &request, QObject *context, AskDone done) override;
    void registerUrls(const RegisterUrls &urls, QObject *context, PlainDone done) override;
    void simulatePayment(const SimulatedPayment &payment, QObject *context, PlainDone done) override;
    ResultMeaning meaningOf(ResultKind kind, const QString &code, const QString &text) const override;
    Explanation explainResult(ResultKind kind, const QString &code, const QString &text) const override;

private:
    bool isTill() const { return m_profile.type == AccountType::Till; }
    QString timestamp() const;
    //! Fetches the credential, then makes the one call.
    template <class R>
    void ask(R request, QObject *context, AskDone done, const std::function<bool()> &mayStart = {}) const;
    template <class R>
    void tell(const R &request, QObject *context, PlainDone done) const;

    Profile m_profile;
    QByteArray m_consumerKey;
    QByteArray m_passkey;
    const Clock &m_clock;
    DarajaInitiator m_initiator;
    bool m_kenyanCodes;
    std::shared_ptr<daraja::TokenCache> m_tokens;
    daraja::Client m_client;
};

} // namespace kaunta::providers::mpesa_ethiopia
