#include "ui/viewmodels/payments_view_model.h"

#include "ui/viewmodels/payment_filter.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::ChargeSnapshot;
using sale::Status;

namespace {

bool newerFirst(const ChargeSnapshot &a, const ChargeSnapshot &b)
{
    return a.journaledAt != b.journaledAt ? a.journaledAt > b.journaledAt : a.chargeId > b.chargeId;
}

} // namespace

PaymentsViewModel::PaymentsViewModel(sale::SaleService &sales, refund::RefundService &refunds, const Clock &clock, Way way, QObject *parent)
    : QAbstractTableModel(parent), m_sales(sales), m_service(refunds), m_clock(clock), m_way(std::move(way)), m_dayStart(shopDayStart(clock.nowUtc()))
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &PaymentsViewModel::tick);
    connect(&m_sales, &sale::SaleService::paymentsListed, this, &PaymentsViewModel::onListed);
    connect(&m_sales, &sale::SaleService::chargeChanged, this, &PaymentsViewModel::onChanged);
    connect(&m_sales, &sale::SaleService::charged, this, [this](const QString &, const ChargeSnapshot &charge) { onChanged(charge); });
    connect(&m_service, &refund::RefundService::refundsListed, this, [this](const QList<refund::RefundSnapshot> &all) {
        m_refunds.setAll(all);
        rebuild();
        recount();
    });
    connect(&m_service, &refund::RefundService::refundChanged, this, &PaymentsViewModel::onRefund);
    connect(&m_service, &refund::RefundService::refundStarted, this, [this](const QString &, const refund::RefundSnapshot &refund) { onRefund(refund); });
}

int PaymentsViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int PaymentsViewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant PaymentsViewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const ChargeSnapshot &charge = m_charges.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return cell(charge, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (index.column() == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::AccessibleTextRole:   // a cell alone says nothing to somebody who cannot see its column
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), cell(charge, index.column()));
    case ChargeIdRole:
        return charge.chargeId;
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(listed(charge).state.tone) : QVariant();
    case GlyphRole:
        return index.column() == State ? QVariant::fromValue(listed(charge).state.glyph) : QVariant();
    default:
        return {};
    }
}

QVariant PaymentsViewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (section == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Number: return tr("Number");
    case Amount: return tr("Amount");
    case Phone: return tr("Phone");
    case Reference: return tr("Reference");
    case State: return tr("State");
    case Receipt: return tr("Receipt");
    default: return {};
    }
}

QString PaymentsViewModel::cell(const ChargeSnapshot &charge, int column) const
{
    switch (column) {
    case Time: return shopTime(charge.journaledAt).toString(u"HH:mm"_s);   // seconds stand in the timeline
    case Number: return charge.saleNumber;
    case Amount: return charge.amount.toDisplay();
    case Phone: return charge.phoneMasked;
    case Reference: return charge.reference;
    case State: return listed(charge).state.word;
    case Receipt: return charge.state.receipt;
    default: return {};
    }
}

QString PaymentsViewModel::dayWords() const
{
    return QLocale().toString(shopTime(m_dayStart).date(), u"dddd d MMMM"_s);
}

QString PaymentsViewModel::shownWords() const
{
    return m_terms.isEmpty() ? QString() : tr("%1 of %2 shown").arg(m_shown.size()).arg(m_charges.size());
}

QString PaymentsViewModel::emptyWords() const
{
    if (!m_shown.isEmpty())
        return {};
    if (!m_loaded)
        return tr("Reading today's payments…");
    return m_charges.isEmpty() ? tr("No payments yet today. The first one appears here as soon as it is asked for.")
                               : tr("Nothing of today fits “%1”. Esc shows all again.").arg(m_filter.trimmed());
}

QString PaymentsViewModel::limitWords() const
{
    return m_charges.size() < kMostListed ? QString() : tr("Only the newest %1 are shown, and the totals count only these.").arg(kMostListed);
}

