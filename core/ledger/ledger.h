#pragma once

#include "core/base/result.h"
#include "core/ledger/records.h"

#include <QStringList>

namespace kaunta::ledger {

enum class LedgerError {
    Full, //!< no space, or the reserve could not be kept
    ReadOnly,
    Busy,     //!< another writer holds it
    Corrupt,  //!< the file is damaged or not a ledger
    Newer,    //!< written by a later version of the program
    Conflict, //!< a unique rule refused it: a receipt or a key was used before
    Other,    //!< includes rows that make no sense: a charge without its sale, an amount that changed
};

struct LedgerFault {
    LedgerError error = LedgerError::Other;
    QString detail; //!< for the log; never holds a value of a row
};

//! What is to be journaled. `payload` must hold everything that the projection needs; see Change.
struct NewEvent {
    QString actor;
    QString subject;
    QString kind;
    //! The cause only ("code", "text" …). The ledger adds "rows" (the rows of the Change; a "rows" of the caller's is
    //! replaced) and hides phone numbers and secrets in the texts.
    QJsonObject payload;
};

//! One event with the rows as they are after it. The rows are written into the event's payload too, so that projections
//! can be rebuilt from the journal alone. `person` stays outside the chain: the event holds its id and a salted digest.
//!
//! Rules, the same for every ledger:
//! - `sale` and `charge` are written over the row with the same id. A charge keeps its sale, amount and key for ever.
//! - `payment`: a receipt keeps its amount for ever, and its charge once it has one. A payment without a charge may change its
//!   sale, or get a charge (which takes it over); anything else is a Conflict.
//! - `refund`: its payment comes with it or before it and has the same amount (Other); it keeps its receipt (Other). At most one
//!   refund of a receipt is not NotSent, Refused or ClosedByManager (Conflict).
//! - `enquiry`, `user` and `claim` are written over the row with the same id (user: name is unique; claim: the code is the id and
//!   keeps its sale: Conflict). `pin` is written over the user's, who must be known (Other), and nothing of it goes into the event.
//! - Result and timeout tokens of refunds and enquiries, current and earlier, are unique among all of them (Conflict).
//! - Names of payers stand in `person` alone. In an enquiry's answer the value of "counterparty" is kept if it is the name of the
//!   payer: of the person that comes with the same Change, else of the person whose payment it asks about. Any other is dropped.
//!   Other phone numbers in answers, bill references and refund reasons keep only their last three digits.
//! - A row that names a sale or a charge must come with it or after it (Other). A person comes with or before the first
//!   charge of that person, so that the number can be kept out of the chain: see phone_veil.h.
//! - Two persons never have the same number, two sales never the same number, two charges never the same key or callback
//!   token (Conflict).
struct Change {
    NewEvent event;
    std::optional<SaleRecord> sale;
    std::optional<ChargeRecord> charge;
    std::optional<PaymentRecord> payment;
    std::optional<PersonRecord> person;
    std::optional<RefundRecord> refund = {};
    std::optional<EnquiryRecord> enquiry = {};
    std::optional<UserRecord> user = {};
    std::optional<ClaimRecord> claim = {};
    std::optional<PinRecord> pin = {};
};

//! Where a till's chain ends.
struct Head {
    qint64 seq = 0;
    QByteArray hash; //!< 32 bytes; empty for an empty journal
    bool operator==(const Head &) const = default;
};

//! The rule behind LedgerReader::pendingCharges(): isOpen(), or a Check left, or paid without a receipt.
bool isPending(const sale::ChargeState &state);
//! The rule behind "a receipt is refunded once": such a refund moved the money back, or may still, or may have.
bool isLive(refund::Status status);

//! The questions that a ledger answers. Each call blocks for as long as the disk needs and belongs to the thread that
//! opened it. "Not found" and "could not be read" look the same in an answer: readFault() tells them apart.
class LedgerReader
{
public:
    using Head = ledger::Head;
    virtual ~LedgerReader() = default;

    virtual std::optional<SaleRecord> sale(const QString &idOrNumber) const = 0;
    virtual std::optional<ChargeRecord> charge(const QString &id) const = 0;
    virtual std::optional<ChargeRecord> chargeByKey(const QString &key) const = 0;             //!< nothing for an empty key
    virtual std::optional<ChargeRecord> chargeByToken(const QString &callbackToken) const = 0; //!< current or earlier attempt's
    virtual std::optional<PersonRecord> person(const QString &id) const = 0;
    virtual std::optional<PersonRecord> personByMsisdn(const QString &msisdn) const = 0; //!< exact, "254722000000"
    virtual std::optional<PaymentRecord> payment(const QString &receipt) const = 0;

