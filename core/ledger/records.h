#pragma once

#include "core/base/money.h"
#include "core/people/role.h"
#include "core/refund/refund_machine.h"
#include "core/sale/charge_machine.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace kaunta::ledger {

//! What the customer owes. `number` is what people see ("A1-0142").
struct SaleRecord {
    QString id;
    QString number;
    Money due;
    QString user;
    QString reference; //!< as the cashier typed it
    QString description;
    QString personId; //!< whose phone; the number itself is in `person`, outside the chain
    QDateTime createdAt;
    bool operator==(const SaleRecord &) const = default;
};

//! One prompt of a sale. Also the machine's state, so that a restart finds everything here.
struct ChargeRecord {
    QString id;
    QString saleId;
    QString key; //!< idempotency key of the caller; empty or unique in the ledger
    QString personId;
    Money amount;
    sale::ChargeState state;
    QString wireReference; //!< AccountReference as sent; unique for 90 days
    QString callbackToken; //!< 32 hex digits of the current attempt's secret path
    QString earlierToken;  //!< the first attempt's, when there were two
    QString merchantRequestId;
    QString checkoutRequestId;
    QDateTime journaledAt; //!< of the current attempt
    QDateTime acceptedAt;
    QDateTime settledAt;
    QDateTime lastAskedAt;       //!< of the last question that changed something; all of them are in the journal
    QString bootId; //!< Clock::bootId() and sinceBoot() when journaled: countdowns survive a changed wall clock
    qint64 journaledSinceBootMs = 0;
    bool operator==(const ChargeRecord &) const = default;
};

//! Money that came. One receipt, one row, for ever. A direct payment is one without a charge: nobody asked for it. It is on no
//! sale until a person matches it; a match can be undone, and a charge whose evidence names the receipt takes it over.
struct PaymentRecord {
    QString receipt;
    QString saleId;
    QString chargeId;
    Money amount;
    sale::Evidence evidence = sale::Evidence::None;
    QDateTime at;                //!< when the till learned of it
    QDateTime paidAt = {};       //!< M-PESA's own time; invalid: not told
    QString personId = {};       //!< of a direct payment: name and masked number as M-PESA told them, outside the chain
    QString billReference = {};  //!< of a direct payment: what the customer typed; empty for tills
    QString matchedBy = {};      //!< user who put it on its sale; empty: its charge did, or it is on none
    QDateTime matchedAt = {};
    bool operator==(const PaymentRecord &) const = default;
};

//! A phone number under a random id; can be erased without touching the chain.
struct PersonRecord {
    QString id;
    QString msisdn;
    QString name;
    QString phoneHint = {};   //!< a number that M-PESA told masked or hashed ("2547 ***** 126"); not unique
    bool operator==(const PersonRecord &) const = default;
};

//! One reversal of one payment.
struct RefundRecord {
    QString id;
    QString receipt;         //!< of the payment that goes back
    QString saleId;          //!< empty for a direct payment on no sale
    Money amount;            //!< always the payment's whole amount
    QString reason;          //!< in the shop's words; 2 to 100 characters, goes out as Remarks
    QString requestedBy;
    QString approvedBy;
    bool singlePerson = false;   //!< the shop has one user, who approved alone after the wait
    refund::RefundState state;
    QString resultToken;     //!< 32 hex digits of the current attempt's secret paths
    QString timeoutToken;
    QString earlierResultToken;    //!< the first attempt's, when there were two
    QString earlierTimeoutToken;
    QString conversationId;            //!< of the acknowledgement
    QString originatorConversationId;
    QDateTime journaledAt;   //!< of the current attempt
    QDateTime acceptedAt;
    QDateTime settledAt;
    bool operator==(const RefundRecord &) const = default;
};

//! A question whose answer comes later by a call into the shop's address: account balance, transaction status.
struct EnquiryRecord {
    enum class Kind { Balance, Status, RefundStatus };
    enum class State { Asked, Accepted, Answered, Failed, Silent };   //!< Silent: no answer within its time; a late one still counts
    QString id;
    Kind kind = Kind::Balance;
    State state = State::Asked;
    QString subject;         //!< Status: the receipt; RefundStatus: the refund's id
    QString askedBy;
    QString resultToken;
    QString timeoutToken;
    QString conversationId;
    QString originatorConversationId;
    QString reason;          //!< provider's code of a failure, verbatim
    //! The answer in the words of core/enquiry: accounts of a balance, fields of a status. Empty until Answered.
    QJsonObject answer;
    QDateTime askedAt;
    QDateTime answeredAt;
    bool operator==(const EnquiryRecord &) const = default;
};

//! Somebody who may use the till. The PIN's hash is kept outside the chain: see PinRecord.
struct UserRecord {
    QString id;
    QString name;            //!< unique, [a-z0-9.-], 1 to 32
    people::Role role = people::Role::Cashier;
    bool disabled = false;
    int wrongTries = 0;      //!< since the last right PIN; counted for window and command line alike
    QDateTime lastWrongAt;
    QDateTime createdAt;
    bool operator==(const UserRecord &) const = default;
};

//! How a PIN is recognised. Outside the chain, so that an old hash does not stay in the journal for ever.
struct PinRecord {
    QString userId;
    QByteArray salt;   //!< 16 random bytes
    QByteArray hash;   //!< scrypt of the peppered PIN, 32 bytes
    bool operator==(const PinRecord &) const = default;
};

//! A receipt code that a customer showed and nobody could verify yet: "claimed, not verified".
struct ClaimRecord {
    enum class State { Open, Verified, Accepted, Rejected };   //!< Accepted, Rejected: by a supervisor, with a reason
    QString code;            //!< the receipt; one claim for each, for ever
    QString saleId;
    QString chargeId;        //!< the unknown charge that it was shown for; empty: none
    State state = State::Open;
    QString claimedBy;
    QDateTime claimedAt;
    QString decidedBy;
    QDateTime decidedAt;
    bool operator==(const ClaimRecord &) const = default;
};

//! One line of the journal as it was written.
struct EventRecord {
    qint64 seq = 0;
    QDateTime at;
    QString actor;   //!< user name, or "till" for what the program learned by itself
    QString subject; //!< id of the charge, sale … that it is about
    QString kind;    //!< "charge.confirmed", "charge.query_paid", …
    int version = 1;
    QJsonObject payload;
    QByteArray hash;
};

} // namespace kaunta::ledger
