#pragma once

#include "tests/simulation/provider.h"
#include "tests/simulation/world.h"

namespace kaunta::sim {

struct RunResult {
    Tally tally;
    std::optional<Violation> violation;
    Provider provider = Provider::Daraja;
    QStringList lines;    //!< of a recorded run
    quint64 hash = 0;     //!< of everything that happened
};

//! What a run is made of besides its seed. `provider`: nothing, then the seed draws it.
struct Terms {
    Storage storage = Storage::Memory;
    std::optional<Provider> provider = {};
};

//! One run from its seed. `steps`: the trouble ends after so many steps; nothing: when the shop closes.
RunResult run(quint64 seed, const Terms &terms, bool recording = false, std::optional<qint64> steps = std::nullopt);

//! The same violation with as few steps of trouble as could be found, recorded.
RunResult shortest(quint64 seed, const Terms &terms, const RunResult &failed);

} // namespace kaunta::sim
