#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

namespace kaunta::providers::tiny {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {{"mood"_L1, "good|bad", "good or bad."_L1, "good"_L1, "Mood", "Mostly good."}};

} // namespace

extern const ProviderTraits traits;
const ProviderTraits traits{
    .name = "tiny"_L1,
    .title = "Tiny"_L1,
    .capabilities = Capability::Push,
    .practiceUrl = "https://tiny.practice.invalid"_L1,
    .productionUrl = "https://tiny.example"_L1,
    .payments = {.least = 5, .most = 50, .longestReference = 6, .longestDescription = 13},
    .settings = kSettings,
    .secrets = [](const Profile &) -> QStringList { return {u"bearer-token"_s}; },
};

} // namespace kaunta::providers::tiny
