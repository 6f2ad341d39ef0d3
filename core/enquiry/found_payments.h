#pragma once

#include "core/providers/payment_provider.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <functional>

namespace kaunta::enquiry {

//! A receipt that M-PESA itself calls completed, paid to this shop: a transaction status that was asked for.
struct FoundPayment {
    QString receipt;
    Money amount;
    QDateTime at;            //!< UTC; invalid when it was not told
    QString payer;           //!< name; no number; may be empty
    QString billReference;   //!< what the customer typed; empty when it was not told
};

//! What records of M-PESA's own list were good for.
struct PullOutcome {
    int newDirectPayments = 0;
    int receiptsFound = 0;   //!< charges that have a receipt now and had none before
};

//! Where M-PESA's own records go: whoever knows charges and direct payments. On the engine's thread; called once for each page
//! of a pull and each completed status, several times with the same receipt: what is known already changes nothing.
class FoundPayments
{
public:
    virtual ~FoundPayments() = default;
    virtual PullOutcome takePulled(const QList<providers::PulledPayment> &records) = 0;
    virtual void takeCompleted(const FoundPayment &payment) = 0;
};

//! Looks a receipt up in M-PESA's own records, for a code that a customer shows: the list of the last 48 h first, then a
//! transaction status. What is found has been given to FoundPayments before `done` runs.
class ReceiptLookup
{
public:
    enum class Outcome {
        Found,      //!< it is in M-PESA's records, as a payment to this shop
        NotFound,   //!< M-PESA could be asked, and did not show it. Proves nothing: "no data" may mean "not permitted"
        NotAsked,   //!< M-PESA could not be asked at all now
    };
    using LookedUp = std::function<void(Outcome outcome)>;
    virtual ~ReceiptLookup() = default;
    //! `done` runs exactly once, later than the call returns, within about three minutes; not at all if `context` is gone. An
    //! answer that comes later still reaches FoundPayments.
    virtual void lookUp(const QString &receipt, const QString &user, QObject *context, LookedUp done) = 0;
};

} // namespace kaunta::enquiry
