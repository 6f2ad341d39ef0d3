#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

namespace kaunta::providers::daraja_kenya {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {
    // The product on the Daraja app decides; new apps get v2.
    {"c2b-version"_L1, "v1|v2", "v1 or v2, as the product on the Daraja app."_L1, "v2"_L1},
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
};

} // namespace kaunta::providers::daraja_kenya
