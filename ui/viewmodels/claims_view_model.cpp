#include "ui/viewmodels/claims_view_model.h"

#include "ui/viewmodels/refund_words.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using direct::Claim;
using direct::DirectPayment;
using direct::SaleBalance;

namespace {

bool isCodeLetter(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

//! The engine checks again; this is for a form that speaks while it is filled in.
bool isCode(const QString &text)
{
    return text.size() == ClaimsViewModel::kCodeLength && std::all_of(text.cbegin(), text.cend(), isCodeLetter);
}

} // namespace

ClaimsViewModel::ClaimsViewModel(direct::DirectService &direct, const Clock &clock, const QString &user, Way way, QObject *parent)
    : QAbstractTableModel(parent), m_direct(direct), m_clock(clock), m_way(std::move(way)), m_user(user), m_decision(u"claim-decision-"_s, user)
{
    using Service = direct::DirectService;
    connect(&m_direct, &Service::claimFound, this, &ClaimsViewModel::onFound);
    connect(&m_direct, &Service::claimOpen, this, [this](const QString &ticket, const Claim &claim) {
        refresh();
        if (!m_ticket.isEmpty() && ticket == m_ticket)
            answered({Tone::Unknown, Glyph::Unknown, tr("Claimed, not verified: M-PESA has not confirmed code %1 for sale %2.").arg(claim.code, claim.saleNumber),
                      tr("Hold the goods. It counts as soon as M-PESA tells of it; a manager can decide before that."), {}}, true);
    });
    connect(&m_direct, &Service::directRefused, this, &ClaimsViewModel::onRefused);
    connect(&m_direct, &Service::claimDecided, this, [this](const QString &, const Claim &claim, bool accepted) {
        m_notice = accepted ? BarNotice{Tone::Info, Glyph::Manager, tr("Code %1 was accepted for sale %2 by a decision.").arg(claim.code, claim.saleNumber), tr("If M-PESA has not told of it, that stays marked as without proof."), {}}
                            : BarNotice{Tone::Declined, Glyph::Declined, tr("Code %1 was rejected for sale %2.").arg(claim.code, claim.saleNumber), tr("Do not hand out the goods for it."), {}};
        m_decision.settle(claim.code);
        Q_EMIT changed();
        refresh();
    });
    connect(&m_direct, &Service::claimsListed, this, [this](const QList<Claim> &claims) {
        beginResetModel();
        m_claims = claims;
        m_loaded = true;
        endResetModel();
        if (const QString subject = m_decision.question().subject; m_decision.isOpen() && !find(subject) && !m_decision.isBusy())
            m_decision.settle(subject);
        Q_EMIT listChanged();
    });
    connect(&m_decision, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        m_direct.decideClaim(decision.ticket, decision.subject, decision.yes, decision.reason, decision.user, decision.grant);
    });
}

void ClaimsViewModel::setUser(const QString &user)
{
    m_user = user;
    m_decision.setUser(user);
}

int ClaimsViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_claims.size());
}

int ClaimsViewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ClaimsViewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_claims.size())
        return {};
    const Claim &claim = m_claims.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(claim, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case Qt::AccessibleTextRole:   // a cell alone says nothing to somebody who cannot see its column
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), cell(claim, index.column()));
    case CodeRole:
        return claim.code;
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(Tone::Unknown) : QVariant();
    case GlyphRole:
        return index.column() == State ? QVariant::fromValue(Glyph::Unknown) : QVariant();
    default:
        return {};
    }
}

QVariant ClaimsViewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Shown");
    case Code: return tr("Code");
    case Sale: return tr("Sale");
    case ClaimedBy: return tr("Typed by");
    case State: return tr("State");
    default: return {};
    }
}

QString ClaimsViewModel::cell(const Claim &claim, int column) const
{
    switch (column) {
    case Time: return dayAndTime(claim.claimedAt, m_clock.nowUtc());
    case Code: return claim.code;
    case Sale: return claim.saleNumber;
    case ClaimedBy: return claim.claimedBy;
    case State: return tr("Not verified");   // short: the list's title says the rest
    default: return {};
    }
}

const Claim *ClaimsViewModel::find(const QString &code) const
{
    const int row = rowOf(code);
    return row < 0 ? nullptr : &m_claims.at(row);
}

int ClaimsViewModel::rowOf(const QString &code) const
{
    const auto found = std::find_if(m_claims.cbegin(), m_claims.cend(), [&](const Claim &claim) { return claim.code == code; });
    return found == m_claims.cend() ? -1 : static_cast<int>(found - m_claims.cbegin());
}

QString ClaimsViewModel::emptyWords() const
{
    if (!m_claims.isEmpty())
        return {};
    return m_loaded ? tr("No code is claimed without M-PESA's word.") : tr("Reading the list…");
}

void ClaimsViewModel::open(const QString &saleNumber)
{
    m_stage = m_ticket.isEmpty() ? Stage::Form : Stage::Asking;
    if (m_stage == Stage::Form) {
        m_sale = tidySaleNumber(saleNumber);
        m_code.clear();
        m_notice = {};
    }
    Q_EMIT changed();
    refresh();
}

