#include "core/providers/traits/provider_traits.h"

#include <QMap>
#include <QRegularExpression>
#include <algorithm>
#include <array>

#ifndef KAUNTA_PROVIDER_LIST
#define KAUNTA_PROVIDER_LIST "core/providers/registered_providers.inc"
#endif

namespace kaunta::providers {

using namespace Qt::StringLiterals;

#define KAUNTA_PROVIDER(space)                                                                                                                          \
    namespace space {                                                                                                                                  \
    extern const ProviderTraits traits;                                                                                                                \
    }
#include KAUNTA_PROVIDER_LIST
#undef KAUNTA_PROVIDER

namespace {

#define KAUNTA_PROVIDER(space) &space::traits,
constexpr std::array kRegistered{
#include KAUNTA_PROVIDER_LIST
};
#undef KAUNTA_PROVIDER

} // namespace

QStringList ProviderSetting::choices() const
{
    static const QRegularExpression list(uR"(\A[A-Za-z0-9-]+(\|[A-Za-z0-9-]+)+\z)"_s);
    const QString all = QString::fromLatin1(form);
    return list.match(all).hasMatch() ? all.split(u'|') : QStringList();
}

bool needsInitiator(const ProviderTraits &traits)
{
    return traits.capabilities & (Capabilities{Capability::Reversal} | Capability::Status | Capability::Balance);
}

const ProviderTraits &noProvider()
{
    static const ProviderTraits none{};
    return none;
}

const ProviderTraits *findProvider(const QString &name)
{
    const auto found = std::find_if(kRegistered.begin(), kRegistered.end(), [&](const ProviderTraits *known) { return name == known->name; });
    return found == kRegistered.end() ? nullptr : *found;
}

QStringList providerNames()
{
    QStringList names;
    for (const ProviderTraits *known : kRegistered)
        names << known->name;
    return names;
}

QString settingOf(const ProviderTraits &traits, const QMap<QString, QString> &settings, QLatin1StringView key)
{
    if (const auto own = settings.constFind(key); own != settings.cend())
        return *own;
    const auto known = std::find_if(traits.settings.begin(), traits.settings.end(), [&](const ProviderSetting &setting) { return setting.key == key; });
    return known == traits.settings.end() ? QString() : QString(known->fallback);
}

} // namespace kaunta::providers
