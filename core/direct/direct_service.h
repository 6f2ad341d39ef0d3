#pragma once

#include "core/base/failure.h"
#include "core/base/money.h"
#include "core/sale/charge_machine.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace kaunta::direct {

//! A payment that nobody asked for: made straight to the paybill or till, or a second receipt on a paid charge.
struct DirectPayment {
    QString receipt;
    Money amount;
    QDateTime at;              //!< M-PESA's own time, else when the till learned of it
    QString payer;             //!< "JOHN": first name or names, as told
    QString phoneEnd;          //!< "126": the last digits that are known; empty when hashed
    QString billReference;
    sale::Evidence evidence = sale::Evidence::None;
    bool held = false;         //!< could belong to an open charge: waits until that is settled, and cannot be matched before
    QString saleId;            //!< empty: on no sale
    QString saleNumber;
    QString matchedBy;
    QDateTime matchedAt;
    bool exact = false;        //!< the amount is exactly what the asked-for sale still lacks
};

//! What a sale still lacks. Refunds that are done count as not paid.
struct SaleBalance {
    enum class State { Unpaid, PartPaid, Paid, Overpaid };
    QString saleId;
    QString saleNumber;
    State state = State::Unpaid;
    Money due;
    Money paid;
};

//! A code that a customer showed.
struct Claim {
    QString code;
    QString saleId;
    QString saleNumber;
    QString claimedBy;
    QDateTime claimedAt;
};

struct Search {
    QString text;              //!< of receipt, name, bill reference; digits also fit the phone's end and the amount
    QString forSale;           //!< sale whose missing amount is marked as exact; empty: none
    bool matchedToo = false;
    int limit = 200;
};

//! Direct payments as a screen or a command sees them. Every call returns at once and ends in its own signal or directRefused().
class DirectService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Exact amounts first, then newest first. Answered by directListed().
    virtual void list(const kaunta::direct::Search &search) = 0;
    //! Puts a payment on a sale; several may go to one. Answered by directMatched().
    virtual void match(const QString &ticket, const QString &receipt, const QString &saleIdOrNumber, const QString &user) = 0;
    //! Makes a new sale of the payment's own amount and puts it there: a customer who paid before asking. Answered by directMatched().
    virtual void matchNewSale(const QString &ticket, const QString &receipt, const QString &reference, const QString &user) = 0;
    //! Needs a grant for Purpose::UndoMatch and the receipt. Answered by directMatched() with no sale.
    virtual void undo(const QString &ticket, const QString &receipt, const QString &reason, const QString &user, const QString &grant) = 0;
    //! A customer shows a code for a sale. The form is checked, then the ledger, then M-PESA (pull, status) is asked. Ends in
    //! claimFound() (it is on the sale now), claimOpen() ("claimed, not verified") or directRefused(): CodeInvalid, PaymentUsed
    //! (with the first sale's number and time in `detail`), AmountDiffers, CodeTooOld.
    virtual void claim(const QString &ticket, const QString &code, const QString &saleIdOrNumber, const QString &user) = 0;
    //! A decision on an open claim; needs a grant for Purpose::Decide and the code. Answered by claimDecided().
    virtual void decideClaim(const QString &ticket, const QString &code, bool accept, const QString &reason, const QString &user, const QString &grant) = 0;
    //! Open claims, oldest first. Answered by claimsListed().
    virtual void listClaims() = 0;

Q_SIGNALS:
    void directListed(const QList<kaunta::direct::DirectPayment> &payments);
    //! A payment came by itself (or was found in M-PESA's list); it is on disk.
    void directArrived(const kaunta::direct::DirectPayment &payment);
    void directMatched(const QString &ticket, const kaunta::direct::DirectPayment &payment, const kaunta::direct::SaleBalance &sale);
    //! M-PESA's own evidence took a payment away from the sale that a person had put it on.
    void matchOvertaken(const kaunta::direct::DirectPayment &payment, const QString &fromSaleNumber);
    void claimFound(const QString &ticket, const kaunta::direct::DirectPayment &payment, const kaunta::direct::SaleBalance &sale);
    void claimOpen(const QString &ticket, const kaunta::direct::Claim &claim);
    void claimDecided(const QString &ticket, const kaunta::direct::Claim &claim, bool accepted);
    void claimsListed(const QList<kaunta::direct::Claim> &claims);
    void directRefused(const QString &ticket, const kaunta::Failure &failure);
};

} // namespace kaunta::direct
