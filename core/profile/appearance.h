#pragma once

namespace kaunta {

//! How the window looks: a matter of this computer and its users' eyes, not of a shop.
struct Appearance {
    enum class Scheme { System, Light, Dark };
    Scheme scheme = Scheme::System;
    bool reduceMotion = false;
    int textPercent = 0;   //!< 100 to 200; 0: as the system says
    bool operator==(const Appearance &) const = default;
};

} // namespace kaunta
