#include "tests/simulation/run.h"

#include "tests/simulation/shop.h"

namespace kaunta::sim {

namespace {

//! Daraja is what most shops have, and has most to go wrong.
Provider drawn(Chance &chance)
{
    const qint64 drawn = chance.below(100);
    return drawn < 40 ? Provider::Daraja : drawn < 60 ? Provider::KcbBuni : drawn < 80 ? Provider::Muvatech : Provider::Ethiopia;
}

} // namespace

RunResult run(quint64 seed, const Terms &terms, bool recording, std::optional<qint64> steps)
{
    World world(seed);
    world.recording = recording;
    const Provider byChance = drawn(world.chance);
    const Provider provider = terms.provider.value_or(byChance);
    world.note("world", [&]() -> QString { return QString::fromLatin1(nameOf(provider)); });
    {
        Shop shop(world, terms.storage, provider);
        shop.run(steps);
    }
    return {world.tally, world.violation, provider, world.lines, world.hash};
}

RunResult shortest(quint64 seed, const Terms &terms, const RunResult &failed)
{
    qint64 most = failed.tally.steps;   // fails with this many
    qint64 least = 0;
    while (least < most) {   // not every longer prefix fails too, so this finds a short one and not always the shortest
        const qint64 half = least + (most - least) / 2;
        const RunResult tried = run(seed, terms, false, half);
        if (tried.violation && tried.violation->invariant == failed.violation->invariant)
            most = half;
        else
            least = half + 1;
    }
    RunResult found = run(seed, terms, true, most);
    return found.violation ? found : run(seed, terms, true);
}

} // namespace kaunta::sim
