#pragma once

#include "core/daraja/client.h"
#include "core/providers/provider_factory.h"

namespace kaunta::providers::kcb_buni {

//! M-PESA Express through KCB's Buni gateway. It prompts, and Safaricom's callback is forwarded; there is no way to ask about a prompt, to
//! send money back or to list payments. Settings: kcb_buni_traits.cpp. Lives on the engine's thread.
class KcbBuniProvider final : public PaymentProvider
{
public:
    explicit KcbBuniProvider(const ProviderGround &ground);

    Capabilities capabilities() const override { return Capability::Push; }
    //! The invoice number is TILLACCOUNT-REFERENCE with the shared short code, else the reference alone.
    void push(const PushRequest &request, QObject *context, PushDone done) override;
    Explanation explain(const QString &code, const QString &text) const override;
    bool meansDeclined(const QString &resultCode) const override;
    std::chrono::seconds lockAfter(const QString &code, const QString &text) const override;
    //! Clock and token. The passkey cannot be tried without asking somebody for money.
    void checkSetup(QObject *context, SetupDone done) override;

private:
    bool isShared() const;

    Profile m_profile;
    QByteArray m_passkey;
    const Clock &m_clock;
    std::shared_ptr<daraja::TokenCache> m_tokens;
    daraja::Client m_client;
};

} // namespace kaunta::providers::kcb_buni
