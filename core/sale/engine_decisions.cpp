// What the engine learns from people with a PIN and from M-PESA's own records, instead of from a prompt's answers.
#include "core/sale/charge_engine.h"

#include "core/sale/cash_grant.h"

namespace kaunta::sale {

using namespace Qt::StringLiterals;

void ChargeEngine::decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant)
{
    const auto refuse = [&](const Failure &failure) { Q_EMIT decisionRefused(ticket, failure); };
    const Event decision = acceptAsPaid ? Event{event::ManagerAccepted{}} : Event{event::ManagerClosed{}};
    const auto charge = m_parts.ledger.charge(chargeId);
    if (!charge)
        return refuse({FailureCode::NotFound, chargeId});
    if (!next(charge->state, decision).changed) {   // the question is only asked of what nobody knows
        const QString number = m_snapshots.of(*charge).saleNumber;
        return refuse({isOpen(charge->state.status) ? FailureCode::GuardOpenCharge : FailureCode::SaleSettled, number});
    }
    if (const auto ready = readyToCharge(); !ready)
        return refuse(ready.error());
    const auto details = cashGrant(m_parts.approvals, grant, people::Purpose::Decide, chargeId, reason);
    if (!details)
        return refuse(details.error());
    const auto told = [this, ticket, chargeId] {
        if (const auto after = m_parts.ledger.charge(chargeId))
            Q_EMIT decided(ticket, m_snapshots.of(*after));
    };
    feed({.chargeId = chargeId, .event = decision, .actor = user, .details = *details, .saved = told});
}

void ChargeEngine::takeProof(const RecordProof &proof)
{
    const auto charge = m_parts.ledger.charge(proof.chargeId);
    const bool fits = charge && charge->amount == proof.amount;
    Happening happening{.chargeId = proof.chargeId, .event = event::CallbackOtherAmount{proof.receipt}, .actor = u"till"_s};
    if (fits)
        happening.event = event::ProofOfPayment{proof.source, proof.receipt};
    happening.paidAt = proof.paidAt;
    happening.saved = proof.saved;
    feed(std::move(happening));
}

} // namespace kaunta::sale
