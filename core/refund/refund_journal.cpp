#include "core/refund/refund_journal.h"

#include <algorithm>

namespace kaunta::refund {

using namespace Qt::StringLiterals;

namespace {

//! The row after the step: the machine's state, and the times and ids that screens and questions need.
ledger::RefundRecord rowAfter(ledger::RefundRecord row, const Step &step, const Happening &happening, const Clock &clock, RandomSource &random)
{
    const QDateTime now = clock.nowUtc();
    if (step.state.attempt > row.state.attempt) {
        row.earlierResultToken = row.resultToken;
        row.earlierTimeoutToken = row.timeoutToken;
        row.resultToken = randomHex128(random);
        row.timeoutToken = randomHex128(random);
        row.journaledAt = now;
    }
    if (std::holds_alternative<event::ReversalAccepted>(happening.event) && !row.acceptedAt.isValid())
        row.acceptedAt = now;
    if (row.conversationId.isEmpty())
        row.conversationId = happening.conversationId;
    if (row.originatorConversationId.isEmpty())
        row.originatorConversationId = happening.originatorConversationId;
    if (step.state.status != row.state.status)
        row.settledAt = isOpen(step.state.status) ? QDateTime() : now;
    row.state = step.state;
    return row;
}

QJsonObject payloadOf(const Happening &happening)
{
    QJsonObject payload;
    if (!happening.code.isEmpty())
        payload.insert(u"code"_s, happening.code);
    if (!happening.text.isEmpty())
        payload.insert(u"text"_s, happening.text);
    if (!happening.approver.isEmpty()) {
        payload.insert(u"approver"_s, happening.approver);
        payload.insert(u"single_person"_s, happening.singlePerson);
    }
    if (const auto *done = std::get_if<event::ResultDone>(&happening.event); done && !done->reversalReceipt.isEmpty())
        payload.insert(u"receipt"_s, done->reversalReceipt);
    return payload;
}

} // namespace

bool isLive(Status status)
{
    return status != Status::NotSent && status != Status::Refused && status != Status::ClosedByManager;
}

bool RefundJournal::placeIsTaken(const ledger::RefundRecord &refund) const
{
    const auto all = m_ledger.refundsOfReceipt(refund.receipt);
    return std::any_of(all.begin(), all.end(), [&](const ledger::RefundRecord &other) { return other.id != refund.id && isLive(other.state.status); });
}

std::optional<Recorded> RefundJournal::writeNext()
{
    while (!m_waiting.empty()) {
        const Happening &happening = m_waiting.front();
        const auto before = m_ledger.refund(happening.refundId);
        if (!before) {   // nobody feeds a refund that was never journaled; a damaged file might
            m_waiting.pop_front();
            continue;
        }
        Recorded recorded{*before, *before, next(before->state, happening.event), {}};
        if (isLive(recorded.step.state.status) && !isLive(before->state.status) && placeIsTaken(*before)) {
            recorded.step.state = before->state;
            recorded.step.changed = false;
        } else {
            recorded.after = rowAfter(*before, recorded.step, happening, m_clock, m_random);
        }
        ledger::Change change;
        change.event = {happening.actor, before->id, eventName(happening.event), payloadOf(happening)};
        if (recorded.after != *before)
            change.refund = recorded.after;
        m_owed.owe(before->id, alertNames(recorded.step), before->receipt);
        if (const auto written = m_ledger.append({change}); !written) {
            m_fault = written.error();
            m_stuck = true;
            return std::nullopt;
        }
        m_stuck = false;
        recorded.saved = std::move(m_waiting.front().saved);
        m_waiting.pop_front();
        return recorded;
    }
    m_stuck = false;
    return std::nullopt;
}

void RefundJournal::told(const Recorded &recorded)
{
    if (!alertNames(recorded.step).isEmpty())
        m_owed.told(recorded.after.id);
}

QStringList RefundJournal::takeOwed()
{
    QStringList refunds;
    const auto owed = m_owed.takeWritten();
    for (const ledger::OwedAlerts::Owed &alert : owed)
        refunds << alert.subject;
    refunds.removeDuplicates();   // one alert shows the whole refund
    return refunds;
}

} // namespace kaunta::refund
