#include "core/direct/charge_finder.h"

#include <QMap>
#include <QSet>
#include <algorithm>

namespace kaunta::direct {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostAlone = 1000;
constexpr int kMostCharges = 20'000;      // searched for a reference that is known to be there
constexpr int kUniqueDays = 90;           // how long a reference is one charge's (design.md)

} // namespace

MoneyIn ChargeFinder::moneyOf(const ledger::PaymentRecord &payment) const
{
    MoneyIn money{payment.receipt, payment.amount, payment.paidAt, {}, {}, payment.billReference, payment.evidence};
    if (const auto person = m_ledger.person(payment.personId)) {
        money.phone = person->msisdn.isEmpty() ? person->phoneHint : person->msisdn;
        money.name = person->name;
    }
    return money;
}

QList<ledger::PaymentRecord> ChargeFinder::alone() const
{
    return m_ledger.directPayments(m_clock.nowUtc().addDays(-2), kMostAlone, false);
}

std::optional<ledger::ChargeRecord> ChargeFinder::byReference(const QString &reference) const
{
    const QString wire = reference.toUpper().remove(u' ');
    const QDateTime since = m_clock.nowUtc().addDays(-kUniqueDays);
    if (!m_profile.referenceSuffix() || wire.isEmpty() || !m_ledger.wireReferenceUsed(wire, since))
        return std::nullopt;
    const auto charges = m_ledger.chargesSince(since, kMostCharges);
    const auto found = std::find_if(charges.begin(), charges.end(), [&](const ledger::ChargeRecord &charge) { return charge.wireReference == wire; });
    return found == charges.end() ? std::nullopt : std::optional(*found);
}

Candidate ChargeFinder::candidate(const ledger::ChargeRecord &charge) const
{
    const auto person = m_ledger.person(charge.personId);
    return {charge, person ? person->msisdn : QString()};
}

QList<Candidate> ChargeFinder::candidatesFor(const MoneyIn &money) const
{
    QList<Candidate> candidates;
    QSet<QString> seen;
    const auto add = [&](const ledger::ChargeRecord &charge) {
        if (charge.amount == money.amount && !seen.contains(charge.id))
            candidates << candidate(charge);
        seen.insert(charge.id);
    };
    const auto pending = m_ledger.pendingCharges();
    std::for_each(pending.begin(), pending.end(), add);
    const bool named = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate &candidate) { return fitOf(money, candidate, m_profile) == Fit::ByName; });
    if (named)
        return candidates;
    if (const auto charge = byReference(money.billReference))   // settled already, and here is late money
        add(*charge);
    // Rivals on the same phone that are settled, but not for certain: a decline that only a query told, a manager's decision.
    QSet<QString> persons;
    for (const Candidate &candidate : std::as_const(candidates))
        if (fitOf(money, candidate, m_profile) == Fit::ByPhone)
            persons.insert(candidate.charge.personId);
    if (const auto phone = Msisdn::parse(money.phone, m_profile.country()))
        if (const auto person = m_ledger.personByMsisdn(phone->digits()))
            persons.insert(person->id);
    const QDateTime since = rivalsSince(money);
    for (const QString &person : std::as_const(persons)) {
        const auto charges = m_ledger.chargesOfPerson(person, since);
        std::for_each(charges.begin(), charges.end(), add);
    }
    return candidates;
}

Place ChargeFinder::placeOf(const ledger::PaymentRecord &payment) const
{
    const Place place = placeOf(moneyOf(payment));
    const bool second = place.kind == Place::Kind::Charge && !mightStillBePaid(place.mayBelongTo.first().state)
        && place.mayBelongTo.first().state.status == sale::Status::Paid;
    return second ? Place{} : place;
}

QDateTime ChargeFinder::rivalsSince(const MoneyIn &money) const
{
    return (money.at.isValid() ? money.at : m_clock.nowUtc()).addMSecs(-kClockWrongMs);
}

std::optional<ledger::ChargeRecord> ChargeFinder::onlyPromptFor(const ledger::PaymentRecord &payment) const
{
    const MoneyIn money = moneyOf(payment);
    QMap<QString, Candidate> candidates;   // by id: a charge may be in both lists
    for (const auto &charges : {m_ledger.pendingCharges(), m_ledger.chargesSince(rivalsSince(money), kMostCharges)})
        for (const ledger::ChargeRecord &charge : charges)
            if (charge.amount == money.amount)
                candidates.insert(charge.id, candidate(charge));
    return onlyPrompt(money, candidates.values(), m_profile);
}

Place ChargeFinder::placeOf(const MoneyIn &money) const
{
    const auto candidates = candidatesFor(money);
    if (candidates.isEmpty())
        return {};
    QList<MoneyIn> others;
    const auto payments = alone();
    for (const ledger::PaymentRecord &payment : payments)
        if (payment.receipt != money.receipt && payment.amount == money.amount)
            others << moneyOf(payment);
    return direct::placeOf(money, candidates, others, m_profile);
}

} // namespace kaunta::direct
