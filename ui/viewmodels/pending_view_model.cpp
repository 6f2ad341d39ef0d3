#include "ui/viewmodels/pending_view_model.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using refund::RefundService;
using refund::RefundSnapshot;
using sale::ChargeSnapshot;
using sale::SaleService;

namespace {

//! The query budget may hold a question back for a while; after this long the button is offered again.
constexpr milliseconds kAskedFor = 30s;

bool newerFirst(const ChargeSnapshot &a, const ChargeSnapshot &b)
{
    return a.journaledAt != b.journaledAt ? a.journaledAt > b.journaledAt : a.chargeId > b.chargeId;
}

bool newerRefundFirst(const RefundSnapshot &a, const RefundSnapshot &b)
{
    return a.journaledAt != b.journaledAt ? a.journaledAt > b.journaledAt : a.refundId > b.refundId;
}

} // namespace

PendingViewModel::PendingViewModel(const Services &services, const Clock &clock, const QString &user, Way way, QObject *parent)
    : QObject(parent), m_services(services), m_clock(clock), m_way(std::move(way)), m_decision(u"charge-decision-"_s, user), m_look(services.account, clock, user)
{
    const SaleService *sales = &services.sales;
    const RefundService *refunds = &services.refunds;
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &PendingViewModel::tick);
    connect(sales, &SaleService::pendingListed, this, &PendingViewModel::onListed);
    connect(sales, &SaleService::chargeChanged, this, &PendingViewModel::onChanged);
    // A charge is open from the moment it is journaled, and that is told by charged().
    connect(sales, &SaleService::charged, this, [this](const QString &, const ChargeSnapshot &charge) { onChanged(charge); });
    connect(sales, &SaleService::decided, this, [this](const QString &, const ChargeSnapshot &charge) { m_decision.settle(charge.chargeId); });
    connect(sales, &SaleService::decisionRefused, &m_decision, &DecisionViewModel::refused);
    connect(refunds, &RefundService::refundsListed, this, &PendingViewModel::onRefundsListed);
    connect(refunds, &RefundService::refundChanged, this, &PendingViewModel::onRefundChanged);
    connect(refunds, &RefundService::refundStarted, this, [this](const QString &, const RefundSnapshot &refund) {
        if (!row(refund.refundId))   // news of it may have been quicker
            onRefundChanged(refund);
    });
    connect(&m_decision, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        m_services.sales.decide(decision.ticket, decision.subject, decision.yes, decision.reason, decision.user, decision.grant);
    });
    connect(&m_look, &ListLook::changed, this, [this](const QString &chargeId) {
        if (const qsizetype row = rowOf(chargeId); row >= 0)
            replaceRow(row);
    });
}

void PendingViewModel::setUser(const QString &user)
{
    m_decision.setUser(user);
    m_look.setUser(user);
}

const PendingRow *PendingViewModel::row(const QString &id) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [&id](const PendingRow &row) { return row.id() == id; });
    return found == m_rows.cend() ? nullptr : &*found;
}

qsizetype PendingViewModel::rowOf(const QString &chargeId) const
{
    const auto found = std::find_if(m_charges.cbegin(), m_charges.cend(), [&chargeId](const ChargeSnapshot &charge) { return charge.chargeId == chargeId; });
    return found == m_charges.cend() ? -1 : found - m_charges.cbegin();
}

const ChargeSnapshot *PendingViewModel::charge(const QString &chargeId) const
{
    const qsizetype row = rowOf(chargeId);
    return row < 0 ? nullptr : &m_charges.at(row);
}

bool PendingViewModel::isLoaded() const
{
    return m_chargesLoaded && m_refundsLoaded;
}

qsizetype PendingViewModel::count() const
{
    return m_refunds.size() + std::count_if(m_charges.cbegin(), m_charges.cend(), [](const ChargeSnapshot &charge) { return isPending(charge.state); });
}

QString PendingViewModel::badge() const
{
    if (count() == 0)
        return {};
    return count() > 99 ? u"99+"_s : QString::number(count());
}

QString PendingViewModel::headline() const
{
    if (count() > 0)
        return tr("Open: %1").arg(count());
    return isLoaded() ? tr("Nothing is open") : tr("Reading the list…");
}

void PendingViewModel::refresh()
{
    m_services.sales.listPending();
    m_services.refunds.listRefunds(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));   // all: an open one may be old
}

void PendingViewModel::checkNow(const QString &chargeId)
{
    const qsizetype row = rowOf(chargeId);
    if (row < 0 || !m_rows.at(row).canCheck)   // a second press while M-PESA is being asked
        return;
    m_asked.insert(chargeId, {m_clock.sinceBoot(), m_charges.at(row).lastCheckAt});
    m_services.sales.checkNow(chargeId);
    replaceRow(row);
}

void PendingViewModel::lookInList(const QString &chargeId)
{
    if (const qsizetype row = rowOf(chargeId); row >= 0 && m_rows.at(row).canLook)
        m_look.look(chargeId);
}

void PendingViewModel::openDecision(const QString &chargeId)
{
    const ChargeSnapshot *asked = charge(chargeId);
    if (!asked || !wantsDecision(asked->state) || m_decision.isBusy())
        return;
    const QString what = tr("%1 from %2, sale %3").arg(asked->amount.toDisplay(), asked->phoneMasked, asked->saleNumber);
    DecisionViewModel::Question question;
    question.subject = chargeId;
    question.purpose = people::Purpose::Decide;
    question.title = tr("Was %1 from %2 paid?").arg(asked->amount.toDisplay(), asked->phoneMasked);
    question.says = tr("Look for it in the shop's M-PESA messages or portal first. The decision stays marked as made without proof and never counts as paid; what M-PESA reports later counts more.");
    question.yes = tr("Accept as paid, at a risk");
    question.no = tr("Close as not paid");
    question.whatYes = tr("Accept as paid without proof, at the shop's risk (%1).").arg(what);
    question.whatNo = tr("Close as not paid without proof (%1).").arg(what);
    m_decision.open(question);
}

