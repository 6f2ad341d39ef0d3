#include "ui/viewmodels/frame_view_model.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

using sale::AlertKind;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(FrameAlerts)
};

// One breath each: the bar is two lines high on the smallest screen, and Show it tells the rest.
BarNotice noticeOf(const sale::Alert &alert)
{
    const sale::ChargeSnapshot &charge = alert.charge;
    switch (alert.kind) {
    case AlertKind::LateMoney:
        return {Tone::Paid, Glyph::Paid, Tr::tr("%1 came late for sale %2. It is booked as paid.").arg(charge.amount.toDisplay(), charge.saleNumber), {}, Tr::tr("Show it")};
    case AlertKind::Conflict:
        return {Tone::Unknown, Glyph::Conflict, Tr::tr("Sale %1: M-PESA's answers contradict each other. Call the manager.").arg(charge.saleNumber), {}, Tr::tr("Show it")};
    case AlertKind::SecondReceipt:
        return {Tone::Unknown, Glyph::Conflict, Tr::tr("A second payment came for sale %1: receipt %2. Tell the manager.").arg(charge.saleNumber, alert.receipt), {},
                Tr::tr("Show it")};
    case AlertKind::LedgerTrouble:
        return {Tone::Declined, Glyph::Conflict, Tr::tr("The ledger cannot be written, so charging has stopped. Leave the till on and call the manager."), {}, {}};
    case AlertKind::LedgerWorksAgain:
        return {Tone::Paid, Glyph::Check, Tr::tr("The ledger works again, and nothing was lost. You can charge again."), {}, {}};
    }
    Q_UNREACHABLE();
}

BarNotice noticeOf(const refund::RefundSnapshot &refund)
{
    // Done and an alert: it went back although a person believed otherwise, or M-PESA told a second reversal of it.
    const QString says = refund.state.status == refund::Status::Done
        ? Tr::tr("Sale %1: %2 went back to the customer after all, perhaps twice. Call the manager.").arg(refund.saleNumber, refund.amount.toDisplay())
        : Tr::tr("Refund of sale %1: M-PESA's answers contradict each other. Give no cash, call the manager.").arg(refund.saleNumber);
    return {Tone::Unknown, Glyph::Conflict, says, {}, Tr::tr("Show it")};
}

} // namespace

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
    return m_alerts.isEmpty() ? BarNotice{} : m_alerts.first().notice;
}

bool FrameViewModel::canDismiss() const
{
    return !m_trouble && !m_alerts.isEmpty() && !m_alerts.first().stays;
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
    if (m_trouble || m_alerts.isEmpty() || m_alerts.first().notice.action.isEmpty())
        return;
    const Entry shown = m_alerts.takeFirst();
    Q_EMIT changed();
    if (!shown.refundId.isEmpty())
        Q_EMIT refundWanted(shown.refundId);
    else
        Q_EMIT chargeWanted(shown.charge);
}

void FrameViewModel::showTrouble(const Failure &failure)
{
    m_trouble = failure;
    Q_EMIT changed();
}

void FrameViewModel::watch(refund::RefundService &refunds)
{
    connect(&refunds, &refund::RefundService::refundAlert, this, [this](const refund::RefundSnapshot &refund) {
        add({.rank = Rank::Money, .notice = noticeOf(refund), .refundId = refund.refundId});
    });
}

void FrameViewModel::showReceiverFailure(bool canAsk)
{
    // The test in Settings has the long words, and why.
    if (!canAsk)
        return add({.rank = Rank::Shop, .notice = {Tone::Declined, Glyph::Offline, Tr::tr("Do not charge: M-PESA's reports do not reach this till, and nothing else tells it of a payment. Manager: run the test in Settings."), {}, {}}});
    add({.rank = Rank::Shop, .notice = {Tone::Waiting, Glyph::Offline, Tr::tr("Payments go on, but refunds and balances cannot: M-PESA's results do not reach this till. Manager: run the test in Settings."), {}, {}}});
}

void FrameViewModel::showCrash(const QString &note)
{
    add({.rank = Rank::Past, .notice = {Tone::Info, Glyph::Info, Tr::tr("Kaunta stopped by itself the last time. No payment is lost."),
                                        Tr::tr("For support: crash/%1").arg(note), {}}});
}

void FrameViewModel::onAlert(const sale::Alert &alert)
{
    const bool aboutLedger = alert.kind == AlertKind::LedgerTrouble || alert.kind == AlertKind::LedgerWorksAgain;
    add({.rank = aboutLedger ? Rank::Ledger : Rank::Money, .notice = noticeOf(alert), .stays = alert.kind == AlertKind::LedgerTrouble, .charge = alert.charge});
}

void FrameViewModel::add(Entry entry)
{
    if (entry.rank != Rank::Money)   // the state of a thing; money is told one by one
        m_alerts.removeIf([&](const Entry &old) { return old.rank == entry.rank; });
    const auto lesser = std::find_if(m_alerts.begin(), m_alerts.end(), [&](const Entry &old) { return old.rank > entry.rank; });
    m_alerts.insert(lesser, std::move(entry));
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
