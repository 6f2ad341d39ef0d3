#include "core/refund/refund_machine.h"

namespace kaunta::refund {

using namespace Qt::StringLiterals;

namespace {

template <class... F>
struct Match : F... {
    using F::operator()...;
};
template <class... F>
Match(F...) -> Match<F...>;

Step stay(const RefundState &state, std::vector<Action> actions = {})
{
    return {state, std::move(actions), false};
}

Step become(RefundState state, Status status, std::vector<Action> actions = {})
{
    state.status = status;
    return {std::move(state), std::move(actions), true};
}

Step settle(RefundState state, Status status, Evidence evidence, const QString &reason, std::vector<Action> actions = {})
{
    state.evidence = evidence;
    state.reason = reason;
    return become(std::move(state), status, std::move(actions));
}

bool awaitsOutcome(Status status)
{
    return status == Status::Journaled || status == Status::Accepted || status == Status::Unknown;
}

//! "Refused" by a result or a status: M-PESA itself said that this reversal moved nothing.
bool refusedByEvidence(const RefundState &state)
{
    return state.status == Status::Refused && state.evidence != Evidence::None;
}

Step conflict(const RefundState &state, const QString &reason)
{
    return settle(state, Status::Conflict, Evidence::None, reason, {Action::AlertConflict});
}

Step unknown(const RefundState &state, const QString &reason)
{
    return settle(state, Status::Unknown, Evidence::None, reason, {Action::AskStatus});
}

//! Shown as "nothing was sent back", and by no evidence of M-PESA's: cash may have been given instead.
bool believedNotTaken(const RefundState &state)
{
    return state.status == Status::NotSent || (state.status == Status::Refused && !refusedByEvidence(state));
}

Step onApproved(RefundState state)
{
    if (state.status != Status::Draft)   // a second click, a second Enter
        return stay(state);
    state.attempt = 1;
    return become(std::move(state), Status::Journaled, {Action::SendReversal});
}

Step onAccepted(const RefundState &state)
{
    if (state.status == Status::Journaled)
        return settle(state, Status::Accepted, Evidence::None, {});
    // An acknowledgement proves that the request arrived, whatever was believed, and said, before.
    if (believedNotTaken(state))
        return settle(state, Status::Accepted, Evidence::None, {}, {Action::AlertConflict});
    // A post to its paths was quicker and knows more; but now there is a conversation id to ask about.
    if (state.status == Status::Unknown)
        return stay(state, {Action::AskStatus});
    return stay(state);
}

Step onFailed(RefundState state, const event::ReversalFailed &failed)
{
    if (state.status != Status::Journaled)   // a post to its paths was quicker than the answer, and knows more
        return stay(state);
    switch (failed.certainty) {
    case Certainty::NotSent:
        return settle(state, Status::NotSent, Evidence::None, failed.code.isEmpty() ? u"not-sent"_s : failed.code);
    case Certainty::Refused:
        if (failed.tokenRejected && state.attempt == 1) {
            state.attempt = 2;   // refused at the gateway, so M-PESA never saw the first one
            return become(std::move(state), Status::Journaled, {Action::SendReversal});
        }
        return settle(state, Status::Refused, Evidence::None, failed.code.isEmpty() ? u"refused"_s : failed.code);
    case Certainty::Unknown:
        break;
    }
    return settle(state, Status::Unknown, Evidence::None, failed.code);   // no conversation id, so nothing can be asked
}

Step onUnclear(const RefundState &state, const QString &code)
{
    if (code.isEmpty() || (state.status == Status::Unknown && state.reason == code))
        return stay(state);
    if (awaitsOutcome(state.status))
        return unknown(state, code);
    // What M-PESA itself says about a request shows that the request arrived, even where it cannot be understood: "refused
    // before it was taken" is no longer proven. A request of which no byte left stays not sent.
    if (state.status == Status::Refused && believedNotTaken(state))
        return settle(state, Status::Unknown, Evidence::None, code, {Action::AskStatus, Action::AlertConflict});
    return stay(state);
}

Step doneBy(RefundState state, Evidence source, const QString &receipt, const QString &reason, std::vector<Action> actions = {})
{
    state.reversalReceipt = receipt;
    return settle(std::move(state), Status::Done, source, reason, std::move(actions));
}

Step onDone(RefundState state, const event::ResultDone &done)
{
    if (done.source != Evidence::StatusResult && done.reversalReceipt.isEmpty())
        return onUnclear(state, u"no-receipt"_s);   // a success must name its receipt
    switch (state.status) {
    case Status::Draft:
        return stay(state);
    case Status::Journaled:
    case Status::Accepted:
    case Status::Unknown:
    case Status::DoneByManager:
        return doneBy(std::move(state), done.source, done.reversalReceipt, {});
    case Status::Done:
        if (done.reversalReceipt.isEmpty() || state.reversalReceipt == done.reversalReceipt)
            return stay(state);
        if (state.reversalReceipt.isEmpty())   // done without its receipt: here it is
            return doneBy(std::move(state), done.source, done.reversalReceipt, {});
        return stay(state, {Action::AlertConflict});   // two receipts for one reversal: back it is, perhaps twice
    case Status::Refused:
        // Both said by M-PESA: only its own records, asked for, outweigh its earlier word.
        if (refusedByEvidence(state) && done.source != Evidence::StatusResult) {
            state.reversalReceipt = done.reversalReceipt;
            return conflict(state, state.reason);
        }
        return doneBy(std::move(state), done.source, done.reversalReceipt, {}, {Action::AlertLateRefund});
    case Status::NotSent:
    case Status::ClosedByManager:
        return doneBy(std::move(state), done.source, done.reversalReceipt, {}, {Action::AlertLateRefund});
    case Status::Conflict:
        if (done.source != Evidence::StatusResult)   // a result is itself one side of the contradiction
            return stay(state);
        return doneBy(state, done.source, done.reversalReceipt.isEmpty() ? state.reversalReceipt : done.reversalReceipt, {}, {Action::AlertLateRefund});
    }
    Q_UNREACHABLE();
}

Step onRefused(const RefundState &state, const event::ResultRefused &refused)
{
    switch (state.status) {
    case Status::Journaled:
    case Status::Accepted:
    case Status::Unknown:
    case Status::NotSent:
        return settle(state, Status::Refused, refused.source, refused.code);
    case Status::Refused:
        return refusedByEvidence(state) ? stay(state) : settle(state, Status::Refused, refused.source, refused.code);
    case Status::Done:
    case Status::DoneByManager:
        return conflict(state, refused.code);
    case Status::Draft:
    case Status::Conflict:          // "it did not go back", wrongly believed, pays a customer twice: a manager decides
    case Status::ClosedByManager:   // says what the manager said, who may have decided a contradiction: of that it proves nothing
        return stay(state);
    }
    Q_UNREACHABLE();
}

//! R000001: the payment is reversed, though not by this request. If nothing of ours could have done it, somebody did it in
//! M-PESA's portal and the money is back. If an earlier one of ours could, this one is asked about.
Step onAlreadyReversed(const RefundState &state, bool oursBefore)
{
    const QString reason = u"R000001"_s;
    switch (state.status) {
    case Status::Journaled:
    case Status::Accepted:
        return oursBefore ? unknown(state, reason) : doneBy(state, Evidence::Result, {}, reason);
    case Status::Unknown:
        if (oursBefore)
            return onUnclear(state, reason);
        return doneBy(state, Evidence::Result, {}, reason);
    case Status::DoneByManager:
        return oursBefore ? stay(state) : doneBy(state, Evidence::Result, {}, reason);
    case Status::Refused:
        if (oursBefore)   // this one moved nothing, which is what "refused" says
            return stay(state);
        return refusedByEvidence(state) ? conflict(state, reason) : doneBy(state, Evidence::Result, {}, reason, {Action::AlertLateRefund});
    case Status::NotSent:
    case Status::ClosedByManager:
        return oursBefore ? stay(state) : doneBy(state, Evidence::Result, {}, reason, {Action::AlertLateRefund});
    case Status::Draft:
    case Status::Done:
    case Status::Conflict:
        return stay(state);
    }
    Q_UNREACHABLE();
}

Step onContradicts(const RefundState &state, const QString &reason)
{
    switch (state.status) {
    case Status::Draft:
    case Status::Conflict:
        return stay(state);
    case Status::Done:   // proven by a result that did agree: sticky, but a manager sees it
        return stay(state, {Action::AlertConflict});
    case Status::Journaled:
    case Status::Accepted:
    case Status::Unknown:
    case Status::Refused:
    case Status::NotSent:
    case Status::DoneByManager:
    case Status::ClosedByManager:
        return conflict(state, reason);
    }
    Q_UNREACHABLE();
}

Step onQueueTimeout(const RefundState &state)
{
    if (state.status == Status::Journaled || state.status == Status::Accepted)
        return unknown(state, u"queue-timeout"_s);
    return stay(state);
}

Step onManager(const RefundState &state, Status decision)
{
    if (state.status != Status::Unknown && state.status != Status::Conflict)
        return stay(state);
    return settle(state, decision, Evidence::None, state.reason);
}

} // namespace

Step next(const RefundState &state, const Event &event)
{
    return std::visit(
        Match{
            [&](const event::Approved &) { return onApproved(state); },
            [&](const event::ReversalAccepted &) { return onAccepted(state); },
            [&](const event::ReversalFailed &failed) { return onFailed(state, failed); },
            [&](const event::ResultDone &done) { return onDone(state, done); },
            [&](const event::ResultRefused &refused) { return onRefused(state, refused); },
            [&](const event::AlreadyReversed &reversed) { return onAlreadyReversed(state, reversed.oursBefore); },
            [&](const event::ResultUnclear &unclear) { return onUnclear(state, unclear.code); },
            [&](const event::ResultContradicts &contradicts) { return onContradicts(state, contradicts.reason); },
            [&](const event::QueueTimeout &) { return onQueueTimeout(state); },
            [&](const event::WaitOver &) { return state.status == Status::Accepted ? unknown(state, u"no-result"_s) : stay(state); },
            // Journaled and no answer on file: the request may or may not have gone out. Wait for its result, never send again.
            [&](const event::Restarted &) { return state.status == Status::Journaled ? become(state, Status::Unknown) : stay(state); },
            [&](const event::ManagerDone &) { return onManager(state, Status::DoneByManager); },
            [&](const event::ManagerClosed &) { return onManager(state, Status::ClosedByManager); },
        },
        event);
}

bool isOpen(Status status)
{
    return awaitsOutcome(status) || status == Status::Conflict;
}

bool movedMoneyBack(Status status)
{
    return status == Status::Done;
}

} // namespace kaunta::refund
