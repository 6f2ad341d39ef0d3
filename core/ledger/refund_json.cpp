// Refunds, questions, users and claims in an event's payload.
#include "core/ledger/record_json.h"

#include "core/ledger/record_fields.h"

#include <algorithm>
#include <array>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

template <class E, std::size_t N>
std::optional<E> named(const std::array<QLatin1StringView, N> &names, const QString &name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<E>(found - names.begin()));
}

template <class E, std::size_t N>
QString nameIn(const std::array<QLatin1StringView, N> &names, E value)
{
    return names[static_cast<std::size_t>(value)];
}

// In the order of the enums. Never changed once released.
constexpr std::array kKinds{"balance"_L1, "status"_L1, "refund_status"_L1};
constexpr std::array kEnquiryStates{"asked"_L1, "accepted"_L1, "answered"_L1, "failed"_L1, "silent"_L1};
constexpr std::array kClaimStates{"open"_L1, "verified"_L1, "accepted"_L1, "rejected"_L1};

} // namespace

QString kindName(EnquiryRecord::Kind kind)
{
    return nameIn(kKinds, kind);
}

std::optional<EnquiryRecord::Kind> kindFromName(const QString &name)
{
    return named<EnquiryRecord::Kind>(kKinds, name);
}

QString stateName(EnquiryRecord::State state)
{
    return nameIn(kEnquiryStates, state);
}

std::optional<EnquiryRecord::State> enquiryStateFromName(const QString &name)
{
    return named<EnquiryRecord::State>(kEnquiryStates, name);
}

QString stateName(ClaimRecord::State state)
{
    return nameIn(kClaimStates, state);
}

std::optional<ClaimRecord::State> claimStateFromName(const QString &name)
{
    return named<ClaimRecord::State>(kClaimStates, name);
}

std::optional<refund::Status> strictRefundStatus(const QString &name)
{
    const refund::Status status = refund::statusFromName(name);
    return refund::statusName(status) == name ? std::optional(status) : std::nullopt;
}

std::optional<refund::Evidence> strictRefundEvidence(const QString &name)
{
    const refund::Evidence evidence = refund::evidenceFromName(name);
    return refund::evidenceName(evidence) == name ? std::optional(evidence) : std::nullopt;
}

QJsonObject toJson(const RefundRecord &record)
{
    QJsonObject json{{u"id"_s, record.id},
                     {u"receipt"_s, record.receipt},
                     {u"saleId"_s, record.saleId},
                     {u"remarks"_s, record.reason},
                     {u"requestedBy"_s, record.requestedBy},
                     {u"approvedBy"_s, record.approvedBy},
                     {u"singlePerson"_s, record.singlePerson},
                     {u"status"_s, refund::statusName(record.state.status)},
                     {u"attempt"_s, record.state.attempt},
                     {u"evidence"_s, refund::evidenceName(record.state.evidence)},
                     {u"reversalReceipt"_s, record.state.reversalReceipt},
                     {u"reason"_s, record.state.reason},
                     {u"resultToken"_s, record.resultToken},
                     {u"timeoutToken"_s, record.timeoutToken},
                     {u"earlierResultToken"_s, record.earlierResultToken},
                     {u"earlierTimeoutToken"_s, record.earlierTimeoutToken},
                     {u"conversationId"_s, record.conversationId},
                     {u"originatorConversationId"_s, record.originatorConversationId},
                     {u"journaledAt"_s, toIso(record.journaledAt)},
                     {u"acceptedAt"_s, toIso(record.acceptedAt)},
                     {u"settledAt"_s, toIso(record.settledAt)}};
    putMoney(json, record.amount);
    return json;
}

