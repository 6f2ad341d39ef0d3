#include "core/refund/refund_verdict.h"

#include "core/enquiry/questions.h"

#include <algorithm>
#include <array>

namespace kaunta::refund {

using namespace Qt::StringLiterals;

namespace {

//! States of a transaction in which it will never be carried out. Only those that M-PESA documents: a word that it does not is
//! no proof.
constexpr std::array kNeverCarriedOut{"Cancelled"_L1, "Declined"_L1, "Expired"_L1};

Event judgeDone(const ledger::RefundRecord &refund, const callbacks::ReversalResult &reversal)
{
    if (!reversal.originalReceipt.isEmpty() && reversal.originalReceipt != refund.receipt)
        return event::ResultContradicts{u"other-receipt"_s};
    if (reversal.amount && *reversal.amount != refund.amount)
        return event::ResultContradicts{u"other-amount"_s};
    if (reversal.receipt.isEmpty() || reversal.receipt == refund.receipt)
        return event::ResultUnclear{u"no-receipt"_s};
    return event::ResultDone{Evidence::Result, reversal.receipt};
}

} // namespace

std::optional<Event> judgeResult(const ledger::RefundRecord &refund, const callbacks::AsyncResult &result, providers::ResultMeaning meaning, bool oursBefore,
                                 bool onCurrentPath)
{
    using Meaning = providers::ResultMeaning;
    if (!result.isCompleted())   // "waiting", or a queue timeout that came to the wrong path
        return std::nullopt;
    // M-PESA never saw the first attempt. Should a success of it turn up nevertheless, it counts; nothing else says anything about
    // the second one.
    if (!onCurrentPath && meaning != Meaning::Done)
        return std::nullopt;
    if (onCurrentPath
        && !enquiry::conversationAgrees(refund.conversationId, refund.originatorConversationId, result.conversationId, result.originatorConversationId)) {
        if (meaning == Meaning::Done)
            return event::ResultContradicts{u"other-conversation"_s};
        return event::ResultUnclear{u"other-conversation"_s};
    }
    switch (meaning) {
    case Meaning::Done:
        return judgeDone(refund, callbacks::readReversal(result, refund.amount.currency()));
    case Meaning::Refused:
        return event::ResultRefused{Evidence::Result, result.code};
    case Meaning::AlreadyReversed:
        return event::AlreadyReversed{oursBefore};
    case Meaning::Unclear:
        return event::ResultUnclear{result.code};
    }
    Q_UNREACHABLE();
}

std::optional<Event> judgeStatus(const ledger::RefundRecord &refund, const callbacks::AsyncResult &result)
{
    if (!result.isCompleted() || result.code != "0"_L1)   // the question was not answered
        return std::nullopt;
    const callbacks::StatusResult status = callbacks::readStatus(result, refund.amount.currency());
    const bool known = !refund.conversationId.isEmpty() || !refund.originatorConversationId.isEmpty();
    if (!known || !enquiry::conversationAgrees(refund.conversationId, refund.originatorConversationId, status.conversationId, status.originatorConversationId))
        return std::nullopt;   // of which transaction it speaks is not proven
    if (status.receipt == refund.receipt)   // of the payment: that one was completed indeed
        return std::nullopt;
    if (status.amount && *status.amount != refund.amount)
        return event::ResultContradicts{u"other-amount"_s};
    if (status.isCompleted)
        return event::ResultDone{Evidence::StatusResult, status.receipt};
    const bool never = std::any_of(kNeverCarriedOut.begin(), kNeverCarriedOut.end(),
                                   [&](QLatin1StringView word) { return status.status.compare(word, Qt::CaseInsensitive) == 0; });
    return never ? std::optional<Event>(event::ResultRefused{Evidence::StatusResult, status.status}) : std::nullopt;
}

} // namespace kaunta::refund
