#pragma once

#include <QtGlobal>
#include <optional>

namespace kaunta::soak {

//! What a process holds, from /proc.
struct ProcessSample {
    qint64 residentKiB = 0;
    qint64 privateKiB = 0;   //!< its own memory: RssAnon
    qint64 handles = 0;      //!< open file descriptors
    qint64 threads = 0;
};

//! Nothing: there is no such process (any more).
std::optional<ProcessSample> sampleOf(qint64 pid);

} // namespace kaunta::soak
