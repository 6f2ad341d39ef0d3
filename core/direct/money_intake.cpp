// How the engine takes in what M-PESA tells: proof for a charge, or a direct payment.
#include "core/direct/direct_engine.h"

#include "core/base/ulid.h"
#include "core/callbacks/c2b_payment.h"

#include <QRegularExpression>

namespace kaunta::direct {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds kRetryWrite = 2s;

//! A record that cannot be a payment to this shop is no record.
bool isSound(const MoneyIn &money, Currency currency)
{
    static const QRegularExpression receipt(uR"(\A[A-Z0-9]{8,20}\z)"_s);   // as in callbacks: the length is no documented rule
    return receipt.match(money.receipt).hasMatch() && money.amount.minor() > 0 && money.amount.currency() == currency;
}

MoneyIn moneyOf(const callbacks::C2bPayment &payment, Currency currency)
{
    return {payment.receipt, Money::fromMinor(payment.amount.minor(), currency), payment.at, payment.phone, payment.name, payment.billReference, sale::Evidence::C2b};
}

bool settled(sale::Status status)
{
    return !sale::isOpen(status) && status != sale::Status::Draft;
}

} // namespace

bool DirectEngine::interpret(const callbacks::Arrived &arrived, const callbacks::InboxReader::Saved &saved)
{
    const auto kind = kindOf(arrived.token);
    if (!kind)
        return false;
    const auto payment = kind == callbacks::PathKind::C2bConfirmation ? callbacks::parseC2bPayment(arrived.body, m_parts.profile.currency()) : std::nullopt;
    if (payment)
        take({moneyOf(*payment, m_parts.profile.currency()), saved});
    else
        saved();   // a validation was answered when it came and moved nothing; what cannot be read stays in the inbox
    return true;
}

enquiry::PullOutcome DirectEngine::takePulled(const QList<providers::PulledPayment> &records)
{
    enquiry::PullOutcome outcome;
    for (const providers::PulledPayment &record : records) {
        const MoneyIn money{record.receipt, record.amount, record.at, record.phone, record.name, record.billReference, sale::Evidence::Pull};
        const Taken taken = take({money, {}});
        outcome.newDirectPayments += taken == Taken::Direct ? 1 : 0;
        outcome.receiptsFound += taken == Taken::Proof ? 1 : 0;
    }
    return outcome;
}

void DirectEngine::takeCompleted(const enquiry::FoundPayment &payment)
{
    take({{payment.receipt, payment.amount, payment.at, {}, payment.payer, payment.billReference, sale::Evidence::StatusResult}, {}});
}

DirectEngine::Taken DirectEngine::take(Incoming incoming)
{
    if (!incoming.saved)
        incoming.saved = [] {};
    if (!isSound(incoming.money, m_parts.profile.currency())) {
        qWarning("A record of M-PESA's has no receipt or no amount that could be a payment's: it is left alone.");
        incoming.saved();
        return Taken::Nothing;
    }
    if (m_waiting.empty())
        if (const auto placed = place(incoming))
            return *placed;
    m_waiting.push_back(std::move(incoming));
    m_retryAt = m_parts.clock.sinceBoot() + kRetryWrite;
    Q_EMIT wakeChanged();
    return Taken::Later;
}

std::optional<milliseconds> DirectEngine::nextWake() const
{
    return m_waiting.empty() ? std::nullopt : std::optional(m_retryAt);
}

void DirectEngine::tick()
{
    if (m_waiting.empty() || m_parts.clock.sinceBoot() < m_retryAt)
        return;
    while (!m_waiting.empty()) {
        const Incoming next = m_waiting.front();
        if (!place(next)) {
            m_retryAt = m_parts.clock.sinceBoot() + kRetryWrite;
            break;
        }
        m_waiting.pop_front();
    }
    Q_EMIT wakeChanged();
}

Result<DirectEngine::Taken, ledger::LedgerFault> DirectEngine::place(const Incoming &incoming)
{
    const MoneyIn &money = incoming.money;
    const auto known = m_parts.ledger.payment(money.receipt);
    if (known && !known->chargeId.isEmpty())
        return confirm(incoming, *known);
    if (known && known->amount != money.amount) {
        qWarning("A receipt that is known came again with another amount: the first one is kept.");
        incoming.saved();
        return Taken::Nothing;
    }
    // What a person matched gives way only to a charge's own reference, not to a guess by phone and time.
    const bool matched = known && !known->saleId.isEmpty();
    if (const Place where = m_finder.placeOf(money); where.kind == Place::Kind::Charge && (where.byName || !matched))
        return toCharge(incoming, where.chargeId);
    if (!known) {
        if (const auto written = writeDirect(money); !written)
            return Fail{written.error()};
    }
    incoming.saved();
    if (known)
        return Taken::Nothing;
    if (const auto payment = m_parts.ledger.payment(money.receipt))
        Q_EMIT directArrived(m_views.of(*payment));
    onClaimedPaymentKnown(money.receipt);
    return Taken::Direct;
}

