// What must be true when the world has been calm for long.
#include "tests/simulation/witness.h"

#include "core/ledger/journal_event.h"
#include "core/ledger/verify.h"
#include "core/sale/sale_money.h"

#include <QJsonDocument>

namespace kaunta::sim {

using sale::Evidence;
using sale::Status;

namespace {

constexpr qint64 kHour = 3'600'000;

} // namespace

void Witness::judge(SimTill &till)
{
    const auto charges = till.ledger().chargesSince(QDateTime::fromMSecsSinceEpoch(0), 1'000'000);
    for (const ledger::ChargeRecord &charge : charges)
        judgeCharge(till, charge);
    const auto refunds = till.ledger().refundsSince(QDateTime::fromMSecsSinceEpoch(0), 1'000'000);
    for (const ledger::RefundRecord &refund : refunds)
        judgeRefund(till, refund);
    judgeMoney(till);
    judgeJournal(till);
    judgeRest(till);
    m_charges += charges.size();
}

void Witness::judgeShop()
{
    if (m_charges > ordersConfirmed)
        m_world.violate(1, u"%1 charges for %2 orders"_s.arg(m_charges).arg(ordersConfirmed), u"orders"_s);
    for (const Paid &paid : m_mpesa.payments()) {
        const bool obtainable = m_mpesa.pullWorks && paid.at > m_world.now() - 40 * kHour;
        if (obtainable && !m_booked.contains(paid.receipt))
            m_world.violate(3, u"%1 shillings came and are nowhere"_s.arg(paid.shillings), paid.receipt);
    }
}

void Witness::judgeCharge(SimTill &till, const ledger::ChargeRecord &charge)
{
    if (const int pushes = pushesOf(charge); pushes > 1)
        m_world.violate(1, u"%1 prompts were asked for by one charge"_s.arg(pushes), charge.wireReference);
    const bool paid = isPaid(charge);
    const Shown shown = m_shown.value(charge.id);
    if (charge.state.status == Status::Paid && shown.everDenied && !shown.alerted)
        m_world.violate(2, u"paid after it was shown as declined, and nobody was told"_s, charge.wireReference);
    const Prompt *prompt = promptOf(charge);
    const bool isListed = paid && m_mpesa.listTells() && prompt->at > m_world.now() - 40 * kHour;
    // Where no list tells of it and the callback was lost, nobody can know of a prompt that was delivered twice, refused and then paid,
    // or of one whose queries lied.
    const bool isDenied = charge.state.status == Status::Declined || charge.state.status == Status::NotSent;
    if (paid && isDenied && (isListed || (!prompt->deliveredTwice && !prompt->queryLied)))
        m_world.violate(2, u"declined in the end, and it was paid"_s, charge.wireReference);
    if (isListed && charge.state.status != Status::Paid && charge.state.status != Status::Conflict)
        m_world.violate(5, u"%1 in the end, and its payment is in M-PESA's list"_s.arg(sale::statusName(charge.state.status)), charge.wireReference);
    const bool byQueryAlone = charge.state.status == Status::Paid && charge.state.receipt.isEmpty();
    if (byQueryAlone && !paid && prompt != nullptr && prompt->outcomeKept.contains(till.name()))
        m_world.violate(2, u"paid by a query's word, and M-PESA's report of the opposite raised nothing"_s, charge.wireReference);
    if (charge.state.status == Status::Paid)
        checkPaid(charge);
    if (ledger::isPending(charge.state))
        judgePending(till, charge);
}

//! Everything that can be known is known. What no question, no list and no post that was kept can tell stays unknown for ever, and a
//! person decides: that is so for every provider, and more often where there is nobody to ask.
void Witness::judgePending(SimTill &till, const ledger::ChargeRecord &charge)
{
    const Prompt *prompt = promptOf(charge);
    const auto left = [&](const QString &why) {
        m_world.violate(5, u"%1 in the end: %2"_s.arg(sale::statusName(charge.state.status), why), charge.wireReference);
    };
    switch (charge.state.status) {
    case Status::Paid:
        if (charge.state.receipt.isEmpty() && m_mpesa.listTells() && prompt != nullptr && !prompt->queryClaimed)
            left(u"its receipt is in M-PESA's list"_s);
        if (charge.state.check != sale::Check::Nothing && !charge.checkoutRequestId.isEmpty())
            left(u"it could be confirmed"_s);
        return;
    case Status::Journaled:
    case Status::Prompted:
        return left(u"nobody follows it"_s);
    case Status::Unknown:
        if (prompt != nullptr && prompt->code == "7777"_L1)
            return;   // in no table: a person must decide
        if (prompt != nullptr && prompt->outcomeKept.contains(till.name()))
            return left(u"what became of it was posted, and is kept"_s);
        if (!charge.checkoutRequestId.isEmpty() && prompt != nullptr && till.profile().can(providers::Capability::Query))
            return left(u"M-PESA could be asked"_s);
        if (isPaid(charge) && m_mpesa.listTells())
            left(u"its payment is in M-PESA's list"_s);
        return;
    case Status::Declined:
        return left(u"it could be asked about once more"_s);
    case Status::Conflict:
    case Status::Draft:
    case Status::NotSent:
    case Status::AcceptedByManager:
    case Status::ClosedByManager:
        return;
    }
}

void Witness::judgeRefund(SimTill &, const ledger::RefundRecord &refund)
{
    const Paid *paid = m_mpesa.payment(refund.receipt);
    if (refund.state.status == refund::Status::Done && (paid == nullptr || paid->reversalReceipt.isEmpty()))
        m_world.violate(2, u"refunded in the end, and the money is still here"_s, refund.receipt);
    const ShownRefund shown = m_refunds.value(refund.id);
    if (refund.state.status == refund::Status::Done && shown.everDenied && !shown.alerted)
        m_world.violate(2, u"the money went back after a refund was shown as failed, and nobody was told"_s, refund.receipt);
    if (refund.state.status == refund::Status::Journaled)
        m_world.violate(5, u"nobody follows a refund"_s, refund.receipt);
    const bool canAsk = !refund.conversationId.isEmpty() || !refund.originatorConversationId.isEmpty();
    if ((refund.state.status == refund::Status::Accepted || refund.state.status == refund::Status::Unknown) && canAsk)
        m_world.violate(5, u"a refund is %1 in the end, and M-PESA could be asked"_s.arg(refund::statusName(refund.state.status)), refund.receipt);
}

void Witness::judgeSize(SimTill &till)
{
    constexpr int kAFew = 8;
    if (till.grown() > 0)
        m_world.violate(6, u"%1 objects more than at its start"_s.arg(till.grown()), till.name());
    if (till.exchanges() > kAFew)
        m_world.violate(6, u"%1 requests are under way"_s.arg(till.exchanges()), till.name());
}

//! A day later nothing is under way, nothing is waited for, and nobody wants to be woken.
void Witness::judgeRest(SimTill &till)
{
    judgeSize(till);
    if (till.exchanges() > 0)
        m_world.violate(6, u"%1 requests never end"_s.arg(till.exchanges()), till.name());
    if (!till.ledger().openEnquiries().isEmpty())
        m_world.violate(5, u"a question is waited for, and nobody will answer it"_s, till.ledger().openEnquiries().constFirst().id);
    if (till.nextWake())
        m_world.violate(6, u"an engine still wants to be woken"_s, till.name());
}

//! Every shilling that came is somewhere, once.
void Witness::judgeMoney(SimTill &till)
{
    for (const Paid &paid : m_mpesa.payments()) {
        judgeKept(till, paid);
        const auto row = till.ledger().payment(paid.receipt);
        if (!row)   // known without its receipt, or nobody could tell this till about it
            continue;
        m_booked.insert(paid.receipt);
        if (!row->saleId.isEmpty()) {
            if (m_used.contains(paid.receipt))
                m_world.violate(3, u"on two sales of two tills"_s, paid.receipt);
            m_used.insert(paid.receipt);
        }
        if (row->amount.whole() != paid.shillings)
            m_world.violate(3, u"booked with another amount"_s, paid.receipt);
        const auto charge = till.ledger().charge(row->chargeId);
        if (charge && !isOf(paid, *charge))
            m_world.violate(3, u"booked on another charge"_s, paid.receipt);
        if (charge && charge->saleId != row->saleId)
            m_world.violate(3, u"on another sale than its charge"_s, paid.receipt);
    }
    const auto all = till.ledger().directPayments(QDateTime::fromMSecsSinceEpoch(0), 1'000'000, true);
    for (const ledger::PaymentRecord &payment : all)
        if (m_mpesa.payment(payment.receipt) == nullptr)
            m_world.violate(3, u"booked, and M-PESA never gave that receipt"_s, payment.receipt);
}

//! What was posted and acknowledged is money that this till has, and what names a charge has settled it.
void Witness::judgeKept(SimTill &till, const Paid &paid)
{
    const bool confirmed = paid.confirmationKept.contains(till.name());
    const Prompt *prompt = paid.prompt < 0 ? nullptr : &m_mpesa.prompts()[static_cast<std::size_t>(paid.prompt)];
    const auto charge = prompt == nullptr ? std::nullopt : till.ledger().chargeByToken(prompt->key);
    const bool told = confirmed || (charge && paid.outcomeKept.contains(till.name()));
    if (told && !till.ledger().payment(paid.receipt))
        m_world.violate(3, u"%1 came, were told and are nowhere"_s.arg(paid.shillings), paid.receipt);
    if (charge && confirmed && m_mpesa.namesSales() && charge->state.status != Status::Paid && charge->state.status != Status::Conflict)
        m_world.violate(5, u"%1 in the end, and its payment was confirmed by name"_s.arg(sale::statusName(charge->state.status)), charge->wireReference);
}

//! The chain is whole, projections are what the events say, and no event holds a customer's number.
void Witness::judgeJournal(SimTill &till)
{
    ledger::Head before;
    QHash<QString, ledger::ChargeRecord> charges;
    QHash<QString, ledger::PaymentRecord> payments;
    QSet<QByteArray> numbers;
    for (const Prompt &prompt : m_mpesa.prompts())
        numbers.insert(prompt.phone.right(9).toUtf8());
    const auto personOf = [&](const QString &id) { return till.ledger().person(id).value_or(ledger::PersonRecord{}); };
    if (till.memory() == nullptr) {
        const auto verdict = ledger::verify(till.ledgerPath(), till.name(), till.ledger().head());
        if (!verdict.sound())
            m_world.violate(4, ledger::findingName(verdict.finding) + u": "_s + verdict.why, till.name());
        return;
    }
    if (m_world.chance.perMille(750))   // a seventh of a run's time, and nothing in it depends on what went wrong in this one
        return;
    const auto events = till.memory()->events();
    for (const ledger::JournalEvent &event : events) {
        if (event.seq != before.seq + 1 || event.prevHash != before.hash || event.hash != ledger::eventHash(event))
            return m_world.violate(4, u"the chain is broken at event %1"_s.arg(event.seq), till.name());
        before = {event.seq, event.hash};
        const auto rows = ledger::rowsOf(QJsonDocument::fromJson(event.payload).object(), event.version, personOf);
        if (!rows)
            return m_world.violate(4, u"event %1 cannot be read"_s.arg(event.seq), till.name());
        if (rows->charge)
            charges.insert(rows->charge->id, *rows->charge);
        if (rows->payment)
            payments.insert(rows->payment->receipt, ledger::shown(*rows->payment, personOf));
        for (const QByteArray &number : numbers)
            if (event.payload.contains(number))
                return m_world.violate(6, u"event %1 holds a phone number"_s.arg(event.seq), till.name());
    }
    for (const ledger::ChargeRecord &charge : std::as_const(charges))
        if (till.ledger().charge(charge.id) != charge)
            m_world.violate(4, u"a charge is not what the events say"_s, charge.wireReference);
    for (const ledger::PaymentRecord &payment : std::as_const(payments))
        if (till.ledger().payment(payment.receipt) != payment)
            m_world.violate(4, u"a payment is not what the events say"_s, payment.receipt);
}

} // namespace kaunta::sim
