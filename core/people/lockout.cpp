#include "core/people/lockout.h"

#include "core/base/clock.h"

#include <algorithm>

namespace kaunta::people {

namespace {

constexpr int kFreeTries = 2;
constexpr std::chrono::seconds kFirstWait = 5s;
constexpr std::chrono::seconds kLongestWait = 15min;

milliseconds waitedSince(const QString &mark, const Clock &clock)
{
    const milliseconds now = clock.sinceBoot();
    const qsizetype space = mark.lastIndexOf(u' ');
    bool isNumber = false;
    const milliseconds then(mark.mid(space + 1).toLongLong(&isNumber));
    // Where the system does not name its boots, a mark from before the last one either lies ahead, or makes the wait longer.
    const bool sameBoot = space >= 0 && isNumber && mark.left(space) == clock.bootId() && then <= now;
    return sameBoot ? now - then : now;
}

} // namespace

std::chrono::seconds waitAfter(int wrongTries)
{
    if (wrongTries <= kFreeTries)
        return 0s;
    std::chrono::seconds wait = kFirstWait;
    for (int i = kFreeTries + 1; i < wrongTries && wait < kLongestWait; ++i)
        wait *= 2;
    return std::min(wait, kLongestWait);
}

QString wrongMark(const Clock &clock)
{
    return clock.bootId() + u' ' + QString::number(clock.sinceBoot().count());
}

std::chrono::seconds waitLeft(int wrongTries, const QString &mark, const Clock &clock)
{
    const milliseconds whole = waitAfter(wrongTries);
    if (whole == 0ms)
        return 0s;
    return std::chrono::ceil<std::chrono::seconds>(std::max(0ms, whole - waitedSince(mark, clock)));
}

} // namespace kaunta::people
