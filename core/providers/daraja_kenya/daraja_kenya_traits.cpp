#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

#include <QCoreApplication>

namespace kaunta::providers::daraja_kenya {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {
    // The product on the Daraja app decides; new apps get v2.
    {"c2b-version"_L1, "v1|v2", "v1 or v2, as the product on the Daraja app."_L1, "v2"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "Version of customers' own payments"), QT_TRANSLATE_NOOP("ProviderSettings", "As the product on the shop's Daraja app. New apps have v2.")},
};

constexpr SecretPlace kSecretPlaces[] = {
    {"consumer-key", QT_TRANSLATE_NOOP("Secrets", "On Safaricom's Daraja portal, under My Apps")},
    {"consumer-secret", QT_TRANSLATE_NOOP("Secrets", "Beside the consumer key")},
    {"passkey", QT_TRANSLATE_NOOP("Secrets", "In Safaricom's go-live e-mail; for the sandbox on the portal's test page")},
    {"initiator-password", QT_TRANSLATE_NOOP("Secrets", "For refunds and balances only: set on M-PESA's organisation portal")},
};

} // namespace

extern const ProviderTraits traits;
const ProviderTraits traits{
    .name = "daraja"_L1,
    .title = "Safaricom Daraja"_L1,
    .capabilities = Capabilities{Capability::Push,    Capability::Query,          Capability::Pull, Capability::Reversal,     Capability::Status,
                                 Capability::Balance, Capability::DirectPayments, Capability::Qr,   Capability::RegisterUrls, Capability::Simulate},
    .practiceUrl = "https://daraja.practice.invalid"_L1,
    .sandboxUrl = "https://sandbox.safaricom.co.ke"_L1,
    .productionUrl = "https://api.safaricom.co.ke"_L1,
    .postsFromSafaricom = true,
    .kenyanCertificate = true,
    .settings = kSettings,
    .secrets = [](const Profile &) -> QStringList { return {u"consumer-key"_s, u"consumer-secret"_s, u"passkey"_s}; },
    .secretPlaces = kSecretPlaces,
};

} // namespace kaunta::providers::daraja_kenya
