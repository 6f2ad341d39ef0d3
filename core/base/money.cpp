#include "core/base/money.h"

#include <QRegularExpression>

namespace kaunta {

using namespace Qt::StringLiterals;

QString currencyCode(Currency currency)
{
    switch (currency) {
    case Currency::KES:
        return u"KES"_s;
    case Currency::ETB:
        return u"ETB"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Currency> currencyFromCode(const QString &code)
{
    if (code == "KES"_L1)
        return Currency::KES;
    if (code == "ETB"_L1)
        return Currency::ETB;
    return std::nullopt;
}

std::optional<Money> Money::parse(const QString &typed, Currency currency)
{
    // Thousands may be set apart, all of them in the same way; what looks like a decimal comma or a third decimal is refused.
    static const QRegularExpression shape(
        uR"(\A([1-9][0-9]{0,2}([, \x{00A0}\x{2009}\x{202F}])[0-9]{3}(?:\2[0-9]{3}){0,2}|[0-9]{1,10})(?:\.([0-9]{2}))?\z)"_s);
    const auto match = shape.match(typed.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    QString whole = match.captured(1);
    whole.remove(match.captured(2));
    if (whole.size() > 10)
        return std::nullopt;
    return Money(whole.toLongLong() * 100 + match.captured(3).toLongLong(), currency);
}

QString Money::toPlain() const
{
    const auto magnitude = m_minor < 0 ? 0 - static_cast<quint64>(m_minor) : static_cast<quint64>(m_minor);
    return (m_minor < 0 ? u"-"_s : QString()) + QString::number(magnitude / 100) + u'.' + QString::number(magnitude % 100).rightJustified(2, u'0');
}

QString Money::toDisplay() const
{
    QString text = toPlain();
    if (isWhole())
        text.chop(3);
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > first; at -= 3)
        text.insert(at, u',');
    return currencyCode(m_currency) + u' ' + text;
}

} // namespace kaunta
