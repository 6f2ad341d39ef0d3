#include "core/sale/snapshots.h"

#include "core/sale/follow_up.h"

namespace kaunta::sale {

using namespace Qt::StringLiterals;

ChargeSnapshot Snapshots::of(const ledger::ChargeRecord &charge) const
{
    ChargeSnapshot shot;
    shot.saleId = charge.saleId;
    shot.chargeId = charge.id;
    shot.environment = m_profile.environment;
    shot.amount = charge.amount;
    shot.state = charge.state;
    shot.hasCheckoutId = m_followUp ? m_followUp->canAskAbout(charge) : m_profile.can(providers::Capability::Query) && !charge.checkoutRequestId.isEmpty();
    shot.journaledAt = charge.journaledAt;
    shot.acceptedAt = charge.acceptedAt;
    shot.settledAt = charge.settledAt;
    if (m_followUp)
        shot.nextCheckAt = m_followUp->nextCheckAt(charge.id);
    if (const auto sale = m_ledger.sale(charge.saleId)) {
        shot.saleNumber = sale->number;
        shot.reference = sale->reference;
        shot.user = sale->user;
    }
    if (const auto person = m_ledger.person(charge.personId)) {
        if (const auto phone = Msisdn::parse(person->msisdn, m_profile.country()))
            shot.phoneMasked = phone->masked();
    }
    const auto events = m_ledger.eventsOf(charge.id);
    for (const ledger::EventRecord &event : events) {
        const TimelineEntry entry{event.at, event.kind, event.payload.value("code"_L1).toString(), event.payload.value("text"_L1).toString()};
        if (!entry.code.isEmpty() && entry.code == charge.state.reason)
            shot.providerText = entry.text;
        if (entry.kind.startsWith("charge.query_"_L1))
            shot.lastCheckAt = entry.at;
        shot.timeline << entry;
    }
    // The reason of a conflict is one side of a contradiction: its words would tell half a truth.
    shot.explanation = m_explain(charge.state.status == Status::Conflict ? u"conflict"_s : charge.state.reason, shot.providerText);
    return shot;
}

QList<ChargeSnapshot> Snapshots::of(const QList<ledger::ChargeRecord> &charges) const
{
    QList<ChargeSnapshot> shots;
    shots.reserve(charges.size());
    for (const ledger::ChargeRecord &charge : charges)
        shots << of(charge);
    return shots;
}

} // namespace kaunta::sale
