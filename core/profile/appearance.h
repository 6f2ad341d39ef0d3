#pragma once

namespace kaunta {

//! How the window looks and when it locks itself: a matter of this computer and its users, not of a shop.
struct Appearance {
    enum class Scheme { System, Light, Dark };
    Scheme scheme = Scheme::System;
    bool reduceMotion = false;
    int textPercent = 0;   //!< 100 to 200; 0: as the system says
    int autoLockMinutes = 0;   //!< without a key or a touch; 0: never
    bool operator==(const Appearance &) const = default;
};

} // namespace kaunta
