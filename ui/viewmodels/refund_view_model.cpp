#include "ui/viewmodels/refund_view_model.h"

#include "ui/viewmodels/failure_notice.h"
#include "ui/viewmodels/reason_rule.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using refund::RefundSnapshot;

namespace {

constexpr milliseconds kAskedFor = 30s;   // after this long without news the button is offered again

//! In English to the ledger and to M-PESA, which takes no other letters; on the screen in the shop's language.
constexpr std::array kReasons{
    QT_TRANSLATE_NOOP("RefundReasons", "Wrong amount"),       QT_TRANSLATE_NOOP("RefundReasons", "Paid twice"),
    QT_TRANSLATE_NOOP("RefundReasons", "Goods returned"),     QT_TRANSLATE_NOOP("RefundReasons", "Goods not in stock"),
    QT_TRANSLATE_NOOP("RefundReasons", "Paid by mistake"),    QT_TRANSLATE_NOOP("RefundReasons", "Another reason"),
};
constexpr int kAnother = static_cast<int>(kReasons.size()) - 1;

} // namespace

RefundViewModel::RefundViewModel(refund::RefundService &refunds, const Clock &clock, const QString &user, QObject *parent)
    : QObject(parent), m_refunds(refunds), m_clock(clock), m_user(user)
{
    using Service = refund::RefundService;
    connect(&m_refunds, &Service::refundOffered, this, &RefundViewModel::onOffered);
    connect(&m_refunds, &Service::refundStarted, this, &RefundViewModel::onStarted);
    connect(&m_refunds, &Service::refundRefused, this, &RefundViewModel::onRefused);
    connect(&m_refunds, &Service::refundChanged, this, &RefundViewModel::onChanged);
}

QString RefundViewModel::amountText() const
{
    return m_offer.amount.toDisplay();
}

QString RefundViewModel::toWhom() const
{
    return m_offer.phoneMasked.isEmpty() ? tr("to the customer who paid it") : tr("to %1").arg(m_offer.phoneMasked);
}

QString RefundViewModel::paymentText() const
{
    QStringList parts{tr("Receipt %1").arg(m_offer.receipt)};
    if (!m_offer.saleNumber.isEmpty())
        parts << tr("Sale %1").arg(m_offer.saleNumber);
    if (m_offer.paidAt.isValid())
        parts << tr("Paid %1").arg(dayAndTime(m_offer.paidAt, m_clock.nowUtc()));
    return parts.join(u" · "_s);
}

QStringList RefundViewModel::reasons() const
{
    QStringList words;
    for (const char *reason : kReasons)
        words << QCoreApplication::translate("RefundReasons", reason);
    return words;
}

void RefundViewModel::setReasonIndex(int index)
{
    if (m_stage != Stage::Form || index == m_reasonIndex || index < -1 || index > kAnother)
        return;
    m_reasonIndex = index;
    Q_EMIT changed();
}

void RefundViewModel::setNote(const QString &typed)
{
    const QString tidy = typed.simplified();
    if (m_stage != Stage::Form || tidy == m_note)
        return;
    m_note = tidy;
    Q_EMIT changed();
}

bool RefundViewModel::needsNote() const
{
    return m_reasonIndex == kAnother;
}

QString RefundViewModel::noteProblem() const
{
    if (const QString problem = reasonProblem(m_note); !problem.isEmpty())
        return problem;
    return m_note.isEmpty() ? QString() : reasonProblem(reason());   // together they may be too long
}

QString RefundViewModel::reason() const
{
    if (m_reasonIndex < 0 || needsNote())
        return m_note;
    const QString chosen = QString::fromLatin1(kReasons[static_cast<std::size_t>(m_reasonIndex)]);
    return m_note.isEmpty() ? chosen : chosen + u" - "_s + m_note;
}

bool RefundViewModel::canAskApproval() const
{
    return m_stage == Stage::Form && m_reasonIndex >= 0 && isReason(reason()) && noteProblem().isEmpty();
}

void RefundViewModel::go(Stage stage, const BarNotice &notice)
{
    m_stage = stage;
    m_notice = notice;
    if (stage != Stage::Approving && stage != Stage::Sending)
        m_ticket.clear();
    Q_EMIT changed();
}

void RefundViewModel::choose()
{
    if (m_stage == Stage::Sending)
        return;
    m_origin = Origin::Refunds;
    m_receipt.clear();
    m_offer = {};
    m_refund = {};
    go(Stage::Choosing);
}

