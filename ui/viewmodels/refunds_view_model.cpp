#include "ui/viewmodels/refunds_view_model.h"

#include "ui/viewmodels/payment_filter.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using refund::RefundSnapshot;
using refund::Status;

namespace {

constexpr milliseconds kAskedFor = 30s;   // after this long without news the button is offered again
constexpr int kWeekDays = 7;

bool newerFirst(const RefundSnapshot &a, const RefundSnapshot &b)
{
    return a.journaledAt != b.journaledAt ? a.journaledAt > b.journaledAt : a.refundId > b.refundId;
}

} // namespace

RefundsViewModel::RefundsViewModel(refund::RefundService &refunds, const Clock &clock, const QString &user, Way way, QObject *parent)
    : QAbstractTableModel(parent), m_refunds(refunds), m_clock(clock), m_way(std::move(way)), m_decision(u"refund-decision-"_s, user), m_dayStart(shopDayStart(clock.nowUtc()))
{
    using Service = refund::RefundService;
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &RefundsViewModel::tick);
    connect(&m_refunds, &Service::refundsListed, this, &RefundsViewModel::onListed);
    connect(&m_refunds, &Service::refundChanged, this, &RefundsViewModel::onChanged);
    connect(&m_refunds, &Service::refundStarted, this, [this](const QString &, const RefundSnapshot &refund) {
        if (!find(refund.refundId))   // news of it may have been quicker
            onChanged(refund);
    });
    connect(&m_refunds, &Service::refundRefused, &m_decision, &DecisionViewModel::refused);
    connect(&m_decision, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        m_refunds.decide(decision.ticket, decision.subject, decision.yes, decision.reason, decision.user, decision.grant);
    });
}

int RefundsViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RefundsViewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RefundsViewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const RefundSnapshot &refund = m_all.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return cell(refund, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (index.column() == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::AccessibleTextRole:   // a cell alone says nothing to somebody who cannot see its column
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), cell(refund, index.column()));
    case RefundIdRole:
        return refund.refundId;
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(refundStateWords(refund.state.status).tone) : QVariant();
    case GlyphRole:
        return index.column() == State ? QVariant::fromValue(refundStateWords(refund.state.status).glyph) : QVariant();
    default:
        return {};
    }
}

QVariant RefundsViewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (section == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Number: return tr("Sale");
    case Amount: return tr("Amount");
    case Phone: return tr("Phone");
    case Receipt: return tr("Payment");
    case AskedBy: return tr("Asked by");
    case State: return tr("State");
    default: return {};
    }
}

QString RefundsViewModel::cell(const RefundSnapshot &refund, int column) const
{
    switch (column) {
    case Time: return dayAndTime(refund.journaledAt, m_clock.nowUtc());
    case Number: return refund.saleNumber;
    case Amount: return refund.amount.toDisplay();
    case Phone: return refund.phoneMasked;
    case Receipt: return refund.receipt;
    case AskedBy: return refund.requestedBy;
    case State: return refundStateWords(refund.state.status).word;
    default: return {};
    }
}

int RefundsViewModel::openCount() const
{
    return static_cast<int>(std::count_if(m_all.cbegin(), m_all.cend(), [](const RefundSnapshot &refund) { return refund::isOpen(refund.state.status); }));
}

void RefundsViewModel::setPeriod(Period period)
{
    if (period == m_period)
        return;
    m_period = period;
    rebuild();
    recount();
}

QString RefundsViewModel::emptyWords() const
{
    if (!m_shown.isEmpty())
        return {};
    if (!m_loaded)
        return tr("Reading the refunds…");
    if (!offersNew() && m_all.isEmpty())
        return cannotRefundWords(m_way);
    if (!m_terms.isEmpty())
        return tr("No refund of this period fits “%1”. Esc shows all again.").arg(m_filter.trimmed());
    return m_period == Period::All ? tr("No payment was sent back yet. A refund starts from a payment: choose it in Payments, or press F7.")
                                   : tr("No payment was sent back in this time. A refund starts from a payment: choose it in Payments, or press F7.");
}

QString RefundsViewModel::limitWords() const
{
    if (!offersNew() && !m_all.isEmpty())   // of an earlier way to reach M-PESA
        return cannotRefundWords(m_way);
    return m_all.size() < kMostListed ? QString() : tr("Only the newest %1 are shown, and the totals count only these.").arg(kMostListed);
}