    virtual QList<ChargeRecord> chargesOfSale(const QString &saleId) const = 0; //!< oldest first (as first journaled)
    //! Everything that isOpen(), or has a Check left, or is paid without a receipt: oldest first. The Pending page and resume.
    virtual QList<ChargeRecord> pendingCharges() const = 0;
    //! journaledAt ≥ since; oldest first by journaledAt. The resend guard asks it.
    virtual QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const = 0;
    virtual QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const = 0;      //!< newest first by journaledAt
    virtual QList<EventRecord> eventsOf(const QString &subject) const = 0;                      //!< oldest first
    virtual bool wireReferenceUsed(const QString &reference, const QDateTime &since) const = 0; //!< journaledAt ≥ since
    virtual int saleCount() const = 0;

    // Payments, and those that nobody asked for.
    virtual QList<PaymentRecord> paymentsOfSale(const QString &saleId) const = 0;    //!< oldest first
    //! Payments without a charge that are on no sale, or (`matchedToo`) on any; at ≥ since, newest first.
    virtual QList<PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const = 0;

    // Refunds. By token: a current or earlier attempt's, result or timeout.
    virtual std::optional<RefundRecord> refund(const QString &id) const = 0;
    virtual std::optional<RefundRecord> refundByToken(const QString &token) const = 0;
    virtual QList<RefundRecord> refundsOfReceipt(const QString &receipt) const = 0;  //!< oldest first
    virtual QList<RefundRecord> openRefunds() const = 0;                             //!< refund::isOpen(), oldest first
    virtual QList<RefundRecord> refundsSince(const QDateTime &since, int limit) const = 0;   //!< newest first by journaledAt

    // Questions that are answered later.
    virtual std::optional<EnquiryRecord> enquiry(const QString &id) const = 0;
    virtual std::optional<EnquiryRecord> enquiryByToken(const QString &token) const = 0;     //!< result or timeout
    virtual QList<EnquiryRecord> openEnquiries() const = 0;                          //!< Asked or Accepted, oldest first
    virtual QList<EnquiryRecord> enquiriesOf(EnquiryRecord::Kind kind, int limit) const = 0; //!< newest first

    virtual QList<UserRecord> users() const = 0;                                     //!< oldest first, disabled ones too
    virtual std::optional<UserRecord> user(const QString &name) const = 0;
    virtual std::optional<PinRecord> pin(const QString &userId) const = 0;

    virtual std::optional<ClaimRecord> claim(const QString &code) const = 0;
    virtual QList<ClaimRecord> claims(ClaimRecord::State state, int limit) const = 0;        //!< oldest first

    //! Small facts that are not money and not in the chain (the learned query rate). Empty when never set.
    virtual QString setting(const QString &name) const = 0;

    virtual Head head() const = 0;
    //! Is this where the chain ends, or a link of it? An empty head is in every chain. False: the file was cut, rewritten, or
    //! an older one was put back since the head was remembered.
    virtual bool holds(const Head &head) const = 0;

    //! The first question that could not be answered because of the file, if any. From then on the answers of this object
    //! are not to be believed and readyToCharge() refuses.
    virtual std::optional<LedgerFault> readFault() const { return std::nullopt; }
};

//! Storage of the till: the journal and its projections. Owned by the engine thread; readers on other threads open their own
//! (see SqliteLedger::openReader). All calls block for as long as the disk needs. Times are UTC with milliseconds.
class Ledger : public LedgerReader
{
public:
    //! All or nothing, durable when it returns. Conflict when a receipt or key is taken: nothing was written. After Full the
    //! reserve has been given back to the disk: the same append, tried once more, is expected to succeed.
    virtual Result<Done, LedgerFault> append(const QList<Change> &changes) = 0;
    //! Can a charge start? Checks the disk reserve and that the file still takes writes. To be asked before anything is sent.
    virtual Result<Done, LedgerFault> readyToCharge() = 0;

    //! Forgets number, name and phone hint of a person ("person.erased" is journaled), and they are gone from the rows of that
    //! person's sales, charges, payments, refunds and enquiries. The chain stays valid. Other when there is no such person, or
    //! when a charge is pending or a refund open: its answers still need the number.
    virtual Result<Done, LedgerFault> erasePerson(const QString &id, const QString &actor) = 0;

    virtual void setSetting(const QString &name, const QString &value) = 0;
};

} // namespace kaunta::ledger
