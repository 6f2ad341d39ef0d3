#pragma once

#include "core/people/role.h"

#include <QByteArray>

namespace kaunta::people {

inline constexpr qsizetype kLongestPin = 12;

//! A PIN that may be chosen: digits, shortestPin() to kLongestPin of them, not all the same, not a row like 1234 or 4321.
bool isGoodPin(const QByteArray &pin, Role role, bool practice);
//! [a-z0-9.-], 1 to 32. "till" is taken: the ledger calls the program itself so.
bool isUserName(const QString &name);

} // namespace kaunta::people