void RefundsViewModel::setFilter(const QString &typed)
{
    if (typed == m_filter)
        return;
    m_filter = typed;
    m_terms = filterTerms(typed);
    rebuild();
}

const RefundSnapshot *RefundsViewModel::find(const QString &refundId) const
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(), [&](const RefundSnapshot &refund) { return refund.refundId == refundId; });
    return found == m_all.cend() ? nullptr : &*found;
}

RefundDetail RefundsViewModel::detail(const QString &refundId) const
{
    const RefundSnapshot *refund = find(refundId);
    if (!refund)
        return {};
    RefundDetail detail;
    detail.refundId = refund->refundId;
    detail.amount = refund->amount.toDisplay();
    detail.state = refundListedState(*refund);
    QStringList payment{tr("Receipt %1").arg(refund->receipt), refund->saleNumber.isEmpty() ? QString() : tr("Sale %1").arg(refund->saleNumber), refund->phoneMasked};
    payment.removeAll(QString());
    detail.payment = payment.join(u" · "_s);
    detail.reason = refund->reason;
    detail.people = refundPeople(*refund);
    detail.nextCheck = nextCheckWords(*refund);
    for (const sale::TimelineEntry &entry : refund->timeline) {
        QStringList words{entry.code, entry.text};
        words.removeAll(QString());
        const QString says = refundTimelineWords(entry);   // it may take days: a time alone would not tell which
        const bool today = shopTime(entry.at).date() == shopTime(m_clock.nowUtc()).date();
        detail.timeline << PaymentDetail::Line{exactTime(entry.at), today ? says : tr("%1: %2").arg(QLocale().toString(shopTime(entry.at).date(), u"d MMM"_s), says), words.join(u' ')};
    }
    detail.smallPrint = refundSmallPrint(*refund);
    detail.offersCheck = refund->canAsk && refund::isOpen(refund->state.status);
    detail.canCheck = detail.offersCheck && !isAsking(*refund);
    detail.offersDecision = wantsDecision(refund->state);
    return detail;
}

QString RefundsViewModel::nextCheckWords(const RefundSnapshot &refund) const
{
    if (!refund::isOpen(refund.state.status) || refund.state.status == Status::Journaled)
        return {};
    if (isAsking(refund))
        return tr("Asking M-PESA…");
    if (!refund.canAsk)
        return tr("M-PESA cannot be asked about it.");
    if (!refund.nextCheckAt.isValid())
        return tr("No further check is planned.");
    const qint64 seconds = m_clock.nowUtc().secsTo(refund.nextCheckAt);
    if (seconds <= 0)
        return tr("Next check now");
    return tr("Next check in %1").arg(seconds < 60 ? tr("%1 s").arg(seconds) : tr("%1 min").arg((seconds + 30) / 60));
}

int RefundsViewModel::rowOf(const QString &refundId) const
{
    for (qsizetype row = 0; row < m_shown.size(); ++row)
        if (m_all.at(m_shown.at(row)).refundId == refundId)
            return static_cast<int>(row);
    return -1;
}

void RefundsViewModel::reveal(const QString &refundId)
{
    if (rowOf(refundId) >= 0)
        return;
    m_period = Period::All;
    m_filter.clear();
    m_terms.clear();
    rebuild();
    recount();
}

bool RefundsViewModel::isAsking(const RefundSnapshot &refund) const
{
    const auto asked = m_asked.constFind(refund.refundId);
    return asked != m_asked.cend() && m_clock.sinceBoot() - *asked < kAskedFor;
}

void RefundsViewModel::checkNow(const QString &refundId)
{
    if (!detail(refundId).canCheck)
        return;
    m_asked.insert(refundId, m_clock.sinceBoot());
    m_refunds.checkNow(refundId);
    Q_EMIT refundUpdated(refundId);
}

void RefundsViewModel::openDecision(const QString &refundId)
{
    const RefundSnapshot *refund = find(refundId);
    if (!refund || !wantsDecision(refund->state) || m_decision.isBusy())
        return;
    const QString what = tr("refund of %1 for receipt %2").arg(refund->amount.toDisplay(), refund->receipt);
    DecisionViewModel::Question question;
    question.subject = refundId;
    question.purpose = people::Purpose::Decide;
    question.title = tr("Did the money go back?");
    question.says = tr("Look for it in M-PESA's portal or statement first. The decision stays marked as made without proof; what M-PESA reports later counts more.");
    question.yes = tr("It went back");
    question.no = tr("It did not go back");
    question.whatYes = tr("Note without proof: the money went back (%1).").arg(what);
    question.whatNo = tr("Note without proof: the money did not go back (%1).").arg(what);
    m_decision.open(question);
}

