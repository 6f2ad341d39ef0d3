#include "ui/viewmodels/wait_view_model.h"

#include "ui/viewmodels/state_words.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::Status;

namespace {

//! The query budget may hold a question back this long before the button is offered again.
constexpr std::chrono::seconds kAskAgainAfter{15};

} // namespace

QList<TimelineRow> timelineRows(const sale::ChargeSnapshot &charge)
{
    QList<TimelineRow> rows;
    for (const sale::TimelineEntry &entry : charge.timeline) {
        const QString small = entry.text.isEmpty() ? entry.code : entry.code.isEmpty() ? entry.text : entry.code + u" · "_s + entry.text;
        rows << TimelineRow{exactTime(entry.at), timelineWords(entry), small};
    }
    return rows;
}

WaitViewModel::WaitViewModel(sale::SaleService &sales, const Clock &clock, Way way, QObject *parent)
    : QObject(parent), m_sales(sales), m_clock(clock), m_way(std::move(way))
{
}

void WaitViewModel::show(const sale::ChargeSnapshot &charge)
{
    m_charge = charge;
    m_asking = false;
    m_anchoredTo = {};
    anchor();
    m_wasOver = promptIsOver();
    Q_EMIT changed();
    Q_EMIT ticked();
}

void WaitViewModel::update(const sale::ChargeSnapshot &charge)
{
    if (charge.chargeId != m_charge.chargeId)
        return;
    m_charge = charge;
    anchor();
    if (m_asking && charge.lastCheckAt.isValid() && charge.lastCheckAt != m_checkedBefore)
        m_asking = false;
    Q_EMIT changed();
    Q_EMIT ticked();
}

void WaitViewModel::anchor()
{
    const QDateTime from = m_charge.acceptedAt.isValid() ? m_charge.acceptedAt : m_charge.journaledAt;
    if (from == m_anchoredTo)
        return;
    // The wall clock is asked once; from here on it may jump.
    m_anchoredTo = from;
    m_anchor = m_clock.sinceBoot() - milliseconds{std::max<qint64>(0, from.msecsTo(m_clock.nowUtc()))};
}

std::chrono::seconds WaitViewModel::elapsed() const
{
    return std::chrono::floor<std::chrono::seconds>(m_clock.sinceBoot() - m_anchor);
}

bool WaitViewModel::promptIsOver() const
{
    return m_charge.acceptedAt.isValid() && elapsed() >= kPromptLife;
}

QString WaitViewModel::detailText() const
{
    return m_charge.saleNumber + u" · "_s + m_charge.reference;
}

QString WaitViewModel::stateWord() const
{
    if (m_charge.state.status == Status::Journaled)
        return tr("Sending");
    return promptIsOver() && canAsk() ? tr("Checking") : tr("Waiting");
}

Glyph WaitViewModel::stateGlyph() const
{
    if (m_charge.state.status == Status::Journaled)
        return Glyph::Send;
    return promptIsOver() && canAsk() ? Glyph::Refresh : Glyph::Waiting;
}

QList<StepRow> WaitViewModel::steps() const
{
    using State = StepRow::State;
    const bool sending = m_charge.state.status == Status::Journaled;
    // Nobody tells us that a customer looks at the prompt or types a PIN, so there is no such step.
    const QString next = !promptIsOver() ? tr("Waiting for the customer") : canAsk() ? tr("Checking with M-PESA") : tr("Waiting for M-PESA's report");
    return {{sending ? State::Active : State::Done, sending ? tr("Sending to M-PESA") : tr("Sent to M-PESA"), exactTime(m_charge.acceptedAt)},
            {sending ? State::Todo : State::Active, next, {}},
            {State::Todo, tr("Money received"), {}}};
}

QString WaitViewModel::elapsedText() const
{
    return minutesSeconds(elapsed());
}

QString WaitViewModel::promptEndText() const
{
    if (m_charge.state.status == Status::Journaled)
        return tr("The customer's phone will ask for the PIN.");
    if (promptIsOver())
        return tr("The prompt has ended by now. Nothing is decided yet.");
    return tr("The prompt ends in about %1.").arg(minutesSeconds(kPromptLife - elapsed()));
}

QString WaitViewModel::nextCheckText() const
{
    if (!canAsk())   // said from the start: nobody shall wait for a check that never comes
        return tr("%1 reports by itself; it cannot be asked.").arg(m_way.title);
    if (m_asking)
        return tr("Asking M-PESA now.");
    if (!m_charge.nextCheckAt.isValid())
        return {};
    const auto left = std::chrono::ceil<std::chrono::seconds>(milliseconds{std::max<qint64>(0, m_clock.nowUtc().msecsTo(m_charge.nextCheckAt))});
    return left.count() == 0 ? tr("Asking M-PESA now.") : tr("We ask M-PESA in %1.").arg(minutesSeconds(left));
}

QString WaitViewModel::sayText() const
{
    if (m_charge.state.status == Status::Journaled)
        return tr("“You will get a message on your phone in a moment.”");
    if (!promptIsOver())
        return tr("“Please enter your M-PESA PIN.”");
    return canAsk() ? tr("“One moment please, I am checking with M-PESA.”") : tr("“Did M-PESA send you a message? Please show me the code.”");
}

QString WaitViewModel::leaveText() const
{
    return canAsk() ? tr("The prompt stays on the customer's phone. We keep checking. Sale %1 goes to Pending.").arg(m_charge.saleNumber)
                    : tr("The prompt stays on the customer's phone. Its report still counts. Sale %1 goes to Pending.").arg(m_charge.saleNumber);
}

bool WaitViewModel::canCheck() const
{
    return canAsk() && m_charge.hasCheckoutId && sale::isOpen(m_charge.state.status) && !m_asking;
}

bool WaitViewModel::offersCode() const
{
    return !canAsk() && promptIsOver() && !m_charge.saleNumber.isEmpty();
}

bool WaitViewModel::isAsking() const
{
    return m_asking;
}

void WaitViewModel::check()
{
    if (!canCheck())
        return;
    m_asking = true;
    m_askedAt = m_clock.sinceBoot();
    m_checkedBefore = m_charge.lastCheckAt;
    Q_EMIT changed();
    Q_EMIT ticked();
    m_sales.checkNow(m_charge.chargeId);
}

void WaitViewModel::leave()
{
    m_sales.stopWaiting(m_charge.chargeId);
    Q_EMIT left(m_charge);
}

void WaitViewModel::tick()
{
    const bool tired = m_asking && m_clock.sinceBoot() - m_askedAt >= kAskAgainAfter;
    if (tired)
        m_asking = false;
    if (tired || m_wasOver != promptIsOver()) {
        m_wasOver = promptIsOver();
        Q_EMIT changed();
    }
    Q_EMIT ticked();
}

} // namespace kaunta::ui