//! The same payment from another side: it may confirm what only an unsigned callback told, or contradict it.
DirectEngine::Taken DirectEngine::confirm(const Incoming &incoming, const ledger::PaymentRecord &known)
{
    const MoneyIn &money = incoming.money;
    const auto charge = m_parts.ledger.charge(known.chargeId);
    const bool agrees = known.amount == money.amount;
    const sale::Event event = agrees ? sale::Event{sale::event::ProofOfPayment{money.source, money.receipt}} : sale::Event{sale::event::CallbackOtherAmount{money.receipt}};
    const sale::Step step = charge ? sale::next(charge->state, event) : sale::Step{};
    const bool teaches = step.changed || !step.actions.empty();
    if (!teaches || (!agrees && m_contradicted.contains(money.receipt))) {   // Pull tells the same for two days
        incoming.saved();
        return Taken::Nothing;
    }
    if (!agrees)
        m_contradicted.insert(money.receipt);
    m_parts.charges.takeProof({known.chargeId, money.source, money.receipt, money.amount, money.at, incoming.saved});
    return Taken::Nothing;
}

DirectEngine::Taken DirectEngine::toCharge(const Incoming &incoming, const QString &chargeId)
{
    const MoneyIn &money = incoming.money;
    const auto charge = m_parts.ledger.charge(chargeId);
    const bool second = charge && charge->state.status == sale::Status::Paid && !charge->state.receipt.isEmpty() && charge->state.receipt != money.receipt;
    if (second && m_parts.ledger.payment(money.receipt)) {   // told before: it stands as a direct payment
        incoming.saved();
        return Taken::Nothing;
    }
    m_parts.charges.takeProof({chargeId, money.source, money.receipt, money.amount, money.at, incoming.saved});
    return second ? Taken::Direct : Taken::Proof;
}

Result<Done, ledger::LedgerFault> DirectEngine::writeDirect(const MoneyIn &money)
{
    const auto phone = Msisdn::parse(money.phone, m_parts.profile.country());
    std::optional<ledger::PersonRecord> person = phone ? m_parts.ledger.personByMsisdn(phone->digits()) : std::nullopt;
    const bool isNew = !person;
    if (!person)
        person = ledger::PersonRecord{makeUlid(m_parts.clock, m_parts.random), phone ? phone->digits() : QString(), {}, phone ? QString() : money.phone};
    const bool learnsName = person->name.isEmpty() && !money.name.isEmpty();
    if (learnsName)
        person->name = money.name;
    const ledger::PaymentRecord row{money.receipt, {}, {}, money.amount, money.source, m_parts.clock.nowUtc(), money.at, person->id, money.billReference};
    ledger::Change change{{u"till"_s, money.receipt, u"payment.received"_s, {}}, {}, {}, row, {}};
    if (isNew || learnsName)
        change.person = person;
    return m_parts.ledger.append({change});
}

void DirectEngine::onChargeChanged(const sale::ChargeSnapshot &charge)
{
    if (!settled(charge.state.status))
        return;
    if (!charge.state.receipt.isEmpty())
        onClaimedPaymentKnown(charge.state.receipt);
    placeHeldAgain(charge.amount);
}

void DirectEngine::onAlert(const sale::Alert &alert)
{
    const auto second = alert.kind == sale::AlertKind::SecondReceipt ? m_parts.ledger.payment(alert.receipt) : std::nullopt;
    if (second && second->chargeId.isEmpty())
        Q_EMIT directArrived(m_views.of(*second));
}

void DirectEngine::placeHeldAgain(Money amount)
{
    // With one charge less in question a record that was held may have just one left that it can belong to.
    const auto alone = m_finder.alone();
    for (const ledger::PaymentRecord &payment : alone) {
        if (payment.amount != amount)
            continue;
        const Place where = m_finder.placeOf(payment);
        if (where.kind == Place::Kind::Charge)
            toCharge({m_finder.moneyOf(payment), [] {}}, where.chargeId);
    }
}

} // namespace kaunta::direct