void RefundsViewModel::refresh()
{
    m_dayStart = shopDayStart(m_clock.nowUtc());
    m_refunds.listRefunds(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));   // all: an open one may be old
}

void RefundsViewModel::tick()
{
    if (shopDayStart(m_clock.nowUtc()) != m_dayStart) {
        m_dayStart = shopDayStart(m_clock.nowUtc());
        rebuild();
        recount();
    }
    for (const RefundSnapshot &refund : std::as_const(m_all))
        if (refund::isOpen(refund.state.status))
            Q_EMIT refundUpdated(refund.refundId);   // "Next check in 18 s"
}

void RefundsViewModel::setLive(bool live)
{
    if (!live) {
        m_timer.stop();
        return;
    }
    tick();
    m_timer.start();
}

void RefundsViewModel::onListed(const QList<RefundSnapshot> &refunds)
{
    m_all = refunds;
    std::sort(m_all.begin(), m_all.end(), newerFirst);
    m_loaded = true;
    rebuild();
    recount();
    if (const RefundSnapshot *asked = find(m_decision.question().subject); asked && !wantsDecision(asked->state))
        m_decision.settle(asked->refundId);
}

void RefundsViewModel::onChanged(const RefundSnapshot &refund)
{
    if (!wantsDecision(refund.state))
        m_decision.settle(refund.refundId);
    m_asked.remove(refund.refundId);
    if (!m_loaded)   // the list that is on its way will hold it
        return;
    const auto known = std::find_if(m_all.begin(), m_all.end(), [&](const RefundSnapshot &other) { return other.refundId == refund.refundId; });
    if (known != m_all.end() && matches(*known) && matches(refund) && !newerFirst(*known, refund) && !newerFirst(refund, *known)) {
        *known = refund;
        const int row = rowOf(refund.refundId);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else {
        if (known != m_all.end())
            m_all.erase(known);
        m_all.insert(std::lower_bound(m_all.begin(), m_all.end(), refund, newerFirst), refund);
        rebuild();
    }
    recount();
    Q_EMIT refundUpdated(refund.refundId);
}

void RefundsViewModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (qsizetype i = 0; i < m_all.size(); ++i)
        if (matches(m_all.at(i)))
            m_shown << static_cast<int>(i);
    endResetModel();
    Q_EMIT totalsChanged();
}

bool RefundsViewModel::isListed(const RefundSnapshot &refund) const
{
    if (refund::isOpen(refund.state.status) || m_period == Period::All)
        return true;
    return refund.journaledAt >= (m_period == Period::Today ? m_dayStart : m_dayStart.addDays(1 - kWeekDays));
}

bool RefundsViewModel::matches(const RefundSnapshot &refund) const
{
    return isListed(refund) && std::all_of(m_terms.cbegin(), m_terms.cend(), [&refund](const QString &term) { return fitsTerm(refund, term); });
}

void RefundsViewModel::recount()
{
    // In this order: what is proven, what is open, what is not known (a conflict counts as unknown), what a manager decided without
    // proof, and what is proven to have moved nothing.
    struct Kind {
        QList<Status> holds;
        int count = 0;
        qint64 minor = 0;
    };
    std::array kinds{Kind{{Status::Done}},          Kind{{Status::Accepted, Status::Journaled, Status::Draft}},
                     Kind{{Status::Unknown, Status::Conflict}},
                     Kind{{Status::DoneByManager}}, Kind{{Status::ClosedByManager}},
                     Kind{{Status::Refused, Status::NotSent}}};
    for (const RefundSnapshot &refund : std::as_const(m_all)) {
        if (!isListed(refund))
            continue;
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&refund](const Kind &k) { return k.holds.contains(refund.state.status); });
        Q_ASSERT(kind != kinds.end());
        ++kind->count;
        kind->minor += refund.amount.minor();
    }
    m_totals.clear();
    for (const Kind &kind : kinds) {
        const StateWords words = refundStateWords(kind.holds.first());
        if (kind.holds.first() == Status::Done || kind.count > 0)
            m_totals << DayTotal{words.tone, words.glyph, words.word, kind.count, Money::fromMinor(kind.minor, m_way.currency).toDisplay()};
    }
    Q_EMIT totalsChanged();
    Q_EMIT openCountChanged();
}

} // namespace kaunta::ui
