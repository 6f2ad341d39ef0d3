#pragma once

#include "core/direct/charge_finder.h"
#include "core/direct/direct_service.h"

namespace kaunta::direct {

//! Makes what screens see of payments, sales and claims. Belongs to the ledger's thread.
class DirectViews
{
public:
    //! Both must outlive the views.
    DirectViews(const ledger::LedgerReader &ledger, const ChargeFinder &finder) : m_ledger(ledger), m_finder(finder) {}

    DirectPayment of(const ledger::PaymentRecord &payment) const;
    SaleBalance balanceOf(const ledger::SaleRecord &sale) const;
    Claim claimOf(const ledger::ClaimRecord &claim) const;
    //! Exact amounts first, then newest first. Payments that went back are left out.
    QList<DirectPayment> list(const Search &search) const;
    //! "A1-0142 2026-11-22T11:02:07.123Z": where a payment is, and since when. Empty: on no sale.
    QString whereUsed(const ledger::PaymentRecord &payment) const;
    //! Is a refund of this receipt done, or might it still be?
    bool goesBack(const QString &receipt) const;

private:
    const ledger::LedgerReader &m_ledger;
    const ChargeFinder &m_finder;
};

//! Unpaid, part-paid, paid, overpaid. Pure.
SaleBalance::State balanceState(Money due, Money paid);
//! Does the payment answer to what somebody typed? Receipt, name and reference by any part; digits also by the phone's end and
//! by the whole amount. Pure.
bool answersTo(const DirectPayment &payment, const QString &text);
//! The last three digits of a number that is told in full or masked; empty when it is hashed or not told. Pure.
QString phoneEndOf(const QString &told);

} // namespace kaunta::direct
