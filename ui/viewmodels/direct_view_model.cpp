#include "ui/viewmodels/direct_view_model.h"

#include "ui/viewmodels/charge_entry.h"
#include "ui/viewmodels/refund_words.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using direct::DirectPayment;
using direct::SaleBalance;

namespace {

QString sourceWords(sale::Evidence evidence)
{
    switch (evidence) {
    case sale::Evidence::C2b: return DirectViewModel::tr("Told by M-PESA when it came");
    case sale::Evidence::Pull: return DirectViewModel::tr("Found in M-PESA's list");
    case sale::Evidence::StatusResult: return DirectViewModel::tr("Told by M-PESA when asked about its code");
    case sale::Evidence::Callback:
    case sale::Evidence::Query:
    case sale::Evidence::None: break;
    }
    return DirectViewModel::tr("A second receipt for a request that was paid");
}

} // namespace

DirectViewModel::DirectViewModel(direct::DirectService &direct, sale::SaleService &sales, const Clock &clock, const QString &user, Way way, QObject *parent)
    : QAbstractTableModel(parent), m_direct(direct), m_clock(clock), m_way(std::move(way)), m_user(user), m_undo(u"direct-undo-"_s, user)
{
    using Service = direct::DirectService;
    connect(&m_direct, &Service::directListed, this, &DirectViewModel::onListed);
    connect(&m_direct, &Service::directMatched, this, &DirectViewModel::onMatched);
    connect(&m_direct, &Service::directRefused, this, &DirectViewModel::onRefused);
    connect(&m_direct, &Service::directArrived, this, &DirectViewModel::refresh);
    connect(&m_direct, &Service::matchOvertaken, this, &DirectViewModel::refresh);
    connect(&m_direct, &Service::claimFound, this, &DirectViewModel::refresh);
    connect(&m_direct, &Service::claimDecided, this, &DirectViewModel::refresh);
    // What is held waits for a charge, and may turn out to be that charge's own.
    connect(&sales, &sale::SaleService::chargeChanged, this, [this](const sale::ChargeSnapshot &charge) {
        if (!sale::isOpen(charge.state.status) && std::any_of(m_payments.cbegin(), m_payments.cend(), [](const DirectPayment &payment) { return payment.held; }))
            refresh();
    });
    connect(&m_undo, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        m_direct.undo(decision.ticket, decision.subject, decision.reason, decision.user, decision.grant);
    });
}

void DirectViewModel::setUser(const QString &user)
{
    m_user = user;
    m_undo.setUser(user);
}

int DirectViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_payments.size());
}

int DirectViewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant DirectViewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_payments.size())
        return {};
    const DirectPayment &payment = m_payments.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(payment, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (index.column() == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::AccessibleTextRole:   // a cell alone says nothing to somebody who cannot see its column
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), cell(payment, index.column()));
    case ReceiptRole:
        return payment.receipt;
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(directListedState(payment).state.tone) : QVariant();
    case GlyphRole:
        return index.column() == State ? QVariant::fromValue(directListedState(payment).state.glyph) : QVariant();
    default:
        return {};
    }
}

QVariant DirectViewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (section == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Amount: return tr("Amount");
    case Payer: return tr("From");
    case Receipt: return tr("Code");
    case Reference: return tr("Account");
    case State: return tr("State");
    default: return {};
    }
}

QString DirectViewModel::cell(const DirectPayment &payment, int column) const
{
    switch (column) {
    case Time: return dayAndTime(payment.at, m_clock.nowUtc());
    case Amount: return payment.amount.toDisplay();
    case Payer: return payerWords(payment);
    case Receipt: return payment.receipt;
    case Reference: return payment.billReference;
    case State: return directListedState(payment).state.word;
    default: return {};
    }
}