void PendingViewModel::tick()
{
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        replaceRow(row);
}

void PendingViewModel::setLive(bool live)
{
    if (!live) {
        m_timer.stop();
        return;
    }
    tick();
    m_timer.start();
}

void PendingViewModel::onListed(const QList<ChargeSnapshot> &charges)
{
    for (const ChargeSnapshot &old : std::as_const(m_charges))
        if (!isPending(old.state))
            m_look.forget(old.chargeId);   // it was here only to be read
    m_charges = charges;
    std::sort(m_charges.begin(), m_charges.end(), newerFirst);
    m_chargesLoaded = true;
    if (const QString asked = m_decision.question().subject; !charge(asked) || !wantsDecision(charge(asked)->state))
        m_decision.settle(asked);
    rebuild();
}

void PendingViewModel::onChanged(const ChargeSnapshot &charge)
{
    if (!wantsDecision(charge.state))
        m_decision.settle(charge.chargeId);
    const qsizetype known = rowOf(charge.chargeId);
    const bool toBeRead = known >= 0 && m_look.wasAsked(charge.chargeId) && countsAsPaid(charge.state);
    if (!isPending(charge.state) && !toBeRead) {
        m_asked.remove(charge.chargeId);
        m_look.forget(charge.chargeId);
        if (known < 0)
            return;
        m_charges.removeAt(known);
        removeRow(known);
        return;
    }
    if (known >= 0) {
        const bool sameWord = m_charges.at(known).state.status == charge.state.status && isPending(m_charges.at(known).state) == isPending(charge.state);
        m_charges[known] = charge;
        replaceRow(known);
        if (!sameWord)
            Q_EMIT countChanged();   // the summary names the states
        return;
    }
    const qsizetype place = std::lower_bound(m_charges.cbegin(), m_charges.cend(), charge, newerFirst) - m_charges.cbegin();
    m_charges.insert(place, charge);
    insertRow(place);
}

void PendingViewModel::onRefundsListed(const QList<RefundSnapshot> &refunds)
{
    m_refunds.clear();
    std::copy_if(refunds.cbegin(), refunds.cend(), std::back_inserter(m_refunds), [](const RefundSnapshot &refund) { return refund::isOpen(refund.state.status); });
    std::sort(m_refunds.begin(), m_refunds.end(), newerRefundFirst);
    m_refundsLoaded = true;
    rebuild();
}

void PendingViewModel::onRefundChanged(const RefundSnapshot &refund)
{
    const auto known = std::find_if(m_refunds.begin(), m_refunds.end(), [&refund](const RefundSnapshot &other) { return other.refundId == refund.refundId; });
    if (known == m_refunds.end()) {
        if (!refund::isOpen(refund.state.status))
            return;
        const auto place = m_refunds.insert(std::lower_bound(m_refunds.begin(), m_refunds.end(), refund, newerRefundFirst), refund);
        return insertRow(m_charges.size() + (place - m_refunds.begin()));
    }
    const qsizetype row = m_charges.size() + (known - m_refunds.begin());
    if (refund::isOpen(refund.state.status)) {
        *known = refund;
        replaceRow(row);
        Q_EMIT countChanged();   // the summary tells unknown from pending
        return;
    }
    m_refunds.erase(known);
    removeRow(row);
}

void PendingViewModel::rebuild()
{
    m_rows.clear();
    for (qsizetype row = 0; row < m_charges.size() + m_refunds.size(); ++row)
        m_rows << describe(row);
    Q_EMIT reset();
    Q_EMIT countChanged();
}

void PendingViewModel::insertRow(qsizetype row)
{
    m_rows.insert(row, describe(row));
    Q_EMIT rowInserted(static_cast<int>(row));
    Q_EMIT countChanged();
}

void PendingViewModel::removeRow(qsizetype row)
{
    m_rows.removeAt(row);
    Q_EMIT rowRemoved(static_cast<int>(row));
    Q_EMIT countChanged();
}

void PendingViewModel::replaceRow(qsizetype row)
{
    PendingRow fresh = describe(row);
    if (fresh == m_rows.at(row))
        return;
    m_rows[row] = std::move(fresh);
    Q_EMIT rowChanged(static_cast<int>(row));
}

bool PendingViewModel::isAsking(const ChargeSnapshot &charge) const
{
    const auto asked = m_asked.constFind(charge.chargeId);
    return asked != m_asked.cend() && asked->lastCheckAt == charge.lastCheckAt && m_clock.sinceBoot() - asked->at < kAskedFor;
}

PendingRow PendingViewModel::describe(qsizetype row) const
{
    if (row >= m_charges.size())
        return pendingRow(m_refunds.at(row - m_charges.size()), m_clock.nowUtc());
    const ChargeSnapshot &charge = m_charges.at(row);
    PendingRow described = pendingRow(charge, m_clock.nowUtc(), isAsking(charge), m_way);
    described.lookup = m_look.words(charge);
    described.canLook = described.canLook && !m_look.isLooking(charge.chargeId);
    return described;
}

} // namespace kaunta::ui