void ClaimsViewModel::close()
{
    if (m_stage == Stage::Closed)
        return;
    m_stage = Stage::Closed;
    m_decision.close();
    Q_EMIT changed();
}

void ClaimsViewModel::setSale(const QString &typed)
{
    const QString tidy = tidySaleNumber(typed);
    if (tidy == m_sale || m_stage == Stage::Asking)
        return;
    m_sale = tidy;
    Q_EMIT changed();
}

void ClaimsViewModel::setCode(const QString &typed)
{
    const QString tidy = typed.simplified().remove(u' ').toUpper();
    if (tidy == m_code || m_stage == Stage::Asking)
        return;
    m_code = tidy;
    Q_EMIT changed();
}

QString ClaimsViewModel::codeProblem() const
{
    if (!std::all_of(m_code.cbegin(), m_code.cend(), isCodeLetter))
        return tr("A code has letters and digits only.");
    return m_code.size() > kCodeLength ? tr("A code has ten letters and digits; this has %1.").arg(m_code.size()) : QString();
}

QString ClaimsViewModel::codeHelp() const
{
    if (m_code.isEmpty())
        return tr("Ten letters and digits, from the customer's M-PESA message. Type or scan it.");
    return isCode(m_code) ? tr("Ten letters and digits. Compare O and 0, I and 1.") : tr("%1 of 10").arg(m_code.size());
}

bool ClaimsViewModel::canClaim() const
{
    return m_stage == Stage::Form && isCode(m_code) && !m_sale.isEmpty();
}

void ClaimsViewModel::claim()
{
    if (canClaim())
        return ask(m_code, m_sale);
    if (m_stage != Stage::Form || m_code.isEmpty() || isCode(m_code))
        return;
    m_notice = directRefusal({FailureCode::CodeInvalid, {}}, m_clock.nowUtc());
    Q_EMIT changed();
}

void ClaimsViewModel::lookAgain(const QString &code)
{
    if (const Claim *claim = find(code); claim && m_stage == Stage::Form)
        ask(claim->code, claim->saleNumber);
}

void ClaimsViewModel::ask(const QString &code, const QString &sale)
{
    m_stage = Stage::Asking;
    m_notice = {};
    m_asked = code;
    m_ticket = u"claim-"_s + QString::number(++m_tickets);
    Q_EMIT changed();
    m_direct.claim(m_ticket, code, sale, m_user);
}

void ClaimsViewModel::answered(const BarNotice &notice, bool codeDone)
{
    m_ticket.clear();
    m_notice = notice;
    if (m_stage == Stage::Asking)
        m_stage = Stage::Form;
    if (codeDone && m_code == m_asked)
        m_code.clear();
    Q_EMIT changed();
}

void ClaimsViewModel::onFound(const QString &ticket, const DirectPayment &payment, const SaleBalance &sale)
{
    m_decision.settle(payment.receipt);
    refresh();
    const bool mine = !m_ticket.isEmpty() && ticket == m_ticket;
    if (!mine && !isOpen())
        return;
    const BarNotice found{Tone::Paid, Glyph::Paid, tr("Found: %1, code %2. It is on sale %3.").arg(payment.amount.toDisplay(), payment.receipt, sale.saleNumber), balanceWords(sale), {}};
    if (mine)
        return answered(found, true);
    m_notice = found;   // M-PESA told of an older claim meanwhile
    Q_EMIT changed();
}

void ClaimsViewModel::onRefused(const QString &ticket, const Failure &failure)
{
    m_decision.refused(ticket, failure);
    if (m_ticket.isEmpty() || ticket != m_ticket)
        return;
    refresh();   // one whose amount or time does not fit stays claimed
    BarNotice notice = directRefusal(failure, m_clock.nowUtc());
    if (failure.code == FailureCode::NotAllowed && failure.detail == m_asked) {
        notice.says = tr("Code %1 was rejected for this sale before, and M-PESA has not confirmed it since. Nothing was changed.").arg(m_asked);
        notice.next = tr("Do not accept the code.");
    } else if (failure.code == FailureCode::AmountDiffers || failure.code == FailureCode::CodeTooOld) {
        notice.next = tr("It stays claimed, not verified: a manager can decide about it below.");
    }
    answered(notice, false);
}

void ClaimsViewModel::openDecision(const QString &code)
{
    const Claim *claim = find(code);
    if (!claim || m_decision.isBusy())
        return;
    DecisionViewModel::Question question;
    question.subject = code;
    question.purpose = people::Purpose::Decide;
    question.title = tr("Accept code %1?").arg(code);
    question.says = tr("Look for it in M-PESA's portal or statement first. An accepted code that M-PESA never confirms is the shop's loss.");
    question.yes = tr("Accept the code");
    question.no = tr("Reject the code");
    question.whatYes = tr("Accept code %1 for sale %2 although it is not verified.").arg(code, claim->saleNumber);
    question.whatNo = tr("Reject code %1 for sale %2.").arg(code, claim->saleNumber);
    m_decision.open(question);
}

void ClaimsViewModel::refresh()
{
    m_direct.listClaims();
}

} // namespace kaunta::ui
