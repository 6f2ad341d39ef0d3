#pragma once

#include "core/base/failure.h"
#include "core/base/money.h"
#include "core/profile/profile.h"
#include "core/providers/payment_provider.h"
#include "core/refund/refund_machine.h"
#include "core/sale/sale_service.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace kaunta::refund {

//! Subject of the grant that lets the M-PESA user for refunds be tried again, and of its line in the journal.
inline constexpr QLatin1StringView kInitiator{"initiator"};

//! What two people want. The amount is always the payment's whole amount.
struct RefundOrder {
    QString ticket;    //!< the caller's own mark
    QString receipt;   //!< of a payment in this ledger
    QString reason;    //!< 2 to 100 characters
    QString user;      //!< who asks
    QString grant;     //!< id of a people::Grant for Purpose::Refund and this receipt
};

//! May this payment be sent back, and if not, why not. Told before anyone asks for a PIN.
struct RefundOffer {
    QString receipt;
    QString saleId;
    QString saleNumber;
    Money amount;
    QString phoneMasked;
    QDateTime paidAt;
    bool possible = false;
    Failure failure;       //!< set when not possible: NotFound, RefundExists, CallbackNotTested, NotSupported, InitiatorMissing …
    QString refundId;      //!< the refund that stands in the way
};

//! Everything that a screen shows of one refund; immutable.
struct RefundSnapshot {
    QString refundId;
    QString saleId;
    QString saleNumber;
    QString receipt;           //!< of the payment
    Environment environment = Environment::Practice;
    Money amount;
    QString phoneMasked;
    QString reason;
    QString requestedBy;
    QString approvedBy;
    bool singlePerson = false;
    RefundState state;
    bool canAsk = false;       //!< a conversation id is known, so M-PESA can be asked
    providers::Explanation explanation;   //!< of state.reason
    QString providerText;
    QDateTime journaledAt;
    QDateTime acceptedAt;
    QDateTime settledAt;
    QDateTime nextCheckAt;     //!< invalid: none is planned
    QList<sale::TimelineEntry> timeline;   //!< oldest first; kinds are "refund.…"
};

//! Refunds as a screen or a command sees them. Implemented by RefundEngine. Every call returns at once; answers are signals.
class RefundService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Answered by refundOffered().
    virtual void mayRefund(const QString &receipt) = 0;
    //! Ends in exactly one of refundStarted() and refundRefused() with the order's ticket.
    virtual void refund(const kaunta::refund::RefundOrder &order) = 0;
    //! Asks M-PESA by conversation id, if that is known.
    virtual void checkNow(const QString &refundId) = 0;
    //! Newest first, at most 500. Answered by refundsListed().
    virtual void listRefunds(const QDateTime &since) = 0;
    //! A manager's decision on one that is unknown or in conflict; needs a grant for Purpose::Decide and the refund's id.
    virtual void decide(const QString &ticket, const QString &refundId, bool moneyWentBack, const QString &reason, const QString &user, const QString &grant) = 0;
    //! Is the M-PESA user for refunds and balances stopped? Answered by initiatorTold(), which comes by itself as well when that changes.
    virtual void askInitiator();
    //! After InitiatorRefused: a manager says that the M-PESA user for refunds is right now. Needs a grant for Purpose::Decide and
    //! kInitiator. Ends in exactly one of initiatorAllowed() and refundRefused().
    virtual void allowInitiator(const QString &ticket, const QString &reason, const QString &user, const QString &grant);

Q_SIGNALS:
    void refundOffered(const kaunta::refund::RefundOffer &offer);
    //! It was journaled and a request is on its way.
    void refundStarted(const QString &ticket, const kaunta::refund::RefundSnapshot &refund);
    //! Nothing was sent.
    void refundRefused(const QString &ticket, const kaunta::Failure &failure);
    //! Something changed; it is on disk already.
    void refundChanged(const kaunta::refund::RefundSnapshot &refund);
    void refundsListed(const QList<kaunta::refund::RefundSnapshot> &refunds);
    void initiatorAllowed(const QString &ticket);
    //! `code`: that M-PESA refused its user with; empty: nothing is stopped.
    void initiatorTold(const QString &code);
    //! A conflict, or money that went back although it was believed not to have.
    void refundAlert(const kaunta::refund::RefundSnapshot &refund);
};

} // namespace kaunta::refund
