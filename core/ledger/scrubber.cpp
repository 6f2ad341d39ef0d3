#include "core/ledger/scrubber.h"

#include "core/base/redaction.h"

#include <QJsonArray>
#include <QSet>
#include <algorithm>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNationalDigits = 9;
constexpr qsizetype kShortestName = 3; //!< less would be found in every other word

QString alternatives(const QSet<QString> &patterns)
{
    QStringList sorted(patterns.begin(), patterns.end());
    std::sort(sorted.begin(), sorted.end(), [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    return sorted.join(u'|');
}

} // namespace

QString nationalNumber(const QString &msisdn)
{
    return msisdn.right(kNationalDigits);
}

QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

Scrubber::Scrubber(const QList<PersonRecord> &persons)
{
    QSet<QString> phones;
    QSet<QString> words;
    for (const PersonRecord &person : persons) {
        QStringList digits;
        for (const QChar digit : nationalNumber(person.msisdn))
            digits += QString(digit);
        if (!digits.isEmpty()) {
            m_numbers << digits.join(QString());
            phones.insert(digits.join("[ .-]?"_L1));
        }
        for (const QString &word : {person.name, person.phoneHint}) {
            if (word.size() >= kShortestName)
                words.insert(QRegularExpression::escape(word));
        }
    }
    if (!phones.isEmpty())
        m_phone.setPattern(alternatives(phones));
    if (!words.isEmpty()) {
        m_word.setPattern(u"(?<!\\w)(?:"_s + alternatives(words) + u")(?!\\w)"_s);
        m_word.setPatternOptions(QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    }
}

QJsonObject Scrubber::operator()(const QJsonObject &object) const
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out[it.key()] = cleaned(it.value());
    return out;
}

QJsonValue Scrubber::cleaned(const QJsonValue &value) const
{
    switch (value.type()) {
    case QJsonValue::String:
        return cleaned(value.toString());
    case QJsonValue::Double: {
        const QString digits = QString::number(value.toInteger());
        return cleaned(digits) == digits ? value : QJsonValue(cleaned(digits));
    }
    case QJsonValue::Array: {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(cleaned(item));
        return array;
    }
    case QJsonValue::Object:
        return (*this)(value.toObject());
    case QJsonValue::Null:
    case QJsonValue::Bool:
    case QJsonValue::Undefined:
        break;
    }
    return value;
}

//! Most texts are codes: for them the pattern is not even compiled.
bool Scrubber::mayHoldNumber(const QString &text) const
{
    QString digits;
    std::copy_if(text.cbegin(), text.cend(), std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
    return std::any_of(m_numbers.begin(), m_numbers.end(), [&](const QString &number) { return digits.contains(number); });
}

QString Scrubber::cleaned(const QString &text) const
{
    QString out = wellFormed(text);
    if (mayHoldNumber(out))
        out.replace(m_phone, kPhoneMarker);
    if (!m_word.pattern().isEmpty())
        out.replace(m_word, kNameMarker);
    return redacted(out);
}

} // namespace kaunta::ledger