std::optional<RefundRecord> refundFromJson(const QJsonObject &json)
{
    Fields fields(json);
    RefundRecord record;
    record.id = fields.text("id"_L1);
    record.receipt = fields.text("receipt"_L1);
    record.saleId = fields.text("saleId"_L1);
    record.amount = fields.money();
    record.reason = fields.text("remarks"_L1);
    record.requestedBy = fields.text("requestedBy"_L1);
    record.approvedBy = fields.text("approvedBy"_L1);
    record.singlePerson = fields.flag("singlePerson"_L1);
    record.state.status = fields.known(strictRefundStatus(fields.text("status"_L1)));
    record.state.attempt = static_cast<int>(fields.integer("attempt"_L1));
    record.state.evidence = fields.known(strictRefundEvidence(fields.text("evidence"_L1)));
    record.state.reversalReceipt = fields.text("reversalReceipt"_L1);
    record.state.reason = fields.text("reason"_L1);
    record.resultToken = fields.text("resultToken"_L1);
    record.timeoutToken = fields.text("timeoutToken"_L1);
    record.earlierResultToken = fields.text("earlierResultToken"_L1);
    record.earlierTimeoutToken = fields.text("earlierTimeoutToken"_L1);
    record.conversationId = fields.text("conversationId"_L1);
    record.originatorConversationId = fields.text("originatorConversationId"_L1);
    record.journaledAt = fields.time("journaledAt"_L1);
    record.acceptedAt = fields.time("acceptedAt"_L1);
    record.settledAt = fields.time("settledAt"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

QJsonObject toJson(const EnquiryRecord &record)
{
    return {{u"id"_s, record.id},
            {u"kind"_s, kindName(record.kind)},
            {u"state"_s, stateName(record.state)},
            {u"subject"_s, record.subject},
            {u"askedBy"_s, record.askedBy},
            {u"resultToken"_s, record.resultToken},
            {u"timeoutToken"_s, record.timeoutToken},
            {u"conversationId"_s, record.conversationId},
            {u"originatorConversationId"_s, record.originatorConversationId},
            {u"reason"_s, record.reason},
            {u"answer"_s, record.answer},
            {u"askedAt"_s, toIso(record.askedAt)},
            {u"answeredAt"_s, toIso(record.answeredAt)}};
}

std::optional<EnquiryRecord> enquiryFromJson(const QJsonObject &json)
{
    Fields fields(json);
    EnquiryRecord record;
    record.id = fields.text("id"_L1);
    record.kind = fields.known(kindFromName(fields.text("kind"_L1)));
    record.state = fields.known(enquiryStateFromName(fields.text("state"_L1)));
    record.subject = fields.text("subject"_L1);
    record.askedBy = fields.text("askedBy"_L1);
    record.resultToken = fields.text("resultToken"_L1);
    record.timeoutToken = fields.text("timeoutToken"_L1);
    record.conversationId = fields.text("conversationId"_L1);
    record.originatorConversationId = fields.text("originatorConversationId"_L1);
    record.reason = fields.text("reason"_L1);
    record.answer = fields.object("answer"_L1);
    record.askedAt = fields.time("askedAt"_L1);
    record.answeredAt = fields.time("answeredAt"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

QJsonObject toJson(const UserRecord &record)
{
    return {{u"id"_s, record.id},
            {u"name"_s, record.name},
            {u"role"_s, people::roleName(record.role)},
            {u"disabled"_s, record.disabled},
            {u"wrongTries"_s, record.wrongTries},
            {u"lastWrongAt"_s, toIso(record.lastWrongAt)},
            {u"createdAt"_s, toIso(record.createdAt)}};
}

std::optional<UserRecord> userFromJson(const QJsonObject &json)
{
    Fields fields(json);
    UserRecord record;
    record.id = fields.text("id"_L1);
    record.name = fields.text("name"_L1);
    record.role = fields.known(people::roleFromName(fields.text("role"_L1)));
    record.disabled = fields.flag("disabled"_L1);
    record.wrongTries = static_cast<int>(fields.integer("wrongTries"_L1));
    record.lastWrongAt = fields.time("lastWrongAt"_L1);
    record.createdAt = fields.time("createdAt"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

QJsonObject toJson(const ClaimRecord &record)
{
    return {{u"code"_s, record.code},
            {u"saleId"_s, record.saleId},
            {u"chargeId"_s, record.chargeId},
            {u"state"_s, stateName(record.state)},
            {u"claimedBy"_s, record.claimedBy},
            {u"claimedAt"_s, toIso(record.claimedAt)},
            {u"decidedBy"_s, record.decidedBy},
            {u"decidedAt"_s, toIso(record.decidedAt)}};
}

std::optional<ClaimRecord> claimFromJson(const QJsonObject &json)
{
    Fields fields(json);
    ClaimRecord record;
    record.code = fields.text("code"_L1);
    record.saleId = fields.text("saleId"_L1);
    record.chargeId = fields.text("chargeId"_L1);
    record.state = fields.known(claimStateFromName(fields.text("state"_L1)));
    record.claimedBy = fields.text("claimedBy"_L1);
    record.claimedAt = fields.time("claimedAt"_L1);
    record.decidedBy = fields.text("decidedBy"_L1);
    record.decidedAt = fields.time("decidedAt"_L1);
    return fields.whole() ? std::optional(record) : std::nullopt;
}

} // namespace kaunta::ledger
