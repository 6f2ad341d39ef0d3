#include "ui/viewmodels/payment_refunds.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace kaunta::ui {

using refund::RefundSnapshot;
using refund::Status;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(PaymentRefunds)
};

//! Which of several tells how the payment stands; 0: it changed nothing.
int weight(Status status)
{
    if (refundBesidePayment(status).word.isEmpty())
        return 0;
    if (refund::isOpen(status))
        return 3;
    return refund::movedMoneyBack(status) ? 2 : 1;
}

QString paidWord(const refund::RefundState &state, bool whole)
{
    if (countsAsRefunded(state))
        return whole ? Tr::tr("Paid, refunded") : Tr::tr("Paid, partly refunded");
    if (wantsDecision(state))
        return Tr::tr("Paid, refund unknown");
    return refund::isOpen(state.status) ? Tr::tr("Paid, refund pending") : Tr::tr("Paid, refund unproven");
}

} // namespace

void PaymentRefunds::setAll(const QList<RefundSnapshot> &refunds)
{
    m_byReceipt.clear();
    for (const RefundSnapshot &refund : refunds)
        m_byReceipt[refund.receipt] << refund;
}

void PaymentRefunds::put(const RefundSnapshot &refund)
{
    QList<RefundSnapshot> &known = m_byReceipt[refund.receipt];
    const auto same = std::find_if(known.begin(), known.end(), [&refund](const RefundSnapshot &other) { return other.refundId == refund.refundId; });
    if (same == known.end())
        known << refund;
    else
        *same = refund;
}

std::optional<PaymentRefunds::Standing> PaymentRefunds::of(const sale::ChargeSnapshot &charge) const
{
    if (!countsAsPaid(charge.state) || charge.state.receipt.isEmpty())
        return std::nullopt;
    const QList<RefundSnapshot> refunds = m_byReceipt.value(charge.state.receipt);
    const RefundSnapshot *told = nullptr;
    qint64 back = 0;
    for (const RefundSnapshot &refund : refunds) {
        if (weight(refund.state.status) > (told ? weight(told->state.status) : 0))
            told = &refund;
        if (countsAsRefunded(refund.state))
            back += refund.amount.minor();
    }
    if (!told)
        return std::nullopt;
    Standing standing;
    standing.refundId = told->refundId;
    standing.status = told->state.status;
    standing.amount = told->amount;
    standing.refunded = Money::fromMinor(back, charge.amount.currency());
    const StateWords words = refundBesidePayment(told->state.status);
    standing.state = {{paidWord(told->state, back >= charge.amount.minor()), words.glyph, words.tone}, refundListedState(*told).says};
    return standing;
}

QList<DayTotal> PaymentRefunds::totals(const QList<sale::ChargeSnapshot> &charges, Currency currency) const
{
    struct Kind {
        Status told;   //!< stands for all that are called the same beside a payment
        int count = 0;
        qint64 minor = 0;
        void add(const Money &amount)
        {
            ++count;
            minor += amount.minor();
        }
    };
    std::array kinds{Kind{Status::Done}, Kind{Status::Accepted}, Kind{Status::Unknown}, Kind{Status::DoneByManager}};
    for (const sale::ChargeSnapshot &charge : charges) {
        const auto back = of(charge);
        if (!back)
            continue;
        if (back->refunded.minor() > 0)
            kinds.front().add(back->refunded);
        for (Kind &kind : kinds)
            if (kind.told != Status::Done && refundBesidePayment(kind.told).word == refundBesidePayment(back->status).word)
                kind.add(back->amount);
    }
    QList<DayTotal> totals;
    for (const Kind &kind : kinds) {
        const StateWords words = refundBesidePayment(kind.told);
        if (kind.count > 0)
            totals << DayTotal{words.tone, words.glyph, words.word, kind.count, Money::fromMinor(kind.minor, currency).toDisplay()};
    }
    return totals;
}

} // namespace kaunta::ui
