#pragma once

#include <array>
#include <cstddef>

namespace kaunta::sim {

//! Whose API the shop of a run speaks.
enum class Provider { Daraja, KcbBuni, Muvatech, Ethiopia, Count };
inline constexpr std::size_t kProviders = static_cast<std::size_t>(Provider::Count);
//! As profiles call them.
inline constexpr std::array<const char *, kProviders> kProviderNames{"daraja", "kcb-buni", "muvatech", "mpesa-ethiopia"};
inline constexpr const char *nameOf(Provider provider) { return kProviderNames[static_cast<std::size_t>(provider)]; }

} // namespace kaunta::sim
