#include "core/ledger/phone_veil.h"

#include "core/base/redaction.h"
#include "core/ledger/record_json.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QSet>
#include <QtEndian>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMarker = "{phone}"_L1;
constexpr qsizetype kNationalDigits = 9;
constexpr std::array kTextFields{"key"_L1,           "reference"_L1,         "description"_L1,      "reason"_L1,
                                 "wireReference"_L1, "merchantRequestId"_L1, "checkoutRequestId"_L1};

//! What 07…, 2547… and the end of a CheckoutRequestID have in common.
QString national(const QString &msisdn)
{
    return msisdn.right(kNationalDigits);
}

//! As any database gives it back.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

QJsonObject veiled(QJsonObject row, const QString &msisdn)
{
    for (auto it = row.begin(); it != row.end(); ++it) {
        if (!it.value().isString())
            continue;
        const QString before = it.value().toString();
        QString text = wellFormed(before);
        if (!msisdn.isEmpty() && std::find(kTextFields.begin(), kTextFields.end(), it.key()) != kTextFields.end())
            text.replace(national(msisdn), kMarker);
        if (text != before)
            it.value() = text;
    }
    return row;
}

QJsonObject unveiled(QJsonObject row, const QString &msisdn)
{
    for (const auto field : kTextFields) {
        QString text = row.value(field).toString();
        if (!text.contains(kMarker))
            continue;
        if (!msisdn.isEmpty())
            row[field] = text.replace(kMarker, national(msisdn));
        else if (field == "key"_L1) // keys are unique, and two erased ones could become alike
            row[field] = QString();
    }
    return row;
}

//! The caller's texts are for people and are never read back, so here numbers may be hidden in any spelling.
class Scrubber
{
public:
    explicit Scrubber(const QSet<QString> &phones)
    {
        QStringList spellings;
        for (const QString &phone : phones) {
            QStringList digits;
            for (const QChar digit : national(phone))
                digits += QString(digit);
            m_shortest = std::min(m_shortest, digits.size());
            spellings += digits.join("[ .-]?"_L1);
        }
        if (!spellings.isEmpty())
            m_phone.setPattern(spellings.join(u'|'));
    }

    QJsonValue operator()(const QJsonValue &value) const
    {
        switch (value.type()) {
        case QJsonValue::String:
            return clean(value.toString());
        case QJsonValue::Double: {
            const QString digits = QString::number(value.toInteger());
            return clean(digits) == digits ? value : QJsonValue(clean(digits));
        }
        case QJsonValue::Array: {
            QJsonArray array;
            for (const QJsonValue item : value.toArray())
                array.append((*this)(item));
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
    QJsonObject operator()(const QJsonObject &object) const
    {
        QJsonObject out;
        for (auto it = object.begin(); it != object.end(); ++it)
            out[it.key()] = (*this)(it.value());
        return out;
    }

private:
    QString clean(const QString &text) const
    {
        QString out = wellFormed(text);
        const auto digits = std::count_if(out.cbegin(), out.cend(), [](QChar c) { return c.isDigit(); });
        if (digits >= m_shortest && !m_phone.pattern().isEmpty()) // most texts are codes: do not even compile the pattern
            out.replace(m_phone, kMarker);
        return redacted(out);
    }
    QRegularExpression m_phone;
    qsizetype m_shortest = kNationalDigits;
};

} // namespace

QByteArray personDigest(const StoredPerson &person)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, person.salt);
    for (const QString &text : {person.record.msisdn, person.record.name}) {
        const QByteArray bytes = text.toUtf8();
        std::array<char, 4> length{};
        qToBigEndian(static_cast<quint32>(bytes.size()), length.data());
        code.addData(length.data(), static_cast<qsizetype>(length.size()));
        code.addData(bytes);
    }
    return code.result();
}

QJsonObject journalPayload(const Change &change, const std::optional<StoredPerson> &person, const QString &subjectPerson, const PhoneOf &phoneOf)
{
    QSet<QString> phones{phoneOf(subjectPerson)};
    QJsonObject rows;
    if (person) {
        phones.insert(person->record.msisdn);
        rows["person"_L1] = QJsonObject{{u"id"_s, person->record.id}, {u"digest"_s, QString::fromLatin1(personDigest(*person).toHex())}};
    }
    if (change.sale) {
        const QString phone = phoneOf(change.sale->personId);
        phones.insert(phone);
        rows["sale"_L1] = veiled(toJson(*change.sale), phone);
    }
    if (change.charge) {
        const QString phone = phoneOf(change.charge->personId);
        phones.insert(phone);
        rows["charge"_L1] = veiled(toJson(*change.charge), phone);
    }
    if (change.payment)
        rows["payment"_L1] = veiled(toJson(*change.payment), {});
    phones.remove(QString());

    QJsonObject cause = change.event.payload;
    cause.remove("rows"_L1);
    QJsonObject payload = cause.isEmpty() ? cause : Scrubber(phones)(cause);
    if (!rows.isEmpty())
        payload["rows"_L1] = rows;
    return payload;
}

std::optional<JournalRows> rowsOf(const QJsonObject &payload, const PhoneOf &phoneOf)
{
    const QJsonObject json = payload.value("rows"_L1).toObject();
    JournalRows rows;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonObject row = it.value().toObject();
        const QString phone = phoneOf(row.value("personId"_L1).toString());
        if (it.key() == "sale"_L1)
            rows.sale = saleFromJson(unveiled(row, phone));
        else if (it.key() == "charge"_L1)
            rows.charge = chargeFromJson(unveiled(row, phone));
        else if (it.key() == "payment"_L1)
            rows.payment = paymentFromJson(row);
        else if (it.key() == "person"_L1)
            rows.person = {row.value("id"_L1).toString(), QByteArray::fromHex(row.value("digest"_L1).toString().toLatin1())};
        else
            return std::nullopt;
    }
    const int understood = int(rows.sale.has_value()) + int(rows.charge.has_value()) + int(rows.payment.has_value()) + int(rows.person.has_value());
    return understood == json.size() ? std::optional(rows) : std::nullopt;
}

SaleRecord withoutPhone(const SaleRecord &sale, const QString &msisdn)
{
    return saleFromJson(unveiled(veiled(toJson(sale), msisdn), {})).value_or(sale);
}

ChargeRecord withoutPhone(const ChargeRecord &charge, const QString &msisdn)
{
    return chargeFromJson(unveiled(veiled(toJson(charge), msisdn), {})).value_or(charge);
}

NewEvent personErased(const QString &id, const QString &actor)
{
    const QJsonObject row{{u"id"_s, id}, {u"digest"_s, QString()}};
    return {actor, id, u"person.erased"_s, QJsonObject{{u"rows"_s, QJsonObject{{u"person"_s, row}}}}};
}

} // namespace kaunta::ledger
