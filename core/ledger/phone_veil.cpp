#include "core/ledger/phone_veil.h"

#include "core/base/redaction.h"
#include "core/ledger/journal_event.h"
#include "core/ledger/record_json.h"
#include "core/ledger/scrubber.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <algorithm>
#include <array>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPayer = "payer"_L1; //!< person of a refund's or enquiry's row
constexpr auto kCounterparty = "counterparty"_L1; //!< of a status answer: the payer's name
constexpr std::array kTextFields{"key"_L1,           "reference"_L1,         "description"_L1,      "reason"_L1,
                                 "wireReference"_L1, "merchantRequestId"_L1, "checkoutRequestId"_L1};

QJsonObject veiled(QJsonObject row, const QString &msisdn)
{
    for (auto it = row.begin(); it != row.end(); ++it) {
        if (!it.value().isString())
            continue;
        const QString before = it.value().toString();
        QString text = wellFormed(before);
        if (!msisdn.isEmpty() && std::find(kTextFields.begin(), kTextFields.end(), it.key()) != kTextFields.end())
            text.replace(nationalNumber(msisdn), kPhoneMarker);
        if (text != before)
            it.value() = text;
    }
    return row;
}

QJsonObject unveiled(QJsonObject row, const QString &msisdn)
{
    for (const auto field : kTextFields) {
        QString text = row.value(field).toString();
        if (!text.contains(kPhoneMarker))
            continue;
        if (!msisdn.isEmpty())
            row[field] = text.replace(kPhoneMarker, nationalNumber(msisdn));
        else if (field == "key"_L1) // keys are unique, and two erased ones could become alike
            row[field] = QString();
    }
    return row;
}

//! A text that may hold any number: the person's can be put back later, of others only the end is kept.
QString hidden(const QString &text, const PersonRecord &person)
{
    QString out = wellFormed(text);
    if (!person.msisdn.isEmpty())
        out.replace(nationalNumber(person.msisdn), kPhoneMarker);
    return redacted(out);
}

QString putBack(QString text, const PersonRecord &person)
{
    if (!person.msisdn.isEmpty())
        text.replace(kPhoneMarker, nationalNumber(person.msisdn));
    return text;
}

PaymentRecord hidden(PaymentRecord record, const PersonRecord &person)
{
    record.billReference = hidden(record.billReference, person);
    return record;
}

RefundRecord hidden(RefundRecord record, const PersonRecord &person)
{
    record.reason = hidden(record.reason, person);
    record.state.reason = hidden(record.state.reason, person);
    return record;
}

QJsonObject answerHidden(const QJsonObject &answer, const PersonRecord &payer);

QJsonValue answerHidden(const QJsonValue &value, const PersonRecord &payer)
{
    if (value.isString())
        return !payer.name.isEmpty() && value.toString() == payer.name ? QString(kNameMarker) : hidden(value.toString(), payer);
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(answerHidden(item, payer));
        return array;
    }
    return value.isObject() ? QJsonValue(answerHidden(value.toObject(), payer)) : value;
}

QJsonObject answerHidden(const QJsonObject &answer, const PersonRecord &payer)
{
    QJsonObject out;
    for (auto it = answer.begin(); it != answer.end(); ++it) {
        const QJsonValue value = answerHidden(it.value(), payer);
        // A name that stands with no person could not be erased.
        out[it.key()] = it.key() == kCounterparty && value.toString() != kNameMarker ? QJsonValue(QString()) : value;
    }
    return out;
}

QJsonValue answerShown(const QJsonValue &value, const PersonRecord &payer)
{
    if (value.isString())
        return value.toString() == kNameMarker ? payer.name : putBack(value.toString(), payer);
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(answerShown(item, payer));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject out = value.toObject();
    for (auto it = out.begin(); it != out.end(); ++it)
        it.value() = answerShown(it.value(), payer);
    return out;
}

EnquiryRecord hidden(EnquiryRecord record, const PersonRecord &payer)
{
    record.reason = hidden(record.reason, payer);
    record.answer = answerHidden(record.answer, payer);
    return record;
}

template <class Record>
QJsonObject rowWithPayer(const Record &record, const QString &payer)
{
    QJsonObject row = veiled(toJson(record), {});
    row[kPayer] = payer;
    return row;
}

template <class Stored, class Record>
std::optional<Stored> storedFrom(const QJsonObject &row, const std::optional<Record> &record)
{
    const QJsonValue payer = row.value(kPayer);
    return record && payer.isString() ? std::optional(Stored{*record, payer.toString()}) : std::nullopt;
}

//! Nobody is looked up for a row without gaps: most have none.
PersonRecord whoFills(const QStringList &texts, const QString &personId, const PersonOf &personOf)
{
    const bool gaps = std::any_of(texts.begin(), texts.end(), [](const QString &text) { return text.contains(kPhoneMarker); });
    return gaps && !personId.isEmpty() ? personOf(personId) : PersonRecord{};
}

} // namespace

