#include "core/sale/charge_machine.h"

namespace kaunta::sale {

using namespace Qt::StringLiterals;

namespace {

template <class... F>
struct Match : F... {
    using F::operator()...;
};
template <class... F>
Match(F...) -> Match<F...>;

Step stay(const ChargeState &state, std::vector<Action> actions = {})
{
    return {state, std::move(actions), false};
}

Step become(ChargeState state, Status status, std::vector<Action> actions = {})
{
    state.status = status;
    return {std::move(state), std::move(actions), true};
}

Step settle(ChargeState state, Status status, Evidence evidence, Check check, const QString &reason, std::vector<Action> actions = {})
{
    state.evidence = evidence;
    state.check = check;
    state.reason = reason;
    return become(std::move(state), status, std::move(actions));
}

Step conflict(ChargeState state, const QString &reason)
{
    return settle(std::move(state), Status::Conflict, Evidence::None, Check::Nothing, reason, {Action::AlertConflict});
}

bool awaitsOutcome(Status status)
{
    return status == Status::Journaled || status == Status::Prompted || status == Status::Unknown;
}

//! What was shown as over is open again. Nobody waits for it any more, so that money which comes now is late money.
Step reopen(ChargeState state, Status status, const QString &reason)
{
    state.stopped = true;
    return settle(std::move(state), status, Evidence::None, Check::Nothing, reason);
}

Step onConfirmed(ChargeState state)
{
    if (state.status != Status::Draft)   // a second click, a second Enter
        return stay(state);
    state.attempt = 1;
    return become(std::move(state), Status::Journaled, {Action::SendPrompt});
}

Step onPushAccepted(const ChargeState &state)
{
    if (state.status == Status::Journaled || state.status == Status::Unknown)
        return settle(state, Status::Prompted, Evidence::None, Check::Nothing, {});
    // An acknowledgement proves that the prompt exists, whatever was believed before.
    if (state.status == Status::NotSent || (state.status == Status::Declined && state.evidence == Evidence::None))
        return reopen(state, Status::Prompted, {});
    return stay(state);
}

Step onPushFailed(ChargeState state, const event::PushFailed &failed)
{
    if (state.status != Status::Journaled)   // a callback was quicker than the answer, and knows more
        return stay(state);
    switch (failed.certainty) {
    case Certainty::NotSent:
        return settle(std::move(state), Status::NotSent, Evidence::None, Check::Nothing, failed.code.isEmpty() ? u"not-sent"_s : failed.code);
    case Certainty::Refused:
        if (failed.tokenRejected && state.attempt == 1 && !state.stopped) {
            state.attempt = 2;   // refused at the gateway, so M-PESA never saw the first one
            return become(std::move(state), Status::Journaled, {Action::SendPrompt});
        }
        return settle(std::move(state), Status::Declined, Evidence::None, Check::Nothing, failed.code.isEmpty() ? u"refused"_s : failed.code);
    case Certainty::Unknown:
        break;
    }
    state.reason = failed.code;
    return become(std::move(state), Status::Unknown);
}

Step paidBy(ChargeState state, const event::ProofOfPayment &proof, std::vector<Action> actions)
{
    state.receipt = proof.receipt;
    actions.insert(actions.begin(), Action::BookPayment);
    // Callbacks are unsigned, so a success shows Paid at once and is confirmed by one query. Where there is nobody to ask, the callback
    // on its secret path is all the evidence that there will be.
    const Check check = proof.source == Evidence::Callback && proof.canBeConfirmed ? Check::Confirm : Check::Nothing;
    return settle(std::move(state), Status::Paid, proof.source, check, {}, std::move(actions));
}

Step onProofOfPayment(ChargeState state, const event::ProofOfPayment &proof)
{
    switch (state.status) {
    case Status::Draft:
        return stay(state);
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
        return paidBy(state, proof, state.stopped ? std::vector{Action::AlertLateMoney} : std::vector<Action>{});
    case Status::Paid:
        if (state.receipt.isEmpty()) {   // paid by a query: here is the receipt, and the two agree
            state.receipt = proof.receipt;
            return settle(std::move(state), Status::Paid, proof.source, Check::Nothing, {}, {Action::BookPayment});
        }
        if (state.receipt != proof.receipt)
            return stay(state, {Action::BookDirectPayment, Action::AlertSecondReceipt});
        if (state.check == Check::Confirm && proof.source != Evidence::Callback)
            return settle(state, Status::Paid, proof.source, Check::Nothing, {});
        return stay(state);
    case Status::Conflict:
        // A callback that is itself one side of the contradiction proves nothing new; M-PESA's own records do. Another receipt is other
        // money: a prompt that was delivered twice can be paid twice.
        if (proof.source == Evidence::Callback && !state.receipt.isEmpty())
            return state.receipt == proof.receipt ? stay(state) : stay(state, {Action::BookDirectPayment, Action::AlertSecondReceipt});
        return paidBy(state, proof, {Action::AlertLateMoney});
    case Status::Declined:
    case Status::NotSent:
    case Status::AcceptedByManager:
    case Status::ClosedByManager:
        return paidBy(state, proof, {Action::AlertLateMoney});
    }
    Q_UNREACHABLE();
}

Step onCallbackDeclined(const ChargeState &state, const QString &code)
{
    switch (state.status) {
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
    case Status::NotSent:
        return settle(state, Status::Declined, Evidence::Callback, Check::Nothing, code);
    case Status::Declined:
        return state.evidence == Evidence::Callback ? stay(state) : settle(state, Status::Declined, Evidence::Callback, Check::Nothing, code);
    case Status::Paid:
        return state.evidence == Evidence::Query ? conflict(state, code) : stay(state);   // paid by an authentic record is sticky
    case Status::AcceptedByManager:
        return conflict(state, code);
    case Status::Draft:
    case Status::Conflict:
    case Status::ClosedByManager:   // says what the manager said, who may have decided a contradiction: of that it proves nothing
        return stay(state);
    }
    Q_UNREACHABLE();
}

Step onUnclear(ChargeState state, const QString &code)
{
    if (!awaitsOutcome(state.status) || code.isEmpty() || (state.status == Status::Unknown && state.reason == code))
        return stay(state);
    state.reason = code;
    return become(std::move(state), Status::Unknown);
}

Step onCallbackUnclear(const ChargeState &state, const QString &code)
{
    // M-PESA's own word, not understood, outweighs a decline that only a query told; and of a request that was refused before any
    // prompt there would be no word.
    if (state.status == Status::Declined && state.evidence != Evidence::Callback)
        return reopen(state, Status::Unknown, code);
    return onUnclear(state, code);
}

Step onCallbackOtherAmount(ChargeState state, const event::CallbackOtherAmount &other)
{
    if (state.status == Status::Draft || state.status == Status::Conflict)
        return stay(state);
    if (state.status == Status::Paid && state.check == Check::Nothing && state.evidence != Evidence::Query)
        return stay(state, {Action::AlertConflict});   // sticky, but a manager sees it
    if (state.receipt.isEmpty())
        state.receipt = other.receipt;
    return conflict(std::move(state), other.reason);
}

Step onQueryPaid(ChargeState state)
{
    switch (state.status) {
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
        return settle(state, Status::Paid, Evidence::Query, Check::Nothing, {},
                      state.stopped ? std::vector{Action::AlertLateMoney} : std::vector<Action>{});
    case Status::AcceptedByManager:
    case Status::ClosedByManager:
        state.receipt.clear();   // one that a contradiction left behind: a query proves no receipt, and nobody has booked it
        return settle(std::move(state), Status::Paid, Evidence::Query, Check::Nothing, {}, {Action::AlertLateMoney});
    case Status::Paid:
        return state.check == Check::Confirm ? settle(state, Status::Paid, state.evidence, Check::Nothing, {}) : stay(state);
    case Status::Declined:
    case Status::NotSent:
        return conflict(state, u"0"_s);
    case Status::Draft:
    case Status::Conflict:
        return stay(state);
    }
    Q_UNREACHABLE();
}

Step onQueryDeclined(const ChargeState &state, const event::QueryDeclined &declined)
{
    switch (state.status) {
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
        return settle(state, Status::Declined, Evidence::Query, Check::AskAgain, declined.code);
    case Status::Declined:
        if (state.check == Check::AskAgain && declined.aMinuteLater)
            return settle(state, Status::Declined, Evidence::Query, Check::Nothing, declined.code);
        return stay(state);
    case Status::Paid:
        // Not yet confirmed, or known from a query only: a contradiction. Confirmed: a query never overwrites a success.
        if (state.check == Check::Confirm || state.evidence == Evidence::Query)
            return conflict(state, declined.code);
        return stay(state);
    case Status::AcceptedByManager:
        return conflict(state, declined.code);
    case Status::Draft:
    case Status::NotSent:
    case Status::Conflict:
    case Status::ClosedByManager:
        return stay(state);
    }
    Q_UNREACHABLE();
}

Step onStoppedWaiting(ChargeState state)
{
    if (!awaitsOutcome(state.status) || state.stopped)
        return stay(state);
    state.stopped = true;
    const bool maybeUnsent = state.status == Status::Journaled;
    return {state, maybeUnsent ? std::vector{Action::CancelSend} : std::vector<Action>{}, true};
}

Step onManager(const ChargeState &state, Status decision)
{
    if (state.status != Status::Unknown && state.status != Status::Conflict)
        return stay(state);
    return settle(state, decision, Evidence::None, Check::Nothing, state.reason);
}

} // namespace

Step next(const ChargeState &state, const Event &event)
{
    return std::visit(
        Match{
            [&](const event::Confirmed &) { return onConfirmed(state); },
            [&](const event::PushAccepted &) { return onPushAccepted(state); },
            [&](const event::PushFailed &failed) { return onPushFailed(state, failed); },
            [&](const event::ProofOfPayment &proof) { return onProofOfPayment(state, proof); },
            [&](const event::CallbackDeclined &declined) { return onCallbackDeclined(state, declined.code); },
            [&](const event::CallbackUnclear &unclear) { return onCallbackUnclear(state, unclear.code); },
            [&](const event::CallbackOtherAmount &other) { return onCallbackOtherAmount(state, other); },
            [&](const event::QueryPaid &) { return onQueryPaid(state); },
            [&](const event::QueryDeclined &declined) { return onQueryDeclined(state, declined); },
            [&](const event::QueryPending &) { return stay(state); },
            [&](const event::QueryUnclear &unclear) { return onUnclear(state, unclear.code); },
            [&](const event::PromptWindowOver &) { return state.status == Status::Prompted ? become(state, Status::Unknown) : stay(state); },
            // Journaled and no answer on file: the prompt may or may not have gone out. Ask, never send again.
            [&](const event::Restarted &) { return state.status == Status::Journaled ? become(state, Status::Unknown) : stay(state); },
            [&](const event::StoppedWaiting &) { return onStoppedWaiting(state); },
            [&](const event::ManagerAccepted &) { return onManager(state, Status::AcceptedByManager); },
            [&](const event::ManagerClosed &) { return onManager(state, Status::ClosedByManager); },
        },
        event);
}

bool isOpen(Status status)
{
    return awaitsOutcome(status) || status == Status::Conflict;
}

bool isFinal(const ChargeState &state)
{
    return state.status != Status::Draft && !isOpen(state.status) && state.check == Check::Nothing;
}

bool wantsQuery(const ChargeState &state)
{
    return state.status == Status::Prompted || state.status == Status::Unknown || state.check != Check::Nothing;
}

} // namespace kaunta::sale
