#include "core/practice/behaviour.h"

#include <array>

namespace kaunta::practice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Push = Behaviour::Push;
using Pending = Behaviour::Pending;
using Kind = Misbehaviour::Kind;

Behaviour ends(const QString &name, const QString &result)
{
    return {.name = name, .result = result};
}

Behaviour paidAt(const QString &name, std::chrono::milliseconds when)
{
    return {.name = name, .resultAfter = when, .callbacks = {when}};
}

Behaviour pendingUntil(const QString &name, std::chrono::milliseconds when, Pending pending)
{
    Behaviour behaviour = paidAt(name, when);
    behaviour.pending = pending;
    return behaviour;
}

Behaviour misbehaving(const QString &name, Misbehaviour misbehaviour, std::chrono::milliseconds paidAfter)
{
    Behaviour behaviour = paidAt(name, paidAfter);
    behaviour.onPush = misbehaviour;
    return behaviour;
}

std::array<Behaviour, kPracticeNumbers> makeTable()
{
    return {
        Behaviour{.name = u"paid"_s, .asksHandset = true},
        ends(u"cancelled"_s, u"1032"_s),
        ends(u"no-funds"_s, u"1"_s),
        ends(u"wrong-pin"_s, u"2001"_s),
        ends(u"expired"_s, u"1019"_s),
        ends(u"unreachable"_s, u"1037"_s),
        Behaviour{.name = u"locked"_s, .push = Push::Locked},
        Behaviour{.name = u"limited"_s, .resultAfter = 4s, .callbacks = {}, .limitedQueries = 2},
        pendingUntil(u"being-processed"_s, 15s, Pending::BeingProcessed),
        pendingUntil(u"empty-text"_s, 15s, Pending::EmptyText),
        pendingUntil(u"code-4999"_s, 15s, Pending::Code4999),
        pendingUntil(u"invalid-id"_s, 20s, Pending::InvalidId),
        ends(u"code-7777"_s, u"7777"_s),
        Behaviour{.name = u"token-expires"_s, .push = Push::ExpireToken},
        misbehaving(u"answer-lost"_s, {.kind = Kind::LoseAnswer}, 10s),
        Behaviour{.name = u"no-trace"_s, .push = Push::NoTrace, .callbacks = {}, .onPush = {.kind = Kind::LoseAnswer}},
        // Byte 40 is in the middle of the CheckoutRequestID: a client that reads what it has would remember a wrong one.
        misbehaving(u"answer-cut"_s, {.kind = Kind::CutAnswer, .atByte = 40}, 5s),
        misbehaving(u"answer-drips"_s, {.kind = Kind::DripAnswer}, 5s),
        Behaviour{.name = u"firewall"_s, .push = Push::Firewall},
        Behaviour{.name = u"query-lies"_s, .resultAfter = 30s, .callbacks = {30s}, .earlyResult = u"1032"_s, .earlyFrom = 4s},
        Behaviour{.name = u"no-callback"_s, .resultAfter = 4s, .callbacks = {}},
        Behaviour{.name = u"callback-twice"_s, .callbacks = {2s, 3s}},
        paidAt(u"callback-late"_s, 90s),
        Behaviour{.name = u"refused-connection"_s, .onPush = {.kind = Kind::RefuseConnection}},
        Behaviour{.name = u"refund-lost"_s, .reversal = {.results = {}}},
        Behaviour{.name = u"refund-no-funds"_s, .reversal = {.result = u"1"_s}},
        Behaviour{.name = u"refund-initiator"_s, .reversal = {.result = u"2001"_s}},
    };
}

const std::array<Behaviour, kPracticeNumbers> &table()
{
    static const std::array<Behaviour, kPracticeNumbers> behaviours = makeTable();
    return behaviours;
}

} // namespace

const Behaviour *practiceBehaviour(int number)
{
    return number >= 0 && number < kPracticeNumbers ? &table()[static_cast<size_t>(number)] : nullptr;
}

const Behaviour *behaviourNamed(const QString &nameOrNumber)
{
    bool isNumber = false;
    const int number = nameOrNumber.toInt(&isNumber);
    if (isNumber)
        return nameOrNumber.size() == 2 ? practiceBehaviour(number) : nullptr;
    for (const Behaviour &behaviour : table())
        if (behaviour.name == nameOrNumber)
            return &behaviour;
    return nullptr;
}

const Behaviour &behaviourOfPhone(const QString &phone)
{
    const Behaviour *scripted = nullptr;
    if (phone.size() == 12 && phone.startsWith("2547220000"_L1))
        scripted = practiceBehaviour(phone.last(2).toInt());
    return scripted ? *scripted : table().front();
}

} // namespace kaunta::practice
