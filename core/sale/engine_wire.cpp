// The engine's dealings with the outside: the one send, the questions, the callbacks.
#include "core/sale/charge_engine.h"

#include "core/callbacks/stk_callback.h"
#include "core/profile/callback_path.h"

namespace kaunta::sale {

using namespace Qt::StringLiterals;

void ChargeEngine::send(const ledger::ChargeRecord &charge)
{
    const auto person = m_parts.ledger.person(charge.personId);
    const auto sale = m_parts.ledger.sale(charge.saleId);
    const auto phone = person ? Msisdn::parse(person->msisdn, m_parts.profile.country()) : Fail{MsisdnProblem::Empty};
    if (!phone || !sale) {   // erased between two attempts: nothing can be sent
        feed({.chargeId = charge.id, .event = event::PushFailed{Certainty::NotSent, false, {}}, .actor = u"till"_s});
        return;
    }
    providers::PushRequest request;
    request.phone = *phone;
    request.amount = charge.amount;
    request.reference = charge.wireReference;
    request.description = sale->description.isEmpty() ? u"Payment"_s : sale->description;
    request.attemptId = charge.id + QString::number(charge.state.attempt);
    request.callbackUrl = callbackUrlFor(m_parts.profile, charge.callbackToken);
    request.mayStart = m_permits.give(charge.id);
    m_parts.provider.push(request, this, [this, id = charge.id](const providers::PushAnswer &answer) { onPushAnswer(id, answer); });
}

void ChargeEngine::onPushAnswer(const QString &chargeId, const providers::PushAnswer &answer)
{
    m_permits.withdraw(chargeId);
    Happening happening{.chargeId = chargeId, .event = event::PushAccepted{}, .actor = u"till"_s};
    if (const auto *accepted = std::get_if<providers::PushAccepted>(&answer)) {
        happening.merchantRequestId = accepted->merchantRequestId;
        happening.checkoutRequestId = accepted->checkoutRequestId;
        tellOnline(true);
    } else {
        const auto &failed = std::get<providers::PushFailed>(answer);
        happening.event = event::PushFailed{failed.certainty, failed.tokenRejected, failed.code};
        happening.code = failed.code;
        happening.text = failed.text;
        tellOnline(failed.certainty == Certainty::Refused);
    }
    feed(std::move(happening));
}

void ChargeEngine::askNext()
{
    const auto chargeId = m_journal.stuck() ? std::nullopt : m_followUp.takeNext();
    if (!chargeId)
        return;
    rememberBudget();
    const auto charge = m_parts.ledger.charge(*chargeId);
    if (!charge)
        return;
    m_parts.provider.query(charge->checkoutRequestId, m_followUp.sinceAccepted(*chargeId), this,
                           [this, id = *chargeId](const providers::QueryAnswer &answer) { onQueryAnswer(id, answer); });
}

void ChargeEngine::onQueryAnswer(const QString &chargeId, const providers::QueryAnswer &answer)
{
    using Kind = providers::QueryAnswer::Kind;
    Happening happening{.chargeId = chargeId, .event = event::QueryUnclear{}, .actor = u"till"_s, .code = answer.code, .text = answer.text, .fromQuery = true};
    switch (answer.kind) {
    case Kind::Paid:
        happening.event = event::QueryPaid{};
        break;
    case Kind::Declined:
        happening.event = event::QueryDeclined{answer.code, m_followUp.askedAMinuteAfterSettling(chargeId)};
        break;
    case Kind::Pending:
    case Kind::Limited:
        happening.event = event::QueryPending{};
        break;
    case Kind::UnknownCode:
        happening.event = event::QueryUnclear{answer.code};
        break;
    case Kind::Unclear:
        break;
    }
    if (answer.kind == Kind::Limited) {
        m_followUp.limited(chargeId, answer.retryAfter);
        rememberBudget();
    } else {
        m_followUp.answered(chargeId);
    }
    tellOnline(answer.kind != Kind::Unclear || !answer.code.isEmpty());
    feed(std::move(happening));
    askNext();
}

std::optional<callbacks::PathKind> ChargeEngine::kindOf(const QString &token) const
{
    return m_parts.ledger.chargeByToken(token) ? std::optional(callbacks::PathKind::StkCallback) : std::nullopt;
}

bool ChargeEngine::interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved)
{
    const auto charge = m_parts.ledger.chargeByToken(arrived.token);
    if (!charge)
        return false;
    using Kind = callbacks::StkVerdict::Kind;
    const auto verdict = callbacks::judgeStkCallback({charge->checkoutRequestId, charge->amount, m_form}, arrived.body,
                                                     [this](const QString &code) { return m_parts.provider.meansDeclined(code); });
    Happening happening{.chargeId = charge->id, .event = event::CallbackUnclear{}, .actor = u"till"_s, .code = verdict.code, .text = verdict.text,
                        .checkoutRequestId = verdict.checkoutRequestId, .saved = saved};
    switch (verdict.kind) {
    case Kind::Paid:
        happening.event = event::ProofOfPayment{Evidence::Callback, verdict.receipt, canQuery()};
        break;
    case Kind::PaidOtherAmount:
        happening.event = event::CallbackOtherAmount{verdict.receipt};
        break;
    case Kind::Declined:
        happening.event = event::CallbackDeclined{verdict.code};
        break;
    case Kind::UnclearCode:
        // A success that cannot be read is no code of M-PESA's table either: a query must tell.
        happening.event = event::CallbackUnclear{verdict.code == "0"_L1 ? u"callback-unreadable"_s : verdict.code};
        m_followUp.askSoon(charge->id);
        break;
    case Kind::NotForThisCharge:
    case Kind::Unreadable:
        saved();   // kept in the inbox, counted, moves nothing
        return true;
    }
    feed(std::move(happening));
    return true;
}

void ChargeEngine::tellOnline(bool online)
{
    if (m_online == online)
        return;
    m_online = online;
    Q_EMIT onlineChanged(online);
}

} // namespace kaunta::sale
