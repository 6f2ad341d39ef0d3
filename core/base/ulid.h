#pragma once

#include <QString>

namespace kaunta {

class Clock;
class RandomSource;

//! A ULID (github.com/ulid/spec): 48 bits of wall time and 80 random bits as 26 characters of Crockford's base32.
//! Sorts by time, needs no server, never reused.
QString makeUlid(const Clock &clock, RandomSource &random);
bool isUlid(const QString &text);

} // namespace kaunta
