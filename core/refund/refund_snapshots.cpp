#include "core/refund/refund_snapshots.h"

#include "core/refund/refund_watch.h"

namespace kaunta::refund {

using namespace Qt::StringLiterals;

QString RefundSnapshots::phoneOf(const ledger::PaymentRecord &payment) const
{
    QString personId = payment.personId;
    if (personId.isEmpty()) {
        if (const auto charge = m_ledger.charge(payment.chargeId))
            personId = charge->personId;
    }
    const auto person = personId.isEmpty() ? std::nullopt : m_ledger.person(personId);
    if (!person)
        return {};
    const auto phone = Msisdn::parse(person->msisdn, m_profile.country());
    return phone ? phone->masked() : person->phoneHint;
}

RefundSnapshot RefundSnapshots::of(const ledger::RefundRecord &refund) const
{
    RefundSnapshot shot;
    shot.refundId = refund.id;
    shot.saleId = refund.saleId;
    shot.receipt = refund.receipt;
    shot.environment = m_profile.environment;
    shot.amount = refund.amount;
    shot.reason = refund.reason;
    shot.requestedBy = refund.requestedBy;
    shot.approvedBy = refund.approvedBy;
    shot.singlePerson = refund.singlePerson;
    shot.state = refund.state;
    shot.canAsk = isOpen(refund.state.status) && (!refund.conversationId.isEmpty() || !refund.originatorConversationId.isEmpty()) && m_mayAsk();
    shot.journaledAt = refund.journaledAt;
    shot.acceptedAt = refund.acceptedAt;
    shot.settledAt = refund.settledAt;
    if (m_watch)
        shot.nextCheckAt = m_watch->nextCheckAt(refund.id);
    if (const auto sale = m_ledger.sale(refund.saleId))
        shot.saleNumber = sale->number;
    if (const auto payment = m_ledger.payment(refund.receipt))
        shot.phoneMasked = phoneOf(*payment);
    const auto events = m_ledger.eventsOf(refund.id);
    for (const ledger::EventRecord &event : events) {
        const sale::TimelineEntry entry{event.at, event.kind, event.payload.value("code"_L1).toString(), event.payload.value("text"_L1).toString()};
        if (!entry.code.isEmpty() && entry.code == refund.state.reason)
            shot.providerText = entry.text;
        shot.timeline << entry;
    }
    // The reason of a conflict is one side of a contradiction: its words would tell half a truth.
    shot.explanation = m_explain(refund.state.status == Status::Conflict ? u"conflict"_s : refund.state.reason, shot.providerText);
    return shot;
}

} // namespace kaunta::refund
