#include "core/ledger/record_json.h"

#include "core/ledger/record_fields.h"

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

QString checkName(sale::Check check)
{
    switch (check) {
    case sale::Check::Nothing:
        return u"nothing"_s;
    case sale::Check::AskAgain:
        return u"ask_again"_s;
    case sale::Check::Confirm:
        return u"confirm"_s;
    }
    Q_UNREACHABLE();
}

std::optional<sale::Check> checkFromName(const QString &name)
{
    for (const sale::Check check : {sale::Check::Nothing, sale::Check::AskAgain, sale::Check::Confirm}) {
        if (checkName(check) == name)
            return check;
    }
    return std::nullopt;
}

std::optional<sale::Status> strictStatus(const QString &name)
{
    const sale::Status status = sale::statusFromName(name);
    return sale::statusName(status) == name ? std::optional(status) : std::nullopt;
}

std::optional<sale::Evidence> strictEvidence(const QString &name)
{
    const sale::Evidence evidence = sale::evidenceFromName(name);
    return sale::evidenceName(evidence) == name ? std::optional(evidence) : std::nullopt;
}

QJsonObject toJson(const SaleRecord &record)
{
    QJsonObject json{{u"id"_s, record.id},
                     {u"number"_s, record.number},
                     {u"user"_s, record.user},
                     {u"reference"_s, record.reference},
                     {u"description"_s, record.description},
                     {u"personId"_s, record.personId},
                     {u"createdAt"_s, toIso(record.createdAt)}};
    putMoney(json, record.due);
    return json;
}

std::optional<SaleRecord> saleFromJson(const QJsonObject &json)
{
    Fields fields(json);
    SaleRecord record;
    record.id = fields.text("id"_L1);
    record.number = fields.text("number"_L1);
    record.due = fields.money();
    record.user = fields.text("user"_L1);
    record.reference = fields.text("reference"_L1);
    record.description = fields.text("description"_L1);
    record.personId = fields.text("personId"_L1);
    record.createdAt = fields.time("createdAt"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

QJsonObject toJson(const ChargeRecord &record)
{
    QJsonObject json{{u"id"_s, record.id},
                     {u"saleId"_s, record.saleId},
                     {u"key"_s, record.key},
                     {u"personId"_s, record.personId},
                     {u"status"_s, sale::statusName(record.state.status)},
                     {u"attempt"_s, record.state.attempt},
                     {u"evidence"_s, sale::evidenceName(record.state.evidence)},
                     {u"check"_s, checkName(record.state.check)},
                     {u"stopped"_s, record.state.stopped},
                     {u"receipt"_s, record.state.receipt},
                     {u"reason"_s, record.state.reason},
                     {u"wireReference"_s, record.wireReference},
                     {u"callbackToken"_s, record.callbackToken},
                     {u"earlierToken"_s, record.earlierToken},
                     {u"merchantRequestId"_s, record.merchantRequestId},
                     {u"checkoutRequestId"_s, record.checkoutRequestId},
                     {u"journaledAt"_s, toIso(record.journaledAt)},
                     {u"acceptedAt"_s, toIso(record.acceptedAt)},
                     {u"settledAt"_s, toIso(record.settledAt)},
                     {u"lastAskedAt"_s, toIso(record.lastAskedAt)},
                     {u"bootId"_s, record.bootId},
                     {u"journaledSinceBootMs"_s, record.journaledSinceBootMs}};
    putMoney(json, record.amount);
    return json;
}

std::optional<ChargeRecord> chargeFromJson(const QJsonObject &json)
{
    Fields fields(json);
    ChargeRecord record;
    record.id = fields.text("id"_L1);
    record.saleId = fields.text("saleId"_L1);
    record.key = fields.text("key"_L1);
    record.personId = fields.text("personId"_L1);
    record.amount = fields.money();
    record.state.status = fields.known(strictStatus(fields.text("status"_L1)));
    record.state.attempt = static_cast<int>(fields.integer("attempt"_L1));
    record.state.evidence = fields.known(strictEvidence(fields.text("evidence"_L1)));
    record.state.check = fields.known(checkFromName(fields.text("check"_L1)));
    record.state.stopped = fields.flag("stopped"_L1);
    record.state.receipt = fields.text("receipt"_L1);
    record.state.reason = fields.text("reason"_L1);
    record.wireReference = fields.text("wireReference"_L1);
    record.callbackToken = fields.text("callbackToken"_L1);
    record.earlierToken = fields.text("earlierToken"_L1);
    record.merchantRequestId = fields.text("merchantRequestId"_L1);
    record.checkoutRequestId = fields.text("checkoutRequestId"_L1);
    record.journaledAt = fields.time("journaledAt"_L1);
    record.acceptedAt = fields.time("acceptedAt"_L1);
    record.settledAt = fields.time("settledAt"_L1);
    record.lastAskedAt = fields.time("lastAskedAt"_L1);
    record.bootId = fields.text("bootId"_L1);
    record.journaledSinceBootMs = fields.integer("journaledSinceBootMs"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

QJsonObject toJson(const PaymentRecord &record)
{
    QJsonObject json{{u"receipt"_s, record.receipt},
                     {u"saleId"_s, record.saleId},
                     {u"chargeId"_s, record.chargeId},
                     {u"evidence"_s, sale::evidenceName(record.evidence)},
                     {u"at"_s, toIso(record.at)},
                     {u"paidAt"_s, toIso(record.paidAt)},
                     {u"personId"_s, record.personId},
                     {u"billReference"_s, record.billReference},
                     {u"matchedBy"_s, record.matchedBy},
                     {u"matchedAt"_s, toIso(record.matchedAt)}};
    putMoney(json, record.amount);
    return json;
}

std::optional<PaymentRecord> paymentFromJson(const QJsonObject &json, int version)
{
    Fields fields(json);
    PaymentRecord record;
    record.receipt = fields.text("receipt"_L1);
    record.saleId = fields.text("saleId"_L1);
    record.chargeId = fields.text("chargeId"_L1);
    record.amount = fields.money();
    record.evidence = fields.known(strictEvidence(fields.text("evidence"_L1)));
    record.at = fields.time("at"_L1);
    if (version >= 2) {
        record.paidAt = fields.time("paidAt"_L1);
        record.personId = fields.text("personId"_L1);
        record.billReference = fields.text("billReference"_L1);
        record.matchedBy = fields.text("matchedBy"_L1);
        record.matchedAt = fields.time("matchedAt"_L1);
    }
    return fields.whole() ? std::optional(record) : std::nullopt;
}

} // namespace kaunta::ledger
