#pragma once

#include "core/base/failure.h"
#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/profile/profile.h"
#include "core/providers/payment_provider.h"
#include "core/sale/charge_machine.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <chrono>

namespace kaunta::sale {

//! What a cashier confirmed. `ticket` is the caller's own mark: it comes back with the answer.
struct ChargeOrder {
    QString ticket;
    Msisdn phone;
    Money amount;
    QString reference;     //!< as typed; [A-Za-z0-9 .-], 1 to 12 characters
    QString description;   //!< 1 to 13 characters of the same; empty: "Payment"
    QString key;           //!< idempotency key, at most 64; empty: none
    QString user;
    QString saleId;        //!< set: "send again", a new charge of that sale; empty: a new sale
    QString grant = {};    //!< set: a people::Grant for Purpose::Resend and the open charge's id: a prompt over that open charge
    QString grantReason = {};   //!< why; journaled with it
};

//! One line of a charge's history, in facts: a screen finds the words.
struct TimelineEntry {
    QDateTime at;
    QString kind;   //!< the journal's kind: "charge.push_accepted", "charge.query_pending", …
    QString code;   //!< provider's code, if any
    QString text;   //!< provider's words, if any
};

//! Everything that a screen shows of one charge; immutable, safe to pass between threads.
struct ChargeSnapshot {
    QString saleId;
    QString saleNumber;        //!< "A1-0142"
    QString chargeId;
    Environment environment = Environment::Practice;
    Money amount;
    QString phoneMasked;       //!< "0722 … 000"
    QString reference;
    QString user;
    ChargeState state;
    bool hasCheckoutId = false;             //!< false: M-PESA cannot be asked about it
    providers::Explanation explanation;     //!< of state.reason
    QString providerText;                   //!< provider's own words for the reason, small print
    QDateTime journaledAt;
    QDateTime acceptedAt;
    QDateTime settledAt;
    QDateTime lastCheckAt;
    QDateTime nextCheckAt;                  //!< invalid: no question is planned
    QList<TimelineEntry> timeline;          //!< oldest first
};

enum class AlertKind { LateMoney, Conflict, SecondReceipt, LedgerTrouble, LedgerWorksAgain };
struct Alert {
    AlertKind kind = AlertKind::LateMoney;
    ChargeSnapshot charge;   //!< empty ids for ledger alerts
    QDateTime at;
    QString receipt;         //!< the second receipt, for SecondReceipt
};

//! Why a charge was held before anything was sent.
struct Refusal {
    QString ticket;
    Failure failure;
    ChargeSnapshot openCharge;                     //!< for GuardOpenCharge and KeyReused: the charge that stands in the way
    std::chrono::seconds countdown{0};             //!< for GuardCountdown: how long until it may be sent
};

//! Is "Send again" allowed for a charge, and if not yet, when.
struct ResendState {
    bool offered = false;                          //!< this charge is finished unpaid; a new one may be sent (now or later)
    std::chrono::seconds countdown{0};             //!< 0: now
};

//! What a screen or a command may ask of the till. Implemented by ChargeEngine; reached from the GUI thread through
//! ThreadedSaleService; faked by tests of view models. Every call returns at once; answers are signals.
class SaleService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Ends in exactly one of charged() and refused() with the order's ticket.
    virtual void charge(const kaunta::sale::ChargeOrder &order) = 0;
    //! Esc: the sale goes to Pending and is followed on; if no byte has left yet, nothing is sent.
    virtual void stopWaiting(const QString &chargeId) = 0;
    //! Asks M-PESA as soon as the query budget allows.
    virtual void checkNow(const QString &chargeId) = 0;
    //! Answered by pendingListed().
    virtual void listPending() = 0;
    //! Charges since `since`, newest first, at most 500. Answered by paymentsListed().
    virtual void listSince(const QDateTime &since) = 0;
    //! Answered by resendStateTold().
    virtual void askResend(const QString &chargeId) = 0;
    //! A manager's decision on a charge that is unknown or in conflict: accept as paid (at a risk), or close as not paid. Never
    //! counted or shown as Paid; later evidence reopens it. Needs a grant for Purpose::Decide and the charge's id. Ends in
    //! chargeChanged() and decided(), or decisionRefused().
    virtual void decide(const QString &ticket, const QString &chargeId, bool acceptAsPaid, const QString &reason, const QString &user, const QString &grant);

Q_SIGNALS:
    //! The order was journaled and a prompt is on its way (or, for a repeated key, this is the first charge).
    void charged(const QString &ticket, const kaunta::sale::ChargeSnapshot &charge);
    //! Nothing was sent.
    void refused(const kaunta::sale::Refusal &refusal);
    //! Something about a charge changed; it is on disk already.
    void chargeChanged(const kaunta::sale::ChargeSnapshot &charge);
    void pendingListed(const QList<kaunta::sale::ChargeSnapshot> &charges);
    void paymentsListed(const QList<kaunta::sale::ChargeSnapshot> &charges);
    void resendStateTold(const QString &chargeId, const kaunta::sale::ResendState &state);
    void alertRaised(const kaunta::sale::Alert &alert);
    void decided(const QString &ticket, const kaunta::sale::ChargeSnapshot &charge);
    void decisionRefused(const QString &ticket, const kaunta::Failure &failure);
    //! False after a call failed before or on the network; true after any answer from the provider.
    void onlineChanged(bool online);
};

} // namespace kaunta::sale
