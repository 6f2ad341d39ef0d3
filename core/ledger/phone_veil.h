#pragma once

#include "core/ledger/ledger.h"

#include <functional>

namespace kaunta::ledger {

//! Keeps phone numbers out of the chain, so that a person can be erased and the chain stays valid.
//!
//! It is not enough to leave out the number itself: a CheckoutRequestID ends in the payer's last nine digits, and cashiers
//! type phone numbers as references. So every text of a row that could hold the number has its last nine digits replaced by
//! "{phone}" on the way into an event, and put back (while the person is known) on the way out. Ids, tokens and receipts are
//! left alone: they are random.
//!
//! The projections are always written from what comes *out* of the event, so they cannot differ from a rebuild.

//! The number of a person, "254722000000"; empty when there is no such person (any more).
using PhoneOf = std::function<QString(const QString &personId)>;

//! A person as stored, outside the chain.
struct StoredPerson {
    PersonRecord record;
    QByteArray salt; //!< 32 random bytes of this person alone: when the row is erased, the digest in the chain is noise
    bool operator==(const StoredPerson &) const = default;
};

//! HMAC-SHA256 with the person's salt over number and name, each as length-prefixed UTF-8 (as in eventHash()).
QByteArray personDigest(const StoredPerson &person);

//! The payload of the event: the caller's, without numbers and secrets, and "rows". `subjectPerson` is whose number may turn
//! up in the texts although no row names the person.
QJsonObject journalPayload(const Change &change, const std::optional<StoredPerson> &person, const QString &subjectPerson, const PhoneOf &phoneOf);

//! What one event says about the projections.
struct JournalRows {
    struct Person {
        QString id;
        QByteArray digest; //!< empty: erased
    };
    std::optional<SaleRecord> sale;
    std::optional<ChargeRecord> charge;
    std::optional<PaymentRecord> payment;
    std::optional<Person> person;
};
//! Nothing when the rows cannot be read. The key of an erased person's charge is dropped if it held the number.
std::optional<JournalRows> rowsOf(const QJsonObject &payload, const PhoneOf &phoneOf);

//! The rows as a rebuild would find them once the person is erased.
SaleRecord withoutPhone(const SaleRecord &sale, const QString &msisdn);
ChargeRecord withoutPhone(const ChargeRecord &charge, const QString &msisdn);

//! The event that says so.
NewEvent personErased(const QString &id, const QString &actor);

} // namespace kaunta::ledger
