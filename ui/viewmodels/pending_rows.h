#pragma once

#include "ui/viewmodels/refund_words.h"
#include "ui/viewmodels/way.h"

namespace kaunta::ui {

//! One open charge or refund as the Pending page shows it. Every text is ready to be set on a label.
struct PendingRow {
    QString chargeId;      //!< empty for a refund
    QString refundId;      //!< empty for a charge
    QString number;        //!< "A1-0142"
    QString amount;        //!< "KES 1,250"
    QString phone;         //!< "0722 … 000"
    QString reference;
    QString user;
    QString age;           //!< "Asked 12 min ago"
    ListedState state;
    QString lookup;        //!< what M-PESA's list said about it; empty: not looked for
    QString lastCheck;     //!< "Last check 14:02:17", or that there was none
    QString nextCheck;     //!< "Next check in 18 s", "Asking M-PESA now…", or that none is planned and why
    bool canCheck = false;      //!< there is a question to ask M-PESA about it, and it was not asked a moment ago
    bool canLook = false;       //!< in M-PESA's list, and nobody looks just now
    bool canShowCode = false;   //!< a code that the customer shows could be its proof
    bool canDecide = false;     //!< unknown or in conflict: a manager may
    QString id() const { return chargeId.isEmpty() ? refundId : chargeId; }   //!< ULIDs: never the same
    bool operator==(const PendingRow &) const = default;
};

//! `asking`: M-PESA was asked by hand a moment ago.
PendingRow pendingRow(const sale::ChargeSnapshot &charge, const QDateTime &nowUtc, bool asking, const Way &way);
//! A refund's row leads to the page Refunds, where it is acted on.
PendingRow pendingRow(const refund::RefundSnapshot &refund, const QDateTime &nowUtc);

//! "Conflict 1 · Unknown 2 · Waiting 1"; empty for none.
QString pendingSummary(const QList<sale::ChargeSnapshot> &charges, const QList<refund::RefundSnapshot> &refunds);
//! Does it belong on the page: open, its receipt awaited, or declined by a query alone?
bool isPending(const sale::ChargeState &state);
//! A manager may decide what nobody knows.
bool wantsDecision(const sale::ChargeState &state);

} // namespace kaunta::ui