void RefundViewModel::start(const QString &receipt, Origin origin)
{
    const QString wanted = receipt.simplified().remove(u' ').toUpper();
    if (m_stage == Stage::Sending || wanted.isEmpty() || (m_stage == Stage::Looking && wanted == m_receipt))
        return;
    m_origin = origin;
    m_receipt = wanted;
    m_offer = {};
    m_refund = {};
    m_early.clear();
    m_reasonIndex = -1;
    m_note.clear();
    m_askedAt.reset();
    go(Stage::Looking);
    m_refunds.mayRefund(m_receipt);
}

void RefundViewModel::onOffered(const refund::RefundOffer &offer)
{
    if ((m_stage != Stage::Looking && m_stage != Stage::Form) || offer.receipt != m_receipt)
        return;
    m_offer = offer;
    if (offer.possible)
        go(Stage::Form, m_stage == Stage::Form ? m_notice : BarNotice{});
    else
        go(Stage::NotPossible, failureNotice(offer.failure, offer.refundId.isEmpty() ? QString() : tr("Show that refund")));
}

void RefundViewModel::askApproval()
{
    if (!canAskApproval())
        return;
    m_ticket = u"refund-"_s + QString::number(++m_tickets);
    go(Stage::Approving);
    Q_EMIT approvalWanted({m_ticket, people::Purpose::Refund, m_receipt, m_user}, tr("Send %1 back %2 (receipt %3).").arg(amountText(), toWhom(), m_receipt));
}

void RefundViewModel::approvalGiven(const QString &ticket, const people::Grant &grant)
{
    if (m_stage != Stage::Approving || ticket != m_ticket)
        return;
    m_early.clear();
    go(Stage::Sending);
    m_refunds.refund({m_ticket, m_receipt, reason(), m_user, grant.id});
}

void RefundViewModel::approvalCancelled(const QString &ticket)
{
    if (m_stage == Stage::Approving && ticket == m_ticket)
        go(Stage::Form);
}

void RefundViewModel::onStarted(const QString &ticket, const RefundSnapshot &refund)
{
    if (m_stage != Stage::Sending || ticket != m_ticket)
        return;
    m_refund = m_early.value(refund.refundId, refund);
    m_early.clear();
    go(Stage::Following);
}

void RefundViewModel::onRefused(const QString &ticket, const Failure &failure)
{
    if (m_stage == Stage::Sending && ticket == m_ticket)
        go(Stage::Form, failureNotice(failure));
}

void RefundViewModel::onChanged(const RefundSnapshot &refund)
{
    if (m_stage == Stage::Sending && refund.receipt == m_receipt)
        m_early.insert(refund.refundId, refund);
    if (m_stage == Stage::Form && refund.receipt == m_receipt)
        m_refunds.mayRefund(m_receipt);   // an earlier refund of this payment moved: what was offered may not be true any more
    if (m_stage != Stage::Following || refund.refundId != m_refund.refundId)
        return;
    m_refund = refund;
    m_askedAt.reset();
    Q_EMIT changed();
}

void RefundViewModel::close()
{
    if (m_stage == Stage::Sending || m_stage == Stage::Closed)
        return;
    go(Stage::Closed);
    Q_EMIT left(m_origin);
}

void RefundViewModel::showBlocking()
{
    const QString id = m_offer.refundId;
    if (m_stage == Stage::NotPossible && !id.isEmpty())
        showListed(id);
}

void RefundViewModel::showListed(const QString &refundId)
{
    if (m_stage != Stage::Sending && m_stage != Stage::Closed)
        go(Stage::Closed);
    Q_EMIT refundShown(refundId);
}

bool RefundViewModel::offersCheck() const
{
    return m_stage == Stage::Following && m_refund.canAsk && refund::isOpen(m_refund.state.status);
}

bool RefundViewModel::canCheck() const
{
    return offersCheck() && !m_askedAt;
}

void RefundViewModel::checkNow()
{
    if (!canCheck())
        return;
    m_askedAt = m_clock.sinceBoot();
    Q_EMIT changed();
    m_refunds.checkNow(m_refund.refundId);
}

void RefundViewModel::tick()
{
    if (!m_askedAt || m_clock.sinceBoot() - *m_askedAt < kAskedFor)
        return;
    m_askedAt.reset();
    Q_EMIT changed();
}

} // namespace kaunta::ui
