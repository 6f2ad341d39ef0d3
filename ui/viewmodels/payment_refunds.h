#pragma once

#include "ui/viewmodels/day_total.h"
#include "ui/viewmodels/refund_words.h"

#include <QHash>
#include <QList>
#include <optional>

namespace kaunta::ui {

//! What went back, or is on its way back, of the payments: by their receipts.
class PaymentRefunds
{
public:
    //! How one payment stands. An open refund counts before what went back already: somebody may have to act.
    struct Standing {
        QString refundId;        //!< the one to look at
        ListedState state;       //!< "Paid, refunded", "Paid, refund pending" …
        refund::Status status = refund::Status::Draft;
        Money amount;            //!< of that refund
        Money refunded;          //!< proven to have gone back, of all of them
    };

    void setAll(const QList<refund::RefundSnapshot> &refunds);
    void put(const refund::RefundSnapshot &refund);
    //! Empty for a payment of which nothing went back and nothing is on its way, and for what is not proven to be paid.
    std::optional<Standing> of(const sale::ChargeSnapshot &charge) const;
    //! One line for each kind that there is among these payments: what went back, what is on its way, what nobody knows.
    QList<DayTotal> totals(const QList<sale::ChargeSnapshot> &charges, Currency currency) const;

private:
    QHash<QString, QList<refund::RefundSnapshot>> m_byReceipt;
};

} // namespace kaunta::ui
