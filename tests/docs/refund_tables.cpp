// The machine of refunds, walked and told.
#include "core/refund/refund_machine.h"
#include "tests/docs/machine_walk.h"
#include "tests/docs/state_tables.h"

namespace kaunta::docs {

namespace {

using namespace refund;
namespace e = refund::event;
using RefundWalk = Walk<RefundState, Event, Step>;
using Words = RefundWalk::Words;

QString situationOf(const RefundState &state)
{
    switch (state.status) {
    case Status::Draft: return u"draft"_s;
    case Status::Journaled: return u"journaled"_s;
    case Status::Accepted: return u"accepted"_s;
    case Status::Unknown: return u"unknown"_s;
    case Status::Done: return u"done"_s;
    case Status::Refused: return state.evidence == Evidence::None ? u"refused before it was taken"_s : u"refused by M-PESA"_s;
    case Status::NotSent: return u"not sent"_s;
    case Status::Conflict: return u"conflict"_s;
    case Status::DoneByManager: return u"done, says a manager"_s;
    case Status::ClosedByManager: return u"closed by a manager"_s;
    }
    Q_UNREACHABLE();
}

QList<Words::Said> done(const RefundState &state, const QString &words, Evidence source)
{
    const auto event = [source](const QString &receipt) { return QList<Event>{e::ResultDone{source, receipt}}; };
    if (state.reversalReceipt.isEmpty())
        return {{words, event(u"A"_s), u"the first receipt"_s}};
    return {{words, event(state.reversalReceipt), u"the receipt that is known"_s},
            {words, event(state.reversalReceipt == u"A"_s ? u"B"_s : u"A"_s), u"another receipt"_s}};
}

QList<Words::Said> saidTo(const RefundState &state)
{
    QList<Words::Said> said{
        {u"two people want it"_s, {e::Approved{}}},
        {u"answer: accepted"_s, {e::ReversalAccepted{}}},
        {u"proof that no byte left"_s, {e::ReversalFailed{Certainty::NotSent, false, {}}}},
        {u"answer: token refused at the gateway"_s, {e::ReversalFailed{Certainty::Refused, true, u"404.001.03"_s}}},
        {u"answer: refused"_s, {e::ReversalFailed{Certainty::Refused, false, u"400.002.02"_s}}},
        {u"answer: lost, cut or not understood"_s, {e::ReversalFailed{Certainty::Unknown, false, u"500.003.1001"_s}, e::ReversalFailed{Certainty::Unknown, true, {}}}},
    };
    said << done(state, u"result: done"_s, Evidence::Result);
    said << done(state, u"status: completed"_s, Evidence::StatusResult);
    said << QList<Words::Said>{
        {u"status: completed"_s, {e::ResultDone{Evidence::StatusResult, {}}}, u"without a receipt"_s},
        {u"result: done"_s, {e::ResultDone{Evidence::Result, {}}}, u"without a receipt"_s},
        {u"result: done, of another amount, payment or conversation"_s, {e::ResultContradicts{u"other-amount"_s}}},
        {u"result: not reversed"_s, {e::ResultRefused{Evidence::Result, u"1"_s}}},
        {u"status: will never be carried out"_s, {e::ResultRefused{Evidence::StatusResult, u"Declined"_s}}},
        {u"result R000001: reversed already, and none of ours can have done it"_s, {e::AlreadyReversed{false}}},
        {u"result R000001: reversed already, perhaps by an earlier one of ours"_s, {e::AlreadyReversed{true}}},
        {u"result: a code in no table"_s, {e::ResultUnclear{u"7777"_s}}},
        {u"queue timeout, whatever it says"_s, {e::QueueTimeout{}}},
        {u"ten minutes without a result"_s, {e::WaitOver{}}},
        {u"the program starts again"_s, {e::Restarted{}}},
        {u"a manager says it went back"_s, {e::ManagerDone{}}},
        {u"a manager closes it"_s, {e::ManagerClosed{}}},
    };
    return said;
}

QString actionWords(Action action)
{
    switch (action) {
    case Action::SendReversal: return u"**sends the reversal**, once"_s;
    case Action::AskStatus: return u"asks for the status of the conversation, if it is known"_s;
    case Action::AlertConflict: return u"alert: contradiction"_s;
    case Action::AlertLateRefund: return u"alert: it went back after all"_s;
    }
    Q_UNREACHABLE();
}

Words words()
{
    Words words;
    words.situations = {u"draft"_s, u"journaled"_s, u"accepted"_s, u"unknown"_s, u"done"_s, u"refused before it was taken"_s, u"refused by M-PESA"_s,
                        u"not sent"_s, u"conflict"_s, u"done, says a manager"_s, u"closed by a manager"_s};
    words.situation = situationOf;
    words.status = [](const RefundState &state) { return statusName(state.status); };
    words.said = saidTo;
    words.action = actionWords;
    words.attributes = {
        {u"on the second attempt"_s, [](const RefundState &state) { return state.attempt == 2; }},
        {u"if this code was told before"_s, [](const RefundState &state) { return state.reason == u"7777"_s; }},
        {u"if R000001 was told before"_s, [](const RefundState &state) { return state.reason == u"R000001"_s; }},
        {u"if a result without a receipt was told before"_s, [](const RefundState &state) { return state.reason == u"no-receipt"_s; }},
    };
    return words;
}

} // namespace

QMap<QString, QString> refundParts(QStringList &unexplained)
{
    RefundWalk walk(words(), next);
    const auto into = [&](Status status) {
        return walk.waysInto([status](const RefundWalk::Move &move) { return move.from.status != status && move.step.state.status == status; });
    };
    QMap<QString, QString> parts{
        {u"refund-diagram"_s, walk.diagram([](const RefundState &state) { return state.status == Status::Draft || isOpen(state.status); })},
        {u"refund-later-diagram"_s, walk.diagram([](const RefundState &state) { return state.status != Status::Draft && !isOpen(state.status); })},
        {u"refund-tables"_s, walk.tables(u"refund"_s)},
        {u"refund-done"_s, into(Status::Done)},
        {u"refund-sends"_s, walk.waysInto([](const RefundWalk::Move &move) {
             return std::find(move.step.actions.begin(), move.step.actions.end(), Action::SendReversal) != move.step.actions.end();
         })},
        {u"refund-count"_s, u"%1 distinguishable states, %2 answers of the machine.\n"_s.arg(walk.states()).arg(walk.moves().size())},
    };
    unexplained << walk.unexplained();
    return parts;
}

} // namespace kaunta::docs
