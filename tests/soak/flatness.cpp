#include "tests/soak/flatness.h"

#include <algorithm>

namespace kaunta::soak {

namespace {

qint64 median(QList<qint64> values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

Verdict judge(const Series &series)
{
    const qsizetype third = series.values.size() / 3;
    if (third < 3)
        return {};
    Verdict verdict{median(series.values.mid(third, third)), median(series.values.mid(series.values.size() - third)), true, false};
    const qint64 allowed = std::max(series.allowed, verdict.middle * series.allowedPercent / 100);
    verdict.flat = verdict.last - verdict.middle <= allowed;
    return verdict;
}

} // namespace kaunta::soak
