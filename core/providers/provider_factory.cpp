#include "core/providers/provider_factory.h"

#ifndef KAUNTA_PROVIDER_LIST
#define KAUNTA_PROVIDER_LIST "core/providers/registered_providers.inc"
#endif

namespace kaunta::providers {

#define KAUNTA_PROVIDER(space)                                                                                                                          \
    namespace space {                                                                                                                                  \
    extern const ProviderTraits traits;                                                                                                                \
    extern const ProviderWords words;                                                                                                                  \
    std::unique_ptr<PaymentProvider> make(const ProviderGround &ground);                                                                               \
    }
#include KAUNTA_PROVIDER_LIST
#undef KAUNTA_PROVIDER

ProviderWords wordsOf(const Profile &profile)
{
#define KAUNTA_PROVIDER(space)                                                                                                                          \
    if (profile.provider == space::traits.name)                                                                                                        \
        return space::words;
#include KAUNTA_PROVIDER_LIST
#undef KAUNTA_PROVIDER
    return {[](const QString &, const QString &) { return Explanation{}; }, [](ResultKind, const QString &, const QString &) { return Explanation{}; }};
}

std::unique_ptr<PaymentProvider> makeProvider(const ProviderGround &ground)
{
#define KAUNTA_PROVIDER(space)                                                                                                                          \
    if (ground.profile.provider == space::traits.name)                                                                                                 \
        return space::make(ground);
#include KAUNTA_PROVIDER_LIST
#undef KAUNTA_PROVIDER
    return nullptr;
}

} // namespace kaunta::providers
