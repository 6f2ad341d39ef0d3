#include "tests/simulation/run.h"

#include "tests/simulation/shop.h"

namespace kaunta::sim {

RunResult run(quint64 seed, Storage storage, bool recording, std::optional<qint64> steps)
{
    World world(seed);
    world.recording = recording;
    {
        Shop shop(world, storage);
        shop.run(steps);
    }
    return {world.tally, world.violation, world.lines, world.hash};
}

RunResult shortest(quint64 seed, Storage storage, const RunResult &failed)
{
    qint64 most = failed.tally.steps;   // fails with this many
    qint64 least = 0;
    while (least < most) {   // not every longer prefix fails too, so this finds a short one and not always the shortest
        const qint64 half = least + (most - least) / 2;
        const RunResult tried = run(seed, storage, false, half);
        if (tried.violation && tried.violation->invariant == failed.violation->invariant)
            most = half;
        else
            least = half + 1;
    }
    RunResult found = run(seed, storage, true, most);
    return found.violation ? found : run(seed, storage, true);
}

} // namespace kaunta::sim
