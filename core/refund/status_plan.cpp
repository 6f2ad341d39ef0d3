#include "core/refund/status_plan.h"

#include <algorithm>
#include <array>

namespace kaunta::refund {

using namespace std::chrono_literals;

namespace {

constexpr std::array<milliseconds, 4> kPlan{1min, 5min, 15min, 60min};
constexpr milliseconds kEvery = 60min;
constexpr milliseconds kPlanEnds = 24h;

} // namespace

std::optional<milliseconds> nextStatusQuestion(std::optional<milliseconds> asked)
{
    const milliseconds last = asked.value_or(0ms);
    const auto *found = std::upper_bound(kPlan.begin(), kPlan.end(), last);
    if (found != kPlan.end())
        return *found;
    const milliseconds moment = (last / kEvery + 1) * kEvery;
    return moment <= kPlanEnds ? std::optional(moment) : std::nullopt;
}

} // namespace kaunta::refund
