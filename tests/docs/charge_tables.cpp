// The machine of charges, walked and told.
#include "core/sale/charge_machine.h"
#include "tests/docs/machine_walk.h"
#include "tests/docs/state_tables.h"

namespace kaunta::docs {

namespace {

using namespace sale;
namespace e = sale::event;
using ChargeWalk = Walk<ChargeState, Event, Step>;
using Words = ChargeWalk::Words;

QString situationOf(const ChargeState &state)
{
    switch (state.status) {
    case Status::Draft: return u"draft"_s;
    case Status::Journaled: return u"journaled"_s;
    case Status::Prompted: return u"prompted"_s;
    case Status::Unknown: return u"unknown"_s;
    case Status::Paid:
        return state.receipt.isEmpty() ? u"paid, receipt awaited"_s : state.check == Check::Confirm ? u"paid, to be confirmed"_s : u"paid"_s;
    case Status::Declined:
        if (state.evidence == Evidence::None)
            return u"declined, refused before any prompt"_s;
        if (state.evidence == Evidence::Callback)
            return u"declined by callback"_s;
        return state.check == Check::AskAgain ? u"declined by one query"_s : u"declined by two queries"_s;
    case Status::NotSent: return u"not sent"_s;
    case Status::Conflict: return u"conflict"_s;
    case Status::AcceptedByManager: return u"accepted by a manager"_s;
    case Status::ClosedByManager: return u"closed by a manager"_s;
    }
    Q_UNREACHABLE();
}

//! What comes with a receipt: the one that the charge has, another one, or the first.
QList<Words::Said> withReceipt(const ChargeState &state, const QString &words, const std::function<QList<Event>(const QString &)> &events)
{
    if (state.receipt.isEmpty())
        return {{words, events(u"A"_s), u"the first receipt"_s}};
    return {{words, events(state.receipt), u"the receipt that is known"_s}, {words, events(state.receipt == u"A"_s ? u"B"_s : u"A"_s), u"another receipt"_s}};
}

QList<Words::Said> saidTo(const ChargeState &state)
{
    QList<Words::Said> said{
        {u"the cashier presses Charge"_s, {e::Confirmed{}}},
        {u"answer: accepted"_s, {e::PushAccepted{}}},
        {u"proof that no byte left"_s, {e::PushFailed{Certainty::NotSent, false, {}}}},
        {u"answer: token refused at the gateway"_s, {e::PushFailed{Certainty::Refused, true, u"404.001.03"_s}}},
        {u"answer: refused"_s, {e::PushFailed{Certainty::Refused, false, u"400.002.02"_s}}},
        {u"answer: lost, cut or not understood"_s, {e::PushFailed{Certainty::Unknown, false, {}}, e::PushFailed{Certainty::Unknown, true, u"500.003.1001"_s}}},
    };
    said << withReceipt(state, u"callback: paid"_s, [](const QString &receipt) { return QList<Event>{e::ProofOfPayment{Evidence::Callback, receipt}}; });
    said << withReceipt(state, u"record: paid"_s, [](const QString &receipt) {
        return QList<Event>{e::ProofOfPayment{Evidence::Pull, receipt}, e::ProofOfPayment{Evidence::StatusResult, receipt}, e::ProofOfPayment{Evidence::C2b, receipt}};
    });
    said << QList<Words::Said>{
        {u"callback: another amount, or a used receipt"_s, {e::CallbackOtherAmount{u"A"_s}, e::CallbackOtherAmount{u"A"_s, u"receipt-used"_s}}},
        {u"callback: not paid"_s, {e::CallbackDeclined{u"1032"_s}}},
        {u"callback: a code in no table"_s, {e::CallbackUnclear{u"7777"_s}}},
        {u"query: paid"_s, {e::QueryPaid{}}},
        {u"query: not paid"_s, {e::QueryDeclined{u"1032"_s, false}}, u"for the first time"_s},
        {u"query: not paid"_s, {e::QueryDeclined{u"1032"_s, true}}, u"60 s after the first time"_s},
        {u"query: a code in no table"_s, {e::QueryUnclear{u"7777"_s}}},
        {u"query: still pending, or no answer"_s, {e::QueryPending{}, e::QueryUnclear{}}},
        {u"ten minutes without evidence"_s, {e::PromptWindowOver{}}},
        {u"the program starts again"_s, {e::Restarted{}}},
        {u"the cashier stops waiting (Esc)"_s, {e::StoppedWaiting{}}},
        {u"a manager accepts it"_s, {e::ManagerAccepted{}}},
        {u"a manager closes it"_s, {e::ManagerClosed{}}},
    };
    return said;
}

QString actionWords(Action action)
{
    switch (action) {
    case Action::SendPrompt: return u"**sends the prompt**, once"_s;
    case Action::CancelSend: return u"withdraws the permission to send, unless a byte has left"_s;
    case Action::BookPayment: return u"books the receipt"_s;
    case Action::BookDirectPayment: return u"books the other receipt as a direct payment"_s;
    case Action::AlertLateMoney: return u"alert: late money"_s;
    case Action::AlertConflict: return u"alert: contradiction"_s;
    case Action::AlertSecondReceipt: return u"alert: second receipt"_s;
    }
    Q_UNREACHABLE();
}

Words words()
{
    Words words;
    words.situations = {u"draft"_s, u"journaled"_s, u"prompted"_s, u"unknown"_s, u"paid, to be confirmed"_s, u"paid, receipt awaited"_s, u"paid"_s,
                        u"declined, refused before any prompt"_s, u"declined by one query"_s, u"declined by two queries"_s, u"declined by callback"_s,
                        u"not sent"_s, u"conflict"_s, u"accepted by a manager"_s, u"closed by a manager"_s};
    words.situation = situationOf;
    words.status = [](const ChargeState &state) { return statusName(state.status); };
    words.said = saidTo;
    words.action = actionWords;
    words.attributes = {
        {u"if nobody waits any more"_s, [](const ChargeState &state) { return state.stopped; }},
        {u"on the second attempt, or if nobody waits any more"_s, [](const ChargeState &state) { return state.attempt == 2 || state.stopped; }},
    };
    return words;
}

bool isFirst(const ChargeState &state)
{
    return state.status == Status::Draft || state.status == Status::Journaled || state.status == Status::Prompted || state.status == Status::Unknown;
}

} // namespace

QMap<QString, QString> chargeParts(QStringList &unexplained)
{
    ChargeWalk walk(words(), next);
    const auto into = [&](Status status) {
        return walk.waysInto([status](const ChargeWalk::Move &move) { return move.from.status != status && move.step.state.status == status; });
    };
    QMap<QString, QString> parts{
        {u"charge-diagram"_s, walk.diagram(isFirst)},
        {u"charge-later-diagram"_s, walk.diagram([](const ChargeState &state) { return !isFirst(state); })},
        {u"charge-tables"_s, walk.tables(u"charge"_s)},
        {u"charge-paid"_s, into(Status::Paid)},
        {u"charge-declined"_s, into(Status::Declined)},
        {u"charge-not-sent"_s, into(Status::NotSent)},
        {u"charge-conflict"_s, into(Status::Conflict)},
        {u"charge-sends"_s, walk.waysInto([](const ChargeWalk::Move &move) {
             return std::find(move.step.actions.begin(), move.step.actions.end(), Action::SendPrompt) != move.step.actions.end();
         })},
        {u"charge-count"_s, u"%1 distinguishable states, %2 answers of the machine.\n"_s.arg(walk.states()).arg(walk.moves().size())},
    };
    unexplained << walk.unexplained();
    return parts;
}

} // namespace kaunta::docs
