#include "core/daraja/kenya_time.h"

namespace kaunta::daraja {

namespace {

constexpr int kKenyaSeconds = 3 * 3600;

} // namespace

QDateTime toKenya(const QDateTime &when)
{
    return when.toOffsetFromUtc(kKenyaSeconds);
}

QDateTime fromKenya(const QDate &date, const QTime &time)
{
    return QDateTime(date, time, Qt::UTC).addSecs(-kKenyaSeconds);
}

} // namespace kaunta::daraja
