#include "core/sale/sale_money.h"

#include <algorithm>

namespace kaunta::sale {

namespace {

bool wentBack(const ledger::LedgerReader &ledger, const QString &receipt)
{
    const auto refunds = ledger.refundsOfReceipt(receipt);
    return std::any_of(refunds.begin(), refunds.end(), [](const ledger::RefundRecord &refund) { return refund.state.status == refund::Status::Done; });
}

bool isProven(const ledger::LedgerReader &ledger, const ledger::PaymentRecord &payment)
{
    if (payment.chargeId.isEmpty())   // a record of M-PESA's own, put there by a person
        return true;
    const auto charge = ledger.charge(payment.chargeId);
    return charge && charge->state.status == Status::Paid;
}

} // namespace

Money paidOn(const ledger::LedgerReader &ledger, const ledger::SaleRecord &sale)
{
    qint64 paid = 0;
    const auto payments = ledger.paymentsOfSale(sale.id);
    for (const ledger::PaymentRecord &payment : payments)
        if (payment.amount.currency() == sale.due.currency() && isProven(ledger, payment) && !wentBack(ledger, payment.receipt))
            paid += payment.amount.minor();
    const auto charges = ledger.chargesOfSale(sale.id);
    for (const ledger::ChargeRecord &charge : charges)
        if (charge.state.status == Status::Paid && charge.state.receipt.isEmpty() && charge.amount.currency() == sale.due.currency())
            paid += charge.amount.minor();
    return Money::fromMinor(paid, sale.due.currency());
}

} // namespace kaunta::sale
