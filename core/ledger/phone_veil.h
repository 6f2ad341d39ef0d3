#pragma once

#include "core/ledger/ledger.h"

#include <functional>

namespace kaunta::ledger {

//! Keeps phone numbers and payers' names out of the chain, so that a person can be erased and the chain stays valid.
//!
//! It is not enough to leave out the number itself: a CheckoutRequestID ends in the payer's last nine digits, and cashiers
//! type phone numbers as references. So every text of a row that could hold the number has its last nine digits replaced by
//! "{phone}" on the way into an event, and put back (while the person is known) on the way out. Ids, tokens and receipts are
//! left alone: they are random.
//!
//! The projections are always written from what comes *out* of the event, so they cannot differ from a rebuild. Sales and
//! charges are stored with the number in its place. Payments, refunds and enquiries are stored as the event has them and put
//! right when they are read (`shown`): a person's name may change, and erasing the person then touches no row.

//! A person, "254722000000"; an empty record when there is no such person (any more).
using PersonOf = std::function<PersonRecord(const QString &personId)>;

//! A person as stored, outside the chain.
struct StoredPerson {
    PersonRecord record;
    QByteArray salt; //!< 32 random bytes of this person alone: when the row is erased, the digest in the chain is noise
    bool operator==(const StoredPerson &) const = default;
};
inline std::optional<PersonRecord> recordOf(const std::optional<StoredPerson> &person)
{
    return person ? std::optional(person->record) : std::nullopt;
}

//! HMAC-SHA256 with the person's salt over number, name and (only if there is one: it came with version 2) phone hint, each as
//! length-prefixed UTF-8 (as in eventHash()).
QByteArray personDigest(const StoredPerson &person);

//! A refund or an enquiry with its texts as they stand in the event.
struct StoredRefund {
    RefundRecord record;
    QString payer; //!< person whose number and name belong into the gaps; empty: not known
    bool operator==(const StoredRefund &) const = default;
};
struct StoredEnquiry {
    EnquiryRecord record;
    QString payer;
    bool operator==(const StoredEnquiry &) const = default;
};

//! Who an event is about besides the persons that its rows name.
struct Involved {
    QString subject; //!< person of the charge, payment, refund or enquiry that is the event's subject
    QString payer;   //!< whose payment the change's refund or enquiry is about
};

//! The payload of the event: the caller's, without numbers, names and secrets, and "rows".
QJsonObject journalPayload(const Change &change, const std::optional<StoredPerson> &person, const Involved &involved, const PersonOf &personOf);

//! What one event says about the projections.
struct JournalRows {
    struct Person {
        QString id;
        QByteArray digest; //!< empty: erased
    };
    std::optional<SaleRecord> sale;
    std::optional<ChargeRecord> charge;
    std::optional<PaymentRecord> payment; //!< bill reference as in the event
    std::optional<Person> person;
    std::optional<StoredRefund> refund;
    std::optional<StoredEnquiry> enquiry;
    std::optional<UserRecord> user;
    std::optional<ClaimRecord> claim;
};
//! Nothing when the rows cannot be read, or the version is not one that this program knows. The key of an erased person's
//! charge is dropped if it held the number.
std::optional<JournalRows> rowsOf(const QJsonObject &payload, int version, const PersonOf &personOf);

//! The rows as a rebuild would find them once the person is erased.
SaleRecord withoutPhone(const SaleRecord &sale, const QString &msisdn);
ChargeRecord withoutPhone(const ChargeRecord &charge, const QString &msisdn);

//! The rows as they were given, as far as the person is still known.
PaymentRecord shown(PaymentRecord stored, const PersonOf &personOf);
RefundRecord shown(const StoredRefund &stored, const PersonOf &personOf);
EnquiryRecord shown(const StoredEnquiry &stored, const PersonOf &personOf);

//! The event that says so.
NewEvent personErased(const QString &id, const QString &actor);

} // namespace kaunta::ledger
