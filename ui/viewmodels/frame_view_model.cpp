#include "ui/viewmodels/frame_view_model.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>

#include <QCoreApplication>

namespace kaunta::ui {

using sale::AlertKind;

FrameViewModel::FrameViewModel(sale::SaleService &sales, const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    connect(&sales, &sale::SaleService::alertRaised, this, &FrameViewModel::onAlert);
    connect(&sales, &sale::SaleService::onlineChanged, this, &FrameViewModel::onOnline);
}

QString FrameViewModel::connectionWord() const
{
    if (!m_online)
        return tr("Ready");
    return *m_online ? tr("Online") : tr("No connection since %1").arg(shortTime(m_offlineSince));
}

QString FrameViewModel::clockText() const
{
    return shortTime(m_clock.nowUtc());
}

BarNotice FrameViewModel::alert() const
{
    if (m_trouble) {
        const FailureWords &words = wordsFor(m_trouble->code);
        return {Tone::Declined, Glyph::Conflict, QCoreApplication::translate("Failures", words.says),
                QCoreApplication::translate("Failures", words.next), {}};
    }
    if (m_trouble) {
        const FailureWords &words = wordsFor(m_trouble->code);
        return {Tone::Declined, Glyph::Conflict, QCoreApplication::translate("Failures", words.says), QCoreApplication::translate("Failures", words.next), {}};
    }
    if (m_alerts.isEmpty())
        return {};
    const sale::Alert &alert = m_alerts.first();
    const sale::ChargeSnapshot &charge = alert.charge;
    // One breath each: the bar is two lines high on the smallest screen, and Show it tells the rest.
    switch (alert.kind) {
    case AlertKind::LateMoney:
        return {Tone::Paid, Glyph::Paid, tr("%1 came late for sale %2. It is booked as paid.").arg(charge.amount.toDisplay(), charge.saleNumber), {}, tr("Show it")};
    case AlertKind::Conflict:
        return {Tone::Unknown, Glyph::Conflict, tr("Sale %1: M-PESA's answers contradict each other. Call the manager.").arg(charge.saleNumber), {}, tr("Show it")};
    case AlertKind::SecondReceipt:
        return {Tone::Unknown, Glyph::Conflict, tr("A second payment came for sale %1: receipt %2. Tell the manager.").arg(charge.saleNumber, alert.receipt), {},
                tr("Show it")};
    case AlertKind::LedgerTrouble:
        return {Tone::Declined, Glyph::Conflict, tr("The ledger cannot be written, so charging has stopped. Leave the till on and call the manager."), {}, {}};
    case AlertKind::LedgerWorksAgain:
        return {Tone::Paid, Glyph::Check, tr("The ledger works again, and nothing was lost. You can charge again."), {}, {}};
    }
    Q_UNREACHABLE();
}

bool FrameViewModel::canDismiss() const
{
    return !m_trouble && !m_alerts.isEmpty() && m_alerts.first().kind != AlertKind::LedgerTrouble;
}

void FrameViewModel::dismissAlert()
{
    if (!canDismiss())
        return;
    m_alerts.removeFirst();
    Q_EMIT changed();
}

void FrameViewModel::showAlert()
{
    if (m_trouble || m_alerts.isEmpty() || m_alerts.first().charge.chargeId.isEmpty())
        return;
    const sale::ChargeSnapshot charge = m_alerts.takeFirst().charge;
    Q_EMIT changed();
    Q_EMIT chargeWanted(charge);
}

void FrameViewModel::showTrouble(const Failure &failure)
{
    m_trouble = failure;
    Q_EMIT changed();
}

void FrameViewModel::onAlert(const sale::Alert &alert)
{
    const bool aboutLedger = alert.kind == AlertKind::LedgerTrouble || alert.kind == AlertKind::LedgerWorksAgain;
    if (aboutLedger) {
        m_alerts.removeIf([](const sale::Alert &old) { return old.kind == AlertKind::LedgerTrouble || old.kind == AlertKind::LedgerWorksAgain; });
        m_alerts.prepend(alert);
    } else {
        m_alerts << alert;
    }
    Q_EMIT changed();
}

void FrameViewModel::onOnline(bool online)
{
    if (m_online == online)
        return;
    m_online = online;
    m_offlineSince = online ? QDateTime() : m_clock.nowUtc();
    Q_EMIT changed();
}

void FrameViewModel::tick()
{
    const QString now = clockText();
    if (now == m_clockShown)
        return;
    m_clockShown = now;
    Q_EMIT changed();
}

} // namespace kaunta::ui
