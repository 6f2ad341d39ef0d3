#pragma once

#include <QString>
#include <chrono>

namespace kaunta {
class Clock;
}

namespace kaunta::people {

//! How long no PIN is looked at after the n-th wrong one in a row: 5 s after the third, twice as long after each further one,
//! 15 minutes at most.
std::chrono::seconds waitAfter(int wrongTries);

//! When the last wrong PIN was typed, on the clock that nobody can set: "<boot id> <milliseconds since boot>".
QString wrongMark(const Clock &clock);

//! What is left of the wait, in whole seconds, rounded up. After a restart of the computer (or without a mark) only the time
//! since that start counts as waited: setting the computer's clock never shortens a wait, and never makes one endless.
std::chrono::seconds waitLeft(int wrongTries, const QString &mark, const Clock &clock);

} // namespace kaunta::people
