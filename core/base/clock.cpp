#include "core/base/clock.h"

namespace kaunta {

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