void PaymentsViewModel::setFilter(const QString &typed)
{
    if (typed == m_filter)
        return;
    m_filter = typed;
    m_terms = filterTerms(typed);
    rebuild();
}

const ChargeSnapshot *PaymentsViewModel::charge(const QString &chargeId) const
{
    const auto found = std::find_if(m_charges.cbegin(), m_charges.cend(), [&](const ChargeSnapshot &charge) { return charge.chargeId == chargeId; });
    return found == m_charges.cend() ? nullptr : &*found;
}

ListedState PaymentsViewModel::listed(const ChargeSnapshot &charge) const
{
    const auto back = m_refunds.of(charge);
    return back ? back->state : listedState(charge, m_clock.nowUtc());
}

PaymentDetail PaymentsViewModel::detail(const QString &chargeId) const
{
    const ChargeSnapshot *found = this->charge(chargeId);
    if (!found)
        return {};
    const ChargeSnapshot &charge = *found;
    PaymentDetail detail;
    detail.chargeId = charge.chargeId;
    detail.number = charge.saleNumber;
    detail.amount = charge.amount.toDisplay();
    detail.phone = charge.phoneMasked;
    detail.reference = charge.reference;
    detail.user = charge.user;
    detail.receipt = charge.state.receipt;
    detail.state = listed(charge);
    if (const auto back = m_refunds.of(charge))
        detail.refundId = back->refundId;
    const bool mayGoBack = countsAsPaid(charge.state) && !charge.state.receipt.isEmpty() && detail.refundId.isEmpty();
    detail.offersRefund = mayGoBack && m_way.has(providers::Capability::Reversal);
    if (mayGoBack)
        detail.cannotRefund = cannotRefundWords(m_way);
    QStringList small{charge.chargeId, sale::evidenceName(charge.state.evidence), charge.state.reason, charge.providerText};
    small.removeAll(QString());
    detail.smallPrint = small.join(u" · "_s);
    for (const sale::TimelineEntry &entry : charge.timeline) {
        QStringList words{entry.code, entry.text};
        words.removeAll(QString());
        detail.timeline << PaymentDetail::Line{exactTime(entry.at), timelineWords(entry), words.join(u' ')};
    }
    return detail;
}

int PaymentsViewModel::rowOf(const QString &chargeId) const
{
    for (qsizetype row = 0; row < m_shown.size(); ++row)
        if (m_charges.at(m_shown.at(row)).chargeId == chargeId)
            return static_cast<int>(row);
    return -1;
}

void PaymentsViewModel::refresh()
{
    m_dayStart = shopDayStart(m_clock.nowUtc());
    m_sales.listSince(m_dayStart);
    m_service.listRefunds(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));   // whoever else listens wants all of them
}

void PaymentsViewModel::tick()
{
    if (shopDayStart(m_clock.nowUtc()) != m_dayStart) {
        m_loaded = false;
        m_charges.clear();
        rebuild();
        recount();
        refresh();
        return;
    }
    if (!m_shown.isEmpty())   // "Waiting" becomes "Checking" with time alone
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
}

void PaymentsViewModel::setLive(bool live)
{
    if (!live) {
        m_timer.stop();
        return;
    }
    tick();
    m_timer.start();
}

void PaymentsViewModel::onListed(const QList<ChargeSnapshot> &charges)
{
    m_charges = charges;
    std::sort(m_charges.begin(), m_charges.end(), newerFirst);
    m_loaded = true;
    rebuild();
    recount();
}