QString DirectViewModel::emptyWords() const
{
    if (!m_payments.isEmpty())
        return {};
    if (!m_loaded)
        return tr("Reading the payments…");
    if (!m_filter.trimmed().isEmpty())
        return tr("No direct payment fits “%1”. Esc shows all again.").arg(m_filter.trimmed());
    if (const QString cannot = cannotTellWords(m_way); !cannot.isEmpty())
        return cannot;
    return m_matchedToo ? tr("No customer has paid without being asked yet.")
                        : tr("No payment waits for a sale. When a customer pays without being asked, it stands here.");
}

QString DirectViewModel::limitWords() const
{
    return m_payments.size() < kMostListed ? QString() : tr("Only the newest %1 are shown. Type a code, a name or an amount to find others.").arg(kMostListed);
}

void DirectViewModel::setFilter(const QString &typed)
{
    if (typed == m_filter)
        return;
    m_filter = typed;
    refresh();
}

void DirectViewModel::setMatchedToo(bool matchedToo)
{
    if (matchedToo == m_matchedToo)
        return;
    m_matchedToo = matchedToo;
    refresh();
}

void DirectViewModel::setSale(const QString &typed)
{
    const QString tidy = tidySaleNumber(typed);
    if (tidy == m_sale)
        return;
    m_sale = tidy;
    Q_EMIT changed();
    refresh();   // other amounts are exact now
}

const DirectPayment *DirectViewModel::find(const QString &receipt) const
{
    const int row = rowOf(receipt);
    return row < 0 ? nullptr : &m_payments.at(row);
}

int DirectViewModel::rowOf(const QString &receipt) const
{
    const auto found = std::find_if(m_payments.cbegin(), m_payments.cend(), [&](const DirectPayment &payment) { return payment.receipt == receipt; });
    return found == m_payments.cend() ? -1 : static_cast<int>(found - m_payments.cbegin());
}

DirectDetail DirectViewModel::detail(const QString &receipt) const
{
    const DirectPayment *payment = find(receipt);
    if (!payment)
        return {};
    DirectDetail detail;
    detail.receipt = payment->receipt;
    detail.amount = payment->amount.toDisplay();
    detail.state = directListedState(*payment);
    detail.payer = payerWords(*payment);
    QStringList facts{payment->at.isValid() ? tr("Came %1").arg(dayAndTime(payment->at, m_clock.nowUtc())) : QString(),
                      payment->billReference.isEmpty() ? QString() : tr("Account %1").arg(payment->billReference)};
    facts.removeAll(QString());
    detail.facts = facts.join(u" · "_s);
    if (!payment->matchedBy.isEmpty())
        detail.matched = tr("Put there by %1, %2").arg(payment->matchedBy, dayAndTime(payment->matchedAt, m_clock.nowUtc()));
    detail.source = sourceWords(payment->evidence);
    detail.offersMatch = isFree(*payment);
    detail.offersUndo = !payment->saleId.isEmpty();
    return detail;
}

void DirectViewModel::dismissNotice()
{
    if (m_notice.isEmpty())
        return;
    m_notice = {};
    m_lastMatched.clear();
    Q_EMIT changed();
}

QString DirectViewModel::beginOrder()
{
    m_notice = {};
    m_lastMatched.clear();
    m_ticket = u"direct-"_s + QString::number(++m_tickets);
    Q_EMIT changed();
    return m_ticket;
}

void DirectViewModel::match(const QString &receipt)
{
    const DirectPayment *payment = find(receipt);
    if (!payment || !isFree(*payment) || isBusy() || m_sale.isEmpty())
        return;
    m_direct.match(beginOrder(), receipt, m_sale, m_user);
}

void DirectViewModel::matchNewSale(const QString &receipt)
{
    const DirectPayment *payment = find(receipt);
    if (!payment || !isFree(*payment) || isBusy())
        return;
    const bool usable = !checkReference(payment->billReference, m_way.payments.longestReference).bad && !payment->billReference.trimmed().isEmpty();
    const QString reference = usable ? payment->billReference : u"Sale"_s;   // as a charge without one
    m_direct.matchNewSale(beginOrder(), receipt, reference, m_user);
}

