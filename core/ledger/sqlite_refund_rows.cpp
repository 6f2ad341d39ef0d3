// Refunds, questions, users, PINs and claims as rows.
#include "core/ledger/sqlite_rows.h"

#include "core/ledger/record_json.h"
#include "core/ledger/sqlite_columns.h"

#include <QJsonDocument>

namespace kaunta::ledger {

namespace {

std::optional<QJsonObject> answerFrom(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

QVariantList valuesOf(const StoredRefund &refund)
{
    const RefundRecord &record = refund.record;
    return {boundText(record.id),
            boundText(refund.payer),
            boundText(record.receipt),
            textOrNull(record.saleId),
            record.amount.minor(),
            currencyCode(record.amount.currency()),
            boundText(record.reason),
            boundText(record.requestedBy),
            boundText(record.approvedBy),
            record.singlePerson ? 1 : 0,
            refund::statusName(record.state.status),
            record.state.attempt,
            boundText(refund::evidenceName(record.state.evidence)),
            boundText(record.state.reversalReceipt),
            boundText(record.state.reason),
            textOrNull(record.resultToken),
            textOrNull(record.timeoutToken),
            textOrNull(record.earlierResultToken),
            textOrNull(record.earlierTimeoutToken),
            boundText(record.conversationId),
            boundText(record.originatorConversationId),
            boundTime(record.journaledAt),
            boundTime(record.acceptedAt),
            boundTime(record.settledAt)};
}

std::optional<StoredRefund> refundOf(const QSqlQuery &row)
{
    Columns columns(row);
    StoredRefund refund;
    RefundRecord &record = refund.record;
    record.id = columns.text();
    refund.payer = columns.text();
    record.receipt = columns.text();
    record.saleId = columns.text();
    record.amount = columns.money();
    record.reason = columns.text();
    record.requestedBy = columns.text();
    record.approvedBy = columns.text();
    record.singlePerson = columns.integer() != 0;
    record.state.status = columns.known(strictRefundStatus(columns.text()));
    record.state.attempt = static_cast<int>(columns.integer());
    record.state.evidence = columns.known(strictRefundEvidence(columns.text()));
    record.state.reversalReceipt = columns.text();
    record.state.reason = columns.text();
    record.resultToken = columns.text();
    record.timeoutToken = columns.text();
    record.earlierResultToken = columns.text();
    record.earlierTimeoutToken = columns.text();
    record.conversationId = columns.text();
    record.originatorConversationId = columns.text();
    record.journaledAt = columns.time();
    record.acceptedAt = columns.time();
    record.settledAt = columns.time();
    return columns.whole() ? std::optional(refund) : std::nullopt;
}

QVariantList valuesOf(const StoredEnquiry &enquiry)
{
    const EnquiryRecord &record = enquiry.record;
    return {boundText(record.id),
            boundText(enquiry.payer),
            kindName(record.kind),
            stateName(record.state),
            boundText(record.subject),
            boundText(record.askedBy),
            textOrNull(record.resultToken),
            textOrNull(record.timeoutToken),
            boundText(record.conversationId),
            boundText(record.originatorConversationId),
            boundText(record.reason),
            QString::fromUtf8(QJsonDocument(record.answer).toJson(QJsonDocument::Compact)),
            boundTime(record.askedAt),
            boundTime(record.answeredAt)};
}

std::optional<StoredEnquiry> enquiryOf(const QSqlQuery &row)
{
    Columns columns(row);
    StoredEnquiry enquiry;
    EnquiryRecord &record = enquiry.record;
    record.id = columns.text();
    enquiry.payer = columns.text();
    record.kind = columns.known(kindFromName(columns.text()));
    record.state = columns.known(enquiryStateFromName(columns.text()));
    record.subject = columns.text();
    record.askedBy = columns.text();
    record.resultToken = columns.text();
    record.timeoutToken = columns.text();
    record.conversationId = columns.text();
    record.originatorConversationId = columns.text();
    record.reason = columns.text();
    record.answer = columns.known(answerFrom(columns.text()));
    record.askedAt = columns.time();
    record.answeredAt = columns.time();
    return columns.whole() ? std::optional(enquiry) : std::nullopt;
}

QVariantList valuesOf(const UserRecord &record)
{
    return {boundText(record.id),
            boundText(record.name),
            people::roleName(record.role),
            record.disabled ? 1 : 0,
            record.wrongTries,
            boundTime(record.lastWrongAt),
            boundTime(record.createdAt)};
}

std::optional<UserRecord> userOf(const QSqlQuery &row)
{
    Columns columns(row);
    UserRecord record;
    record.id = columns.text();
    record.name = columns.text();
    record.role = columns.known(people::roleFromName(columns.text()));
    record.disabled = columns.integer() != 0;
    record.wrongTries = static_cast<int>(columns.integer());
    record.lastWrongAt = columns.time();
    record.createdAt = columns.time();
    return columns.whole() ? std::optional(record) : std::nullopt;
}

QVariantList valuesOf(const PinRecord &record)
{
    return {boundText(record.userId), boundBytes(record.salt), boundBytes(record.hash)};
}

std::optional<PinRecord> pinOf(const QSqlQuery &row)
{
    Columns columns(row);
    PinRecord record;
    record.userId = columns.text();
    record.salt = columns.bytes();
    record.hash = columns.bytes();
    return record;
}

QVariantList valuesOf(const ClaimRecord &record)
{
    return {boundText(record.code),
            textOrNull(record.saleId),
            textOrNull(record.chargeId),
            stateName(record.state),
            boundText(record.claimedBy),
            boundTime(record.claimedAt),
            boundText(record.decidedBy),
            boundTime(record.decidedAt)};
}

std::optional<ClaimRecord> claimOf(const QSqlQuery &row)
{
    Columns columns(row);
    ClaimRecord record;
    record.code = columns.text();
    record.saleId = columns.text();
    record.chargeId = columns.text();
    record.state = columns.known(claimStateFromName(columns.text()));
    record.claimedBy = columns.text();
    record.claimedAt = columns.time();
    record.decidedBy = columns.text();
    record.decidedAt = columns.time();
    return columns.whole() ? std::optional(record) : std::nullopt;
}

} // namespace kaunta::ledger