void PaymentsViewModel::onChanged(const ChargeSnapshot &charge)
{
    if (!m_loaded || charge.journaledAt < m_dayStart)   // the list that is on its way will hold it; yesterday's is not of this page
        return;
    const auto known = std::find_if(m_charges.begin(), m_charges.end(), [&](const ChargeSnapshot &other) { return other.chargeId == charge.chargeId; });
    const bool fitted = known != m_charges.end() && matches(*known);
    if (known != m_charges.end()) {
        *known = charge;
        if (fitted && matches(charge)) {
            const int row = rowOf(charge.chargeId);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        } else if (fitted != matches(charge)) {
            rebuild();
        }
    } else {
        m_charges.insert(std::lower_bound(m_charges.begin(), m_charges.end(), charge, newerFirst), charge);
        const auto place = std::find_if(m_charges.cbegin(), m_charges.cend(), [&](const ChargeSnapshot &c) { return c.chargeId == charge.chargeId; });
        const int inserted = static_cast<int>(place - m_charges.cbegin());
        for (int &row : m_shown)
            row += row >= inserted ? 1 : 0;
        if (matches(charge)) {
            const int row = static_cast<int>(std::lower_bound(m_shown.cbegin(), m_shown.cend(), inserted) - m_shown.cbegin());
            beginInsertRows({}, row, row);
            m_shown.insert(row, inserted);
            endInsertRows();
        }
        forgetOldest();
    }
    recount();
    Q_EMIT chargeUpdated(charge.chargeId);
}

//! What the page says of its limit stays true, and a long day takes no more memory than its list.
void PaymentsViewModel::forgetOldest()
{
    if (m_charges.size() <= kMostListed)
        return;
    const bool shown = !m_shown.isEmpty() && m_shown.constLast() == m_charges.size() - 1;
    if (shown)
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
    m_charges.removeLast();
    if (shown) {
        m_shown.removeLast();
        endRemoveRows();
    }
}

void PaymentsViewModel::onRefund(const refund::RefundSnapshot &refund)
{
    m_refunds.put(refund);
    for (const ChargeSnapshot &charge : std::as_const(m_charges)) {
        if (charge.state.receipt != refund.receipt)
            continue;
        if (const int row = rowOf(charge.chargeId); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        Q_EMIT chargeUpdated(charge.chargeId);
    }
    recount();
}

void PaymentsViewModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (qsizetype i = 0; i < m_charges.size(); ++i)
        if (matches(m_charges.at(i)))
            m_shown << static_cast<int>(i);
    endResetModel();
    Q_EMIT totalsChanged();   // "12 of 140 shown"
}

bool PaymentsViewModel::matches(const ChargeSnapshot &charge) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(), [&charge](const QString &term) { return fitsTerm(charge, term); });
}

void PaymentsViewModel::recount()
{
    // In this order: what counts, what is not known, what is open, what a manager decided, what came to nothing.
    struct Kind {
        QList<Status> holds;
        int count = 0;
        qint64 minor = 0;
    };
    std::array kinds{Kind{{Status::Paid}},
                     Kind{{Status::Unknown}},
                     Kind{{Status::Conflict}},
                     Kind{{Status::Prompted, Status::Journaled, Status::Draft}},
                     Kind{{Status::AcceptedByManager}},
                     Kind{{Status::ClosedByManager}},
                     Kind{{Status::Declined}},
                     Kind{{Status::NotSent}}};
    for (const ChargeSnapshot &charge : std::as_const(m_charges)) {
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&charge](const Kind &k) { return k.holds.contains(charge.state.status); });
        Q_ASSERT(kind != kinds.end());
        ++kind->count;
        kind->minor += charge.amount.minor();
    }
    m_totals.clear();
    for (const Kind &kind : kinds) {
        sale::ChargeState state;
        state.status = kind.holds.first();
        const StateWords words = stateWords(state);
        if (countsAsPaid(state) || kind.count > 0)
            m_totals << DayTotal{words.tone, words.glyph, words.word, kind.count, Money::fromMinor(kind.minor, m_way.currency).toDisplay()};
        if (countsAsPaid(state))
            m_totals << m_refunds.totals(m_charges, m_way.currency);
    }
    Q_EMIT totalsChanged();
}

} // namespace kaunta::ui
