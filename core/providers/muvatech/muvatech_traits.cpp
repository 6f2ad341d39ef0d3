#include "core/profile/profile.h"
#include "core/providers/traits/provider_traits.h"

#include <QCoreApplication>

namespace kaunta::providers::muvatech {

using namespace Qt::StringLiterals;

namespace {

constexpr ProviderSetting kSettings[] = {
    // The collection shows two successes and no failure. One source reads every other code as "not sent"; nothing proves it.
    {"nonzero-code"_L1, "unknown|refused", "unknown, or refused: then an answer with another code than 0 proves that no prompt went out."_L1, "unknown"_L1,
     QT_TRANSLATE_NOOP("ProviderSettings", "An answer with another code than 0"), QT_TRANSLATE_NOOP("ProviderSettings", "Unknown: nothing is concluded from it. Refused: only when MuvaTech confirms that no request went out then.")},
};

constexpr SecretPlace kSecretPlaces[] = {
    {"bearer-token", QT_TRANSLATE_NOOP("Secrets", "MuvaTech gives it to the shop; paste it as it is")},
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
    .secretPlaces = kSecretPlaces,
};

} // namespace kaunta::providers::muvatech
