// The engine's dealings with the outside: the one send, the results, the questions.
#include "core/refund/refund_engine.h"

#include "core/profile/callback_path.h"
#include "core/refund/refund_verdict.h"

#include <algorithm>

namespace kaunta::refund {

using namespace Qt::StringLiterals;

void RefundEngine::send(const ledger::RefundRecord &refund)
{
    providers::ReversalRequest request;
    request.receipt = refund.receipt;
    request.amount = refund.amount;
    request.remarks = refund.reason;
    request.resultUrl = callbackUrlFor(m_parts.profile, refund.resultToken);
    request.timeoutUrl = callbackUrlFor(m_parts.profile, refund.timeoutToken);
    request.mayStart = m_permits.give(refund.id);
    m_parts.provider.reverse(request, this, [this, id = refund.id](const providers::AskAnswer &answer) { onAnswer(id, answer); });
}

void RefundEngine::onAnswer(const QString &refundId, const providers::AskAnswer &answer)
{
    m_permits.withdraw(refundId);
    Happening happening{.refundId = refundId, .event = event::ReversalAccepted{}, .actor = u"till"_s};
    if (const auto *accepted = std::get_if<providers::AskAccepted>(&answer)) {
        happening.conversationId = accepted->conversationId;
        happening.originatorConversationId = accepted->originatorConversationId;
        const auto refund = m_parts.ledger.refund(refundId);
        feed(std::move(happening));
        // A result was quicker, and was believed by its secret path alone. Now it can be compared.
        if (refund && !enquiry::conversationAgrees(refund->conversationId, refund->originatorConversationId, accepted->conversationId, accepted->originatorConversationId))
            feed({.refundId = refundId, .event = event::ResultContradicts{u"other-conversation"_s}, .actor = u"till"_s, .code = u"other-conversation"_s});
        return;
    }
    const auto &failed = std::get<providers::AskFailed>(answer);
    m_parts.questions.initiatorStop().refused(failed.code);
    happening.event = event::ReversalFailed{failed.certainty, failed.tokenRejected, failed.code};
    happening.code = failed.code;
    happening.text = failed.text;
    feed(std::move(happening));
}

// ---- results ----

std::optional<callbacks::PathKind> RefundEngine::kindOf(const QString &token) const
{
    const auto refund = m_parts.ledger.refundByToken(token);
    if (!refund)
        return std::nullopt;
    return token == refund->timeoutToken || token == refund->earlierTimeoutToken ? callbacks::PathKind::QueueTimeout : callbacks::PathKind::Result;
}

//! Could another reversal of ours have sent this payment back? Every one that is not proven to have moved nothing could.
bool RefundEngine::oursBefore(const ledger::RefundRecord &refund) const
{
    const auto all = m_parts.ledger.refundsOfReceipt(refund.receipt);
    return std::any_of(all.begin(), all.end(), [&](const ledger::RefundRecord &other) {
        return other.id != refund.id && other.state.status != Status::NotSent && other.state.status != Status::Refused;
    });
}

bool RefundEngine::interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved)
{
    const auto refund = m_parts.ledger.refundByToken(arrived.token);
    if (!refund)
        return false;
    Happening happening{.refundId = refund->id, .event = event::QueueTimeout{}, .actor = u"till"_s, .saved = saved};
    if (arrived.token == refund->timeoutToken) {
        happening.code = u"queue-timeout"_s;   // whatever code it carries
        feed(std::move(happening));
        return true;
    }
    const auto result = arrived.token == refund->earlierTimeoutToken ? std::nullopt : callbacks::parseAsyncResult(arrived.body);
    if (!result) {   // kept in the inbox, moves nothing
        saved();
        return true;
    }
    const bool onCurrentPath = arrived.token == refund->resultToken;
    const auto meaning = m_parts.provider.meaningOf(providers::ResultKind::Reversal, result->code, result->text);
    const auto proven = judgeResult(*refund, *result, meaning, oursBefore(*refund), onCurrentPath);
    if (!proven) {
        saved();
        return true;
    }
    m_parts.questions.initiatorStop().refused(result->code);
    happening.event = *proven;
    const auto *contradicts = std::get_if<event::ResultContradicts>(&*proven);
    const auto *unclear = std::get_if<event::ResultUnclear>(&*proven);
    happening.code = contradicts ? contradicts->reason : unclear ? unclear->code : result->code;
    happening.text = result->text;
    if (onCurrentPath) {
        happening.conversationId = result->conversationId;
        happening.originatorConversationId = result->originatorConversationId;
    }
    feed(std::move(happening));
    return true;
}

// ---- questions ----

void RefundEngine::askNext()
{
    if (m_draining)
        return;
    while (const auto refundId = m_journal.stuck() ? std::nullopt : m_watch.takeNext()) {
        const auto refund = m_parts.ledger.refund(*refundId);
        const auto asked = refund ? m_parts.questions.ask({ledger::EnquiryRecord::Kind::RefundStatus, refund->id,
                                                           refund->conversationId.isEmpty() ? refund->originatorConversationId : refund->conversationId, u"till"_s})
                                  : Fail{Failure{FailureCode::NotFound, *refundId}};
        if (!asked)   // cannot be asked now; the plan goes on
            m_watch.answered(*refundId);
    }
}

void RefundEngine::onQuestionChanged(const ledger::EnquiryRecord &question)
{
    using State = ledger::EnquiryRecord::State;
    if (question.kind != ledger::EnquiryRecord::Kind::RefundStatus || question.state == State::Asked || question.state == State::Accepted)
        return;
    m_watch.answered(question.subject);
    tell(question.subject);   // its next check moved
}

void RefundEngine::onStatus(const ledger::EnquiryRecord &question, const callbacks::AsyncResult &result, const callbacks::InboxReader::Saved &saved)
{
    const auto refund = m_parts.ledger.refund(question.subject);
    const auto proven = refund ? judgeStatus(*refund, result) : std::nullopt;
    if (!proven)
        return saved();
    Happening happening{.refundId = refund->id, .event = *proven, .actor = u"till"_s, .text = result.text, .saved = saved};
    if (const auto *contradicts = std::get_if<event::ResultContradicts>(&*proven))
        happening.code = contradicts->reason;
    else if (const auto *refused = std::get_if<event::ResultRefused>(&*proven))
        happening.code = refused->code;
    feed(std::move(happening));
}

} // namespace kaunta::refund
