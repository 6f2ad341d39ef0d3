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
QJsonObject toJson(const RefundRecord &record);
QJsonObject toJson(const EnquiryRecord &record);
QJsonObject toJson(const UserRecord &record);
QJsonObject toJson(const ClaimRecord &record);

//! `version` is the event's (kEventVersion when it was written). A field that came with version 2 has its default in an event
//! of version 1; in a later one it must be there. What an old version wrote stays readable for ever.
std::optional<SaleRecord> saleFromJson(const QJsonObject &json);
std::optional<ChargeRecord> chargeFromJson(const QJsonObject &json);
std::optional<PaymentRecord> paymentFromJson(const QJsonObject &json, int version);
std::optional<RefundRecord> refundFromJson(const QJsonObject &json);
std::optional<EnquiryRecord> enquiryFromJson(const QJsonObject &json);
std::optional<UserRecord> userFromJson(const QJsonObject &json);
std::optional<ClaimRecord> claimFromJson(const QJsonObject &json);

QString checkName(sale::Check check); //!< "nothing", "ask_again", "confirm"
std::optional<sale::Check> checkFromName(const QString &name);
QString kindName(EnquiryRecord::Kind kind); //!< "balance", "status", "refund_status"
std::optional<EnquiryRecord::Kind> kindFromName(const QString &name);
QString stateName(EnquiryRecord::State state); //!< "asked", "accepted", "answered", "failed", "silent"
std::optional<EnquiryRecord::State> enquiryStateFromName(const QString &name);
QString stateName(ClaimRecord::State state); //!< "open", "verified", "accepted", "rejected"
std::optional<ClaimRecord::State> claimStateFromName(const QString &name);

//! The machines' names, read strictly.
std::optional<sale::Status> strictStatus(const QString &name);
std::optional<sale::Evidence> strictEvidence(const QString &name);
std::optional<refund::Status> strictRefundStatus(const QString &name);
std::optional<refund::Evidence> strictRefundEvidence(const QString &name);

} // namespace kaunta::ledger
