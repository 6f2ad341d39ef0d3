#include "core/daraja/json_text.h"

#include <QLocale>
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

} // namespace kaunta::daraja
