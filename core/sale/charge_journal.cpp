#include "core/sale/charge_journal.h"

#include <algorithm>

namespace kaunta::sale {

using namespace Qt::StringLiterals;

namespace {

bool has(const Step &step, Action action)
{
    return std::find(step.actions.begin(), step.actions.end(), action) != step.actions.end();
}

QString receiptOf(const Event &event)
{
    const auto *proof = std::get_if<event::ProofOfPayment>(&event);
    return proof ? proof->receipt : QString();
}

//! The row after the step: the machine's state, and the times and ids that screens, guards and questions need.
ledger::ChargeRecord rowAfter(ledger::ChargeRecord row, const Step &step, const Happening &happening, const Clock &clock, RandomSource &random)
{
    const QDateTime now = clock.nowUtc();
    if (step.state.attempt > row.state.attempt) {
        row.earlierToken = row.callbackToken;
        row.callbackToken = randomHex128(random);
        row.journaledAt = now;
        row.bootId = clock.bootId();
        row.journaledSinceBootMs = clock.sinceBoot().count();
    }
    if (std::holds_alternative<event::PushAccepted>(happening.event))
        row.acceptedAt = now;
    if (row.merchantRequestId.isEmpty())
        row.merchantRequestId = happening.merchantRequestId;
    if (row.checkoutRequestId.isEmpty())
        row.checkoutRequestId = happening.checkoutRequestId;
    if (happening.fromQuery && step.changed)
        row.lastAskedAt = now;
    if (step.state.status != row.state.status && !isOpen(step.state.status))
        row.settledAt = now;
    row.state = step.state;
    return row;
}

//! A receipt pays one sale. If it pays another charge already, or is known with another amount, this success cannot be right as
//! it stands. A payment that no charge has yet is no obstacle: a person's match gives way to M-PESA's own evidence.
void checkAgainst(const std::optional<ledger::PaymentRecord> &known, const ledger::ChargeRecord &charge, Event &event, const QString &receipt)
{
    if (!known || known->chargeId == charge.id)
        return;
    if (!known->chargeId.isEmpty())
        event = event::CallbackOtherAmount{receipt, u"receipt-used"_s};
    else if (known->amount != charge.amount)
        event = event::CallbackOtherAmount{receipt};
}

//! The payment's row after the step; nothing: it stays as it is.
std::optional<ledger::PaymentRecord> paymentAfter(const std::optional<ledger::PaymentRecord> &known, const Recorded &recorded, const Happening &happening,
                                                  const QDateTime &now)
{
    const ledger::ChargeRecord &charge = recorded.before;
    if (has(recorded.step, Action::BookPayment) && (!known || known->chargeId.isEmpty())) {
        ledger::PaymentRecord row = known.value_or(ledger::PaymentRecord{recorded.receipt, {}, {}, charge.amount, Evidence::None, now, happening.paidAt});
        row.saleId = charge.saleId;
        row.chargeId = charge.id;
        row.evidence = recorded.after.state.evidence;
        row.matchedBy.clear();
        row.matchedAt = {};
        return row;
    }
    // On no sale and no charge's: a person decides what it is for. It keeps the reference that it was paid under, or it would pass for
    // a payment by hand, and for that of the next charge on the same phone.
    if (has(recorded.step, Action::BookDirectPayment) && !known)
        return ledger::PaymentRecord{recorded.receipt, {}, {}, charge.amount, std::get<event::ProofOfPayment>(happening.event).source, now, happening.paidAt, charge.personId,
                                     charge.wireReference};
    return std::nullopt;
}

} // namespace

std::optional<Recorded> ChargeJournal::writeNext()
{
    while (!m_waiting.empty()) {
        Happening &happening = m_waiting.front();
        const auto before = m_ledger.charge(happening.chargeId);
        if (!before) {   // nobody feeds a charge that was never journaled; a damaged file might
            m_waiting.pop_front();
            continue;
        }
        const QString receipt = receiptOf(happening.event);
        const auto known = receipt.isEmpty() ? std::nullopt : m_ledger.payment(receipt);
        checkAgainst(known, *before, happening.event, receipt);

        Recorded recorded{*before, *before, next(before->state, happening.event), receipt, {}, {}};
        recorded.after = rowAfter(*before, recorded.step, happening, m_clock, m_random);

        QJsonObject payload = happening.details;
        if (!happening.code.isEmpty())
            payload.insert(u"code"_s, happening.code);
        if (!happening.text.isEmpty())
            payload.insert(u"text"_s, happening.text);
        if (!receipt.isEmpty())
            payload.insert(u"receipt"_s, receipt);
        ledger::Change change{{happening.actor, before->id, eventName(happening.event), payload}, {}, {}, {}, {}};
        if (recorded.after != *before)   // "still waiting", told a hundred times a day, is a line of the story and no new row
            change.charge = recorded.after;
        change.payment = paymentAfter(known, recorded, happening, m_clock.nowUtc());
        if (change.payment && known)
            recorded.overtaken = known;

        m_owed.owe(before->id, alertNames(recorded.step), receipt);
        const auto written = m_ledger.append({change});
        if (!written) {
            m_fault = written.error();
            m_stuck = true;
            return std::nullopt;
        }
        m_stuck = false;
        recorded.saved = std::move(happening.saved);
        m_waiting.pop_front();
        return recorded;
    }
    m_stuck = false;
    return std::nullopt;
}

void ChargeJournal::told(const Recorded &recorded)
{
    if (!alertNames(recorded.step).isEmpty())
        m_owed.told(recorded.after.id);
}

} // namespace kaunta::sale
