#include "core/daraja/json_text.h"

#include <QLocale>
#include <QRegularExpression>
#include <QVariant>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

QString scalarText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().trimmed();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: {
        const QVariant number = value.toVariant();   // whole numbers up to 2^63 are kept as such by Qt's parser
        if (number.typeId() == QMetaType::LongLong)
            return QString::number(number.toLongLong());
        return QString::number(number.toDouble(), 'f', QLocale::FloatingPointShortest);
    }
    case QJsonValue::Null:
    case QJsonValue::Array:
    case QJsonValue::Object:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

std::optional<Money> exactAmount(const QString &text)
{
    static const QRegularExpression shape(uR"(\A([0-9]{1,10})(?:\.([0-9]{1,2})0*)?\z)"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return Money::fromMinor(match.captured(1).toLongLong() * 100 + match.captured(2).leftJustified(2, u'0').toLongLong());
}

} // namespace kaunta::daraja
