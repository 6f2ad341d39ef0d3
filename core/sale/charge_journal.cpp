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
        // A receipt pays one sale. If it pays another one already, this success cannot be right as it stands.
        const QString receipt = receiptOf(happening.event);
        if (const auto paid = receipt.isEmpty() ? std::nullopt : m_ledger.payment(receipt); paid && paid->chargeId != before->id)
            happening.event = event::CallbackOtherAmount{receipt, u"receipt-used"_s};

        Recorded recorded{*before, *before, next(before->state, happening.event), receipt, {}};
        recorded.after = rowAfter(*before, recorded.step, happening, m_clock, m_random);

        QJsonObject payload;
        if (!happening.code.isEmpty())
            payload.insert(u"code"_s, happening.code);
        if (!happening.text.isEmpty())
            payload.insert(u"text"_s, happening.text);
        if (!receipt.isEmpty())
            payload.insert(u"receipt"_s, receipt);
        ledger::Change change{{happening.actor, before->id, eventName(happening.event), payload}, {}, {}, {}, {}};
        if (recorded.after != *before)   // "still waiting", told a hundred times a day, is a line of the story and no new row
            change.charge = recorded.after;
        if (has(recorded.step, Action::BookPayment) && !m_ledger.payment(receipt))
            change.payment = ledger::PaymentRecord{receipt, before->saleId, before->id, before->amount, recorded.after.state.evidence, m_clock.nowUtc()};
        else if (has(recorded.step, Action::BookDirectPayment) && !m_ledger.payment(receipt))
            change.payment = ledger::PaymentRecord{receipt, {}, before->id, before->amount, std::get<event::ProofOfPayment>(happening.event).source, m_clock.nowUtc()};

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

} // namespace kaunta::sale
