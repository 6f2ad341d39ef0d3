#pragma once

#include "core/ledger/records.h"

namespace kaunta::ledger {

//! Records as they stand in an event's payload. Ids and texts are strings, money is {"amountMinor": integer, "currency":
//! "KES"}, times are ISO 8601 UTC with milliseconds ("" for none), states have the machine's names. Every field is always
//! written. Reading is strict: a missing field, another type or an unknown name is no record, because a row that was half
//! understood would be worse than a journal that says "I cannot read event 17".
QJsonObject toJson(const SaleRecord &record);
QJsonObject toJson(const ChargeRecord &record);
QJsonObject toJson(const PaymentRecord &record);

std::optional<SaleRecord> saleFromJson(const QJsonObject &json);
std::optional<ChargeRecord> chargeFromJson(const QJsonObject &json);
std::optional<PaymentRecord> paymentFromJson(const QJsonObject &json);

QString checkName(sale::Check check); //!< "nothing", "ask_again", "confirm"
std::optional<sale::Check> checkFromName(const QString &name);

//! The machine's names, read strictly.
std::optional<sale::Status> strictStatus(const QString &name);
std::optional<sale::Evidence> strictEvidence(const QString &name);

} // namespace kaunta::ledger
