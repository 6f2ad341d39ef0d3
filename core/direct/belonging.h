#pragma once

#include "core/direct/money_in.h"
#include "core/ledger/records.h"
#include "core/profile/profile.h"

#include <QList>
#include <QStringList>
#include <optional>

namespace kaunta::direct {

//! Does a phone number as M-PESA told it name this subscriber ("254722000000")? A masked number never proves it; a hash does if
//! it is the SHA-256 of the digits, and says nothing if it is not: how it was made is not documented.
enum class PhoneFit { No, Maybe, Yes };
PhoneFit phoneFit(const QString &told, const QString &msisdn, Country country);

//! A charge that a record may belong to, with its subscriber's number.
struct Candidate {
    ledger::ChargeRecord charge;
    QString msisdn;
};

//! How well a record fits a charge, the state of the charge left aside.
enum class Fit {
    No,
    Possible,   //!< nothing speaks against it
    ByPhone,    //!< same subscriber, same amount, in time
    ByName,     //!< the charge's own reference or receipt, and its amount: nobody else's
};
Fit fitOf(const MoneyIn &money, const Candidate &candidate, const Profile &profile);

//! Might a payment that comes now still be this charge's? Not if its receipt is known, and not after an authentic decline or
//! when the prompt never existed.
bool mightStillBePaid(const sale::ChargeState &state);
//! Is this charge still looking for its payment, so that a record that fits it may have no other master? Open ones, those that
//! are paid without a receipt, those whose decline is not confirmed.
bool looksForMoney(const sale::ChargeState &state);

//! How far the till's clock may have been from M-PESA's when it wrote a charge down: the wrong zone, and the wrong day. A time that does not
//! fit speaks for nobody, but within this it does not clear a rival either.
inline constexpr qint64 kClockWrongMs = 36LL * 3600'000;

//! Where a record belongs.
struct Place {
    enum class Kind {
        Charge,   //!< it is proof for `chargeId`
        Held,     //!< it could belong to any of `mayBelongTo`: nobody puts it on another sale before they are settled
        Alone,    //!< a direct payment
    };
    Kind kind = Kind::Alone;
    QString chargeId;
    bool byName = false;   //!< of a Charge: by its own reference or receipt, and not only by its phone
    QList<ledger::ChargeRecord> mayBelongTo;
};

//! The rule of design.md, "Which record belongs to which charge". Pure. A charge's own reference settles it; so does its phone,
//! with amount and time, if there is no other prompt of that phone and amount, however it ended, and no other record (`others`: records
//! that are on no sale) within kClockWrongMs, and nobody else takes
//! money on this short code: the sales of another till, with a ledger of its own, are not among the candidates. Without the
//! profile's reference suffix a reference is not the charge's own, and only narrows the choice. With a paybill a record that
//! carries another reference is no prompt's.
Place placeOf(const MoneyIn &money, const QList<Candidate> &candidates, const QList<MoneyIn> &others, const Profile &profile);

//! The charge that a record is proof for when its customer says so: it looks for money, and it is the only prompt of all that were sent
//! within kClockWrongMs that the record could answer. What is told of the payer may be little; that is why others count whoever they are.
std::optional<ledger::ChargeRecord> onlyPrompt(const MoneyIn &money, const QList<Candidate> &candidates, const Profile &profile);

} // namespace kaunta::direct
