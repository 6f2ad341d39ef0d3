#include "core/callbacks/wire_values.h"

#include <QRegularExpression>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNairobi = 3 * 3600;   // no summer time since 1960, in Addis Ababa neither

qint64 centsOf(const QString &whole, const QString &fraction)
{
    return whole.toLongLong() * 100 + fraction.leftJustified(2, u'0').toLongLong();
}

} // namespace

std::optional<Money> exactAmount(const QString &text, Currency currency)
{
    static const QRegularExpression shape(uR"(\A([0-9]{1,10})(?:\.([0-9]{1,2})0*)?\z)"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return Money::fromMinor(centsOf(match.captured(1), match.captured(2)), currency);
}

std::optional<Money> exactBalance(const QString &text, Currency currency)
{
    static const QRegularExpression shape(uR"(\A(-?)([0-9]{1,13})(?:\.([0-9]{1,2})0*)?\z)"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 cents = centsOf(match.captured(2), match.captured(3));
    return Money::fromMinor(match.captured(1).isEmpty() ? cents : -cents, currency);
}

QString receiptOrNothing(const QString &text)
{
    static const QRegularExpression shape(uR"(\A(?!.*0{7}\z)[A-Z0-9]{8,20}\z)"_s);   // ten in every sample; the length is no documented rule
    return shape.match(text).hasMatch() ? text : QString();
}

QDateTime shopTime(const QString &text)
{
    static const QRegularExpression digits(uR"(\A([0-9]{4})([0-9]{2})([0-9]{2})T?([0-9]{2})([0-9]{2})([0-9]{2})\z)"_s);
    static const QRegularExpression dotted(uR"(\A([0-9]{2})\.([0-9]{2})\.([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})\z)"_s);
    const bool isDotted = text.contains(u'.');
    const auto match = (isDotted ? dotted : digits).match(text);
    if (!match.hasMatch())
        return {};
    const auto part = [&match](int index) { return match.captured(index).toInt(); };
    const QDate date = isDotted ? QDate(part(3), part(2), part(1)) : QDate(part(1), part(2), part(3));
    const QTime time(part(4), part(5), part(6));
    if (!date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::OffsetFromUTC, kNairobi).toUTC();
}

} // namespace kaunta::callbacks
