#include "core/base/clock.h"

#include <QFile>
#include <ctime>

namespace kaunta {

using namespace Qt::StringLiterals;

milliseconds SystemClock::sinceBoot() const
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);   // unlike CLOCK_MONOTONIC it goes on while the PC is suspended
    return milliseconds(static_cast<qint64>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000);
}

QString SystemClock::bootId() const
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

} // namespace kaunta
