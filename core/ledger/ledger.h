#pragma once

#include "core/base/result.h"
#include "core/ledger/records.h"

#include <QStringList>

namespace kaunta::ledger {

enum class LedgerError {
    Full,        //!< no space, or the reserve could not be kept
    ReadOnly,
    Busy,        //!< another writer holds it
    Corrupt,     //!< the file is damaged or not a ledger
    Newer,       //!< written by a later version of the program
    Conflict,    //!< a unique rule refused it: a receipt or a key was used before
    Other,
};

struct LedgerFault {
    LedgerError error = LedgerError::Other;
    QString detail;   //!< for the log
};

//! What is to be journaled. `payload` must hold everything that the projection needs; see Change.
struct NewEvent {
    QString actor;
    QString subject;
    QString kind;
    QJsonObject payload;   //!< the cause only ("code", "text" …); the rows of the Change are added by the ledger
};

//! One event with the rows as they are after it. The rows are written into the event's payload too, so that projections
//! can be rebuilt from the journal alone. `person` stays outside the chain: the event holds its id and a salted digest.
struct Change {
    NewEvent event;
    std::optional<SaleRecord> sale;
    std::optional<ChargeRecord> charge;
    std::optional<PaymentRecord> payment;
    std::optional<PersonRecord> person;
};

//! Storage of the till: the journal and its projections. Owned by the engine thread; readers on other threads open their own
//! (see SqliteLedger::openReader). All calls block for as long as the disk needs. Times are UTC with milliseconds.
class Ledger
{
public:
    virtual ~Ledger() = default;

    //! All or nothing, durable when it returns. Conflict when a receipt or key is taken: nothing was written.
    virtual Result<Done, LedgerFault> append(const QList<Change> &changes) = 0;
    //! Can a charge start? Checks the disk reserve and that the file still takes writes. To be asked before anything is sent.
    virtual Result<Done, LedgerFault> readyToCharge() = 0;

    virtual std::optional<SaleRecord> sale(const QString &idOrNumber) const = 0;
    virtual std::optional<ChargeRecord> charge(const QString &id) const = 0;
    virtual std::optional<ChargeRecord> chargeByKey(const QString &key) const = 0;
    virtual std::optional<ChargeRecord> chargeByToken(const QString &callbackToken) const = 0;   //!< current or earlier attempt's
    virtual std::optional<PersonRecord> person(const QString &id) const = 0;
    virtual std::optional<PersonRecord> personByMsisdn(const QString &msisdn) const = 0;
    virtual std::optional<PaymentRecord> payment(const QString &receipt) const = 0;

    virtual QList<ChargeRecord> chargesOfSale(const QString &saleId) const = 0;       //!< oldest first
    //! Everything that isOpen(), or has a Check left, or is paid without a receipt: oldest first. The Pending page and resume.
    virtual QList<ChargeRecord> pendingCharges() const = 0;
    virtual QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const = 0;
    virtual QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const = 0;   //!< newest first
    virtual QList<EventRecord> eventsOf(const QString &subject) const = 0;            //!< oldest first
    virtual bool wireReferenceUsed(const QString &reference, const QDateTime &since) const = 0;
    virtual int saleCount() const = 0;

    //! Small facts that are not money and not in the chain (the learned query rate).
    virtual QString setting(const QString &name) const = 0;
    virtual void setSetting(const QString &name, const QString &value) = 0;

    struct Head {
        qint64 seq = 0;
        QByteArray hash;   //!< 32 bytes; empty for an empty journal
    };
    virtual Head head() const = 0;
};

} // namespace kaunta::ledger
