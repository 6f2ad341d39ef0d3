#pragma once

#include "core/base/random.h"

#include <array>
#include <cstdint>

namespace kaunta::sim {

//! The run's only source of chance: xoshiro256**, seeded by splitmix64 (both public domain, prng.di.unimi.it). The same numbers
//! for the same seed on every machine, which QRandomGenerator does not promise. Each part of the world draws from a stream of its
//! own, so that one drawing more does not change what the others see.
class Chance final : public RandomSource
{
public:
    explicit Chance(std::uint64_t seed)
    {
        for (auto &word : m_state) {
            seed += 0x9e3779b97f4a7c15ULL;
            std::uint64_t mixed = seed;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
            word = mixed ^ (mixed >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotated(m_state[1] * 5, 7) * 9;
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotated(m_state[3], 45);
        return result;
    }
    qint64 below(qint64 end) { return static_cast<qint64>(next() % static_cast<std::uint64_t>(end)); }
    qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    bool perMille(qint64 chance) { return below(1000) < chance; }
    template <class List>
    const auto &oneOf(const List &list)
    {
        return list[static_cast<typename List::size_type>(below(static_cast<qint64>(list.size())))];
    }
    Chance fork() { return Chance(next()); }

    QByteArray bytes(qsizetype count) override
    {
        QByteArray out(count, Qt::Uninitialized);
        for (qsizetype at = 0; at < count;) {
            std::uint64_t word = next();
            for (int i = 0; i < 8 && at < count; ++i, word >>= 8)
                out[at++] = static_cast<char>(word & 0xffU);
        }
        return out;
    }

private:
    static std::uint64_t rotated(std::uint64_t word, int by) { return (word << by) | (word >> (64 - by)); }
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace kaunta::sim
