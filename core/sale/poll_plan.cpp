#include "core/sale/poll_plan.h"

#include <algorithm>
#include <array>

namespace kaunta::sale {

using namespace std::chrono_literals;

namespace {

constexpr milliseconds kEvery = 15min;
constexpr milliseconds kPlanEnds = 24h;
constexpr milliseconds kDecisive = 65s;
constexpr std::array<milliseconds, 10> kPlan{8s, 20s, 35s, 50s, 65s, 90s, 2min, 3min, 5min, 10min};
constexpr std::array<milliseconds, 17> kOften{4s, 8s, 12s, 16s, 20s, 26s, 32s, 38s, 44s, 50s, 58s, 65s, 72s, 80s, 90s, 105s, 2min};

//! The first planned moment later than `asked`, both counted from the plan's start. The long tail is every 15 minutes.
template <std::size_t N>
std::optional<milliseconds> momentAfter(milliseconds asked, const std::array<milliseconds, N> &moments)
{
    const auto *found = std::upper_bound(moments.begin(), moments.end(), asked);
    if (found != moments.end())
        return *found;
    const milliseconds tail = (asked / kEvery + 1) * kEvery;
    return tail <= kPlanEnds ? std::optional(tail) : std::nullopt;
}

std::optional<Question> planned(milliseconds age, milliseconds askedAtAge, bool often)
{
    auto moment = momentAfter(askedAtAge, kPlan);
    if (often && askedAtAge < 2min)
        moment = momentAfter(askedAtAge, kOften);
    if (!moment)
        return std::nullopt;
    return Question{std::max(*moment - age, 0ms), *moment == kDecisive};
}

} // namespace

std::optional<Question> nextQuestion(const ChargeState &state, const Ages &ages, bool often)
{
    if (!wantsQuery(state))
        return std::nullopt;
    if (state.check == Check::Nothing)
        return planned(ages.sinceAccepted, ages.sinceAsked ? ages.sinceAccepted - *ages.sinceAsked : 0ms, often);

    const bool askedSince = ages.sinceAsked && *ages.sinceAsked < ages.sinceSettled;
    if (state.check == Check::AskAgain) {
        const milliseconds asked = askedSince ? ages.sinceSettled - *ages.sinceAsked : 0ms;
        if (asked < kSecondLook)
            return Question{std::max(kSecondLook - ages.sinceSettled, 0ms), false};
        return planned(ages.sinceSettled, asked, false);
    }
    if (!askedSince)
        return Question{0ms, false};
    return planned(ages.sinceSettled, ages.sinceSettled - *ages.sinceAsked, often);
}

} // namespace kaunta::sale
