#include "core/base/clock.h"

#include <qt_windows.h>

namespace kaunta {

milliseconds SystemClock::sinceBoot() const
{
    return milliseconds(static_cast<qint64>(GetTickCount64()));   // unlike QueryUnbiasedInterruptTime() it goes on while the PC is suspended
}

// The count of boots that Windows keeps for its prefetcher. Where it is missing, boots have no name, and countdowns run their full time.
QString SystemClock::bootId() const
{
    DWORD count = 0;
    DWORD size = sizeof count;
    const auto found = RegGetValueW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters",
                                    L"BootId", RRF_RT_REG_DWORD, nullptr, &count, &size);
    return found == ERROR_SUCCESS ? QString::number(count) : QString();
}

} // namespace kaunta
