#include "core/base/clock.h"

#include <QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <ctime>
#endif

namespace kaunta {

using namespace Qt::StringLiterals;

milliseconds SystemClock::sinceBoot() const
{
#ifdef Q_OS_WIN
    return milliseconds(static_cast<qint64>(GetTickCount64()));
#else
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);   // unlike CLOCK_MONOTONIC it goes on while the PC is suspended
    return milliseconds(static_cast<qint64>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000);
#endif
}

QString SystemClock::bootId() const
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

QString toIso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime fromIso(const QString &text)
{
    // Qt also takes a space for the T, and reads a time without a zone as the PC's local time; here neither is a time.
    const QDateTime when = QDateTime::fromString(text, Qt::ISODateWithMs);
    return when.timeSpec() == Qt::UTC && toIso(when) == text ? when : QDateTime();
}

} // namespace kaunta
