#include "core/people/pin_rules.h"

#include <algorithm>

namespace kaunta::people {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 32;

//! Is each digit the one before plus `step`?
bool goesBy(const QByteArray &pin, int step)
{
    return std::adjacent_find(pin.begin(), pin.end(), [step](char left, char right) { return right - left != step; }) == pin.end();
}

} // namespace

bool isGoodPin(const QByteArray &pin, Role role, bool practice)
{
    const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < shortestPin(role, practice) || pin.size() > kLongestPin)
        return false;
    return !goesBy(pin, 0) && !goesBy(pin, 1) && !goesBy(pin, -1);
}

bool isUserName(const QString &name)
{
    const auto allowed = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-'; };
    return !name.isEmpty() && name.size() <= kLongestName && name != "till"_L1 && std::all_of(name.begin(), name.end(), allowed);
}

} // namespace kaunta::people
