#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

namespace kaunta::providers::muvatech {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {
    // The collection shows two successes and no failure. One source reads every other code as "not sent"; nothing proves it.
    {"nonzero-code"_L1, "unknown|refused", "unknown, or refused: then an answer with another code than 0 proves that no prompt went out."_L1, "unknown"_L1},
};

} // namespace

extern const ProviderTraits traits;
const ProviderTraits traits{
    .name = "muvatech"_L1,
    .title = "MuvaTech"_L1,
    .capabilities = Capabilities{Capability::Push, Capability::DirectPayments},
    .practiceUrl = "https://muva.practice.invalid"_L1,
    .productionUrl = "https://payments.muva.tech"_L1,   // it has no sandbox
    .flatCallbacks = true,
    .joinsByReference = true,
    .oneRefusal = true,
    .settings = kSettings,
    .secrets = [](const Profile &) -> QStringList { return {u"bearer-token"_s}; },
};

} // namespace kaunta::providers::muvatech