void DirectViewModel::openUndo(const QString &receipt)
{
    const DirectPayment *payment = find(receipt);
    if (!payment || payment->saleId.isEmpty() || m_undo.isBusy())
        return;
    const QString amount = payment->amount.toDisplay();
    DecisionViewModel::Question question;
    question.subject = receipt;
    question.purpose = people::Purpose::UndoMatch;
    question.title = tr("Take it off sale %1?").arg(payment->saleNumber);
    question.says = tr("The payment goes back to the list and may be put on another sale; sale %1 lacks the money again. No money moves, and both steps stay in the ledger.")
                        .arg(payment->saleNumber);
    question.yes = tr("Take it off");
    question.whatYes = tr("Take %1 (code %2) off sale %3.").arg(amount, receipt, payment->saleNumber);
    m_undo.open(question);
}

void DirectViewModel::refresh()
{
    if (m_asked != Asked::Nothing) {
        m_askAgain = true;
        return;
    }
    m_askAgain = false;
    m_asked = Asked::Shown;
    m_direct.list({m_filter.trimmed(), m_sale, m_matchedToo, kMostListed});
}

void DirectViewModel::onListed(const QList<DirectPayment> &payments)
{
    const Asked answered = std::exchange(m_asked, Asked::Nothing);
    if (answered == Asked::Nothing)   // somebody else asked
        return;
    if (answered == Asked::Shown && !m_askAgain) {
        beginResetModel();
        m_payments = payments;
        m_loaded = true;
        endResetModel();
        Q_EMIT listChanged();
        if (const DirectPayment *asked = find(m_undo.question().subject); asked && asked->saleId.isEmpty())
            m_undo.settle(asked->receipt);
    }
    if (m_askAgain)
        return refresh();
    if (answered == Asked::Count || (m_filter.trimmed().isEmpty() && !m_matchedToo))
        return countFrom(payments);
    m_asked = Asked::Count;
    m_direct.list({{}, {}, false, kMostListed});
}

void DirectViewModel::countFrom(const QList<DirectPayment> &payments)
{
    if (m_unmatched == payments.size())
        return;
    m_unmatched = static_cast<int>(payments.size());
    Q_EMIT unmatchedChanged();
}

void DirectViewModel::onMatched(const QString &ticket, const DirectPayment &payment, const SaleBalance &sale)
{
    const QString amount = payment.amount.toDisplay();
    const bool undone = payment.saleId.isEmpty() && m_undo.stage() == DecisionViewModel::Stage::Sending && m_undo.question().subject == payment.receipt;
    if (undone) {
        m_notice = {Tone::Info, Glyph::Check, tr("%1 (code %2) is on no sale now.").arg(amount, payment.receipt), tr("Who took it off, and why, stands in the ledger."), {}};
        m_lastMatched.clear();
        m_undo.settle(payment.receipt);
    } else if (!ticket.isEmpty() && ticket == m_ticket) {
        m_ticket.clear();
        const bool settled = sale.state == SaleBalance::State::Paid || sale.state == SaleBalance::State::Overpaid;
        m_notice = {settled ? Tone::Paid : Tone::Waiting, settled ? Glyph::Paid : Glyph::Waiting, tr("%1 is on sale %2 now.").arg(amount, payment.saleNumber), balanceWords(sale), tr("Undo")};
        m_lastMatched = payment.receipt;
        if (settled)
            m_sale.clear();   // the next payment is for another one
    }
    if (const int row = rowOf(payment.receipt); row >= 0) {   // at once: a second press must find it taken
        const bool exact = m_payments.at(row).exact;
        m_payments[row] = payment;
        m_payments[row].exact = exact && payment.saleId.isEmpty();
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    Q_EMIT changed();
    refresh();
}

void DirectViewModel::onRefused(const QString &ticket, const Failure &failure)
{
    m_undo.refused(ticket, failure);
    if (ticket.isEmpty() || ticket != m_ticket)
        return;
    m_ticket.clear();
    m_notice = directRefusal(failure, m_clock.nowUtc());
    Q_EMIT changed();
    refresh();   // what was shown was not true any more
}

} // namespace kaunta::ui