QByteArray personDigest(const StoredPerson &person)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, person.salt);
    QStringList texts{person.record.msisdn, person.record.name};
    if (!person.record.phoneHint.isEmpty())
        texts += person.record.phoneHint;
    for (const QString &text : texts) {
        const QByteArray bytes = text.toUtf8();
        std::array<char, 4> length{};
        qToBigEndian(static_cast<quint32>(bytes.size()), length.data());
        code.addData(length.data(), static_cast<qsizetype>(length.size()));
        code.addData(bytes);
    }
    return code.result();
}

QJsonObject journalPayload(const Change &change, const std::optional<StoredPerson> &person, const Involved &involved, const PersonOf &personOf)
{
    QList<PersonRecord> persons;
    const auto known = [&](const QString &id) {
        const PersonRecord record = id.isEmpty() ? PersonRecord{} : personOf(id);
        if (!record.id.isEmpty() && !persons.contains(record))
            persons.append(record);
        return record;
    };
    known(involved.subject);
    const PersonRecord payer = known(involved.payer);
    QJsonObject rows;
    if (person) {
        known(person->record.id);
        rows["person"_L1] = QJsonObject{{u"id"_s, person->record.id}, {u"digest"_s, QString::fromLatin1(personDigest(*person).toHex())}};
    }
    if (change.sale)
        rows["sale"_L1] = veiled(toJson(*change.sale), known(change.sale->personId).msisdn);
    if (change.charge)
        rows["charge"_L1] = veiled(toJson(*change.charge), known(change.charge->personId).msisdn);
    if (change.payment)
        rows["payment"_L1] = veiled(toJson(hidden(*change.payment, known(change.payment->personId))), {});
    if (change.refund)
        rows["refund"_L1] = rowWithPayer(hidden(*change.refund, payer), involved.payer);
    if (change.enquiry)
        rows["enquiry"_L1] = rowWithPayer(hidden(*change.enquiry, payer), involved.payer);
    if (change.user)
        rows["user"_L1] = veiled(toJson(*change.user), {});
    if (change.claim)
        rows["claim"_L1] = veiled(toJson(*change.claim), {});

    QJsonObject cause = change.event.payload;
    cause.remove("rows"_L1);
    QJsonObject payload = cause.isEmpty() ? cause : Scrubber(persons)(cause);
    if (!rows.isEmpty())
        payload["rows"_L1] = rows;
    return payload;
}

std::optional<JournalRows> rowsOf(const QJsonObject &payload, int version, const PersonOf &personOf)
{
    if (version < 1 || version > kEventVersion)
        return std::nullopt;
    const QJsonObject json = payload.value("rows"_L1).toObject();
    JournalRows rows;
    qsizetype understood = 0;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonObject row = it.value().toObject();
        const auto phone = [&] {
            const QString id = row.value("personId"_L1).toString();
            return id.isEmpty() ? QString() : personOf(id).msisdn;
        };
        if (it.key() == "sale"_L1)
            understood += (rows.sale = saleFromJson(unveiled(row, phone()))).has_value();
        else if (it.key() == "charge"_L1)
            understood += (rows.charge = chargeFromJson(unveiled(row, phone()))).has_value();
        else if (it.key() == "payment"_L1)
            understood += (rows.payment = paymentFromJson(row, version)).has_value();
        else if (it.key() == "refund"_L1 && version >= 2)
            understood += (rows.refund = storedFrom<StoredRefund>(row, refundFromJson(row))).has_value();
        else if (it.key() == "enquiry"_L1 && version >= 2)
            understood += (rows.enquiry = storedFrom<StoredEnquiry>(row, enquiryFromJson(row))).has_value();
        else if (it.key() == "user"_L1 && version >= 2)
            understood += (rows.user = userFromJson(row)).has_value();
        else if (it.key() == "claim"_L1 && version >= 2)
            understood += (rows.claim = claimFromJson(row)).has_value();
        else if (it.key() == "person"_L1)
            understood += (rows.person = {row.value("id"_L1).toString(), QByteArray::fromHex(row.value("digest"_L1).toString().toLatin1())}).has_value();
    }
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

PaymentRecord shown(PaymentRecord stored, const PersonOf &personOf)
{
    stored.billReference = putBack(stored.billReference, whoFills({stored.billReference}, stored.personId, personOf));
    return stored;
}

RefundRecord shown(const StoredRefund &stored, const PersonOf &personOf)
{
    RefundRecord record = stored.record;
    const PersonRecord payer = whoFills({record.reason, record.state.reason}, stored.payer, personOf);
    record.reason = putBack(record.reason, payer);
    record.state.reason = putBack(record.state.reason, payer);
    return record;
}

EnquiryRecord shown(const StoredEnquiry &stored, const PersonOf &personOf)
{
    EnquiryRecord record = stored.record;
    const PersonRecord payer = stored.payer.isEmpty() ? PersonRecord{} : personOf(stored.payer);
    record.reason = putBack(record.reason, payer);
    record.answer = answerShown(record.answer, payer).toObject();
    return record;
}

NewEvent personErased(const QString &id, const QString &actor)
{
    const QJsonObject row{{u"id"_s, id}, {u"digest"_s, QString()}};
    return {actor, id, u"person.erased"_s, QJsonObject{{u"rows"_s, QJsonObject{{u"person"_s, row}}}}};
}

} // namespace kaunta::ledger
