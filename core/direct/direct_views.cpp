#include "core/direct/direct_views.h"

#include "core/sale/sale_money.h"

#include <QRegularExpression>
#include <algorithm>

namespace kaunta::direct {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSearched = 5000;
constexpr int kMostListed = 500;

QString usedAt(const QString &number, const QDateTime &at)
{
    return number + u' ' + toIso(at);
}

} // namespace

SaleBalance::State balanceState(Money due, Money paid)
{
    if (paid.minor() <= 0)
        return SaleBalance::State::Unpaid;
    if (paid.minor() < due.minor())
        return SaleBalance::State::PartPaid;
    return paid.minor() == due.minor() ? SaleBalance::State::Paid : SaleBalance::State::Overpaid;
}

QString phoneEndOf(const QString &told)
{
    static const QRegularExpression end(uR"(\A[0-9 +*xX]*?([0-9]{1,3})\z)"_s);
    const auto match = end.match(told.trimmed());
    return match.hasMatch() ? match.captured(1) : QString();
}

bool answersTo(const DirectPayment &payment, const QString &text)
{
    const QString wanted = text.trimmed();
    const auto has = [&wanted](const QString &where) { return where.contains(wanted, Qt::CaseInsensitive); };
    if (wanted.isEmpty() || has(payment.receipt) || has(payment.payer) || has(payment.billReference))
        return true;
    const auto amount = Money::parse(wanted, payment.amount.currency());
    return (amount && *amount == payment.amount) || (!payment.phoneEnd.isEmpty() && wanted.size() <= 3 && payment.phoneEnd.endsWith(wanted));
}

DirectPayment DirectViews::of(const ledger::PaymentRecord &payment) const
{
    DirectPayment view;
    view.receipt = payment.receipt;
    view.amount = payment.amount;
    view.at = payment.paidAt.isValid() ? payment.paidAt : payment.at;
    view.billReference = payment.billReference;
    view.evidence = payment.evidence;
    view.saleId = payment.saleId;
    view.matchedBy = payment.matchedBy;
    view.matchedAt = payment.matchedAt;
    const MoneyIn told = m_finder.moneyOf(payment);
    view.payer = told.name;
    view.phoneEnd = phoneEndOf(told.phone);
    if (const auto sale = payment.saleId.isEmpty() ? std::nullopt : m_ledger.sale(payment.saleId))
        view.saleNumber = sale->number;
    else if (payment.chargeId.isEmpty())
        view.held = m_finder.placeOf(payment).kind != Place::Kind::Alone;
    return view;
}

SaleBalance DirectViews::balanceOf(const ledger::SaleRecord &sale) const
{
    const Money paid = sale::paidOn(m_ledger, sale);
    return {sale.id, sale.number, balanceState(sale.due, paid), sale.due, paid};
}

Claim DirectViews::claimOf(const ledger::ClaimRecord &claim) const
{
    const auto sale = m_ledger.sale(claim.saleId);
    return {claim.code, claim.saleId, sale ? sale->number : QString(), claim.claimedBy, claim.claimedAt};
}

bool DirectViews::goesBack(const QString &receipt) const
{
    const auto refunds = m_ledger.refundsOfReceipt(receipt);
    return std::any_of(refunds.begin(), refunds.end(), [](const ledger::RefundRecord &refund) {
        const refund::Status status = refund.state.status;
        return status != refund::Status::NotSent && status != refund::Status::Refused && status != refund::Status::ClosedByManager;
    });
}

QString DirectViews::whereUsed(const ledger::PaymentRecord &payment) const
{
    const auto sale = payment.saleId.isEmpty() ? std::nullopt : m_ledger.sale(payment.saleId);
    return sale ? usedAt(sale->number, payment.matchedAt.isValid() ? payment.matchedAt : payment.at) : QString();
}

QList<DirectPayment> DirectViews::list(const Search &search) const
{
    const auto sale = search.forSale.isEmpty() ? std::nullopt : m_ledger.sale(search.forSale);
    const qint64 lacks = sale ? sale->due.minor() - sale::paidOn(m_ledger, *sale).minor() : 0;
    const auto payments = m_ledger.directPayments(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), kMostSearched, search.matchedToo);
    QList<DirectPayment> found;
    const auto take = [&](bool exact) {
        for (const ledger::PaymentRecord &payment : payments) {
            if (found.size() >= std::clamp(search.limit, 1, kMostListed))
                return;
            const bool fits = lacks > 0 && payment.amount == Money::fromMinor(lacks, sale->due.currency());
            if (fits != exact || goesBack(payment.receipt))
                continue;
            DirectPayment view = of(payment);
            view.exact = exact;
            if (answersTo(view, search.text))
                found << view;
        }
    };
    take(true);
    take(false);
    return found;
}

} // namespace kaunta::direct
