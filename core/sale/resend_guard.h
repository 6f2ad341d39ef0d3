#pragma once

#include "core/ledger/records.h"

#include <QList>
#include <chrono>

namespace kaunta::sale {

using std::chrono::milliseconds;

//! One earlier charge on the customer's phone, as the guard sees it.
struct EarlierCharge {
    ledger::ChargeRecord charge;
    std::chrono::seconds lock{0};   //!< how long its refusal locks the subscriber (PaymentProvider::lockAfter)
};

//! Now, on the clock that never jumps.
struct GuardTime {
    milliseconds sinceBoot{0};
    QString bootId;
    milliseconds sinceStart{0};   //!< since this program started, for systems that do not name their boots
};

struct GuardVerdict {
    enum class Kind { Go, OpenCharge, Countdown };
    Kind kind = Kind::Go;
    QString openChargeId;                //!< for OpenCharge: the newest one that is not settled
    std::chrono::seconds countdown{0};   //!< for Countdown: rounded up
};

//! May a prompt of this amount be sent to this phone? Not while any charge on it is open (declined by a query alone counts
//! as open until it is confirmed); not within 120 s of the same amount; not while the subscriber is locked (60 s). Source:
//! Daraja's result code 17 and "Unable to lock subscriber". Elapsed time is a proven lower bound: after a reboot it is the
//! time since the boot, so a changed wall clock shortens nothing.
//! `overlooked`: the one open charge over which a second person allowed a prompt; countdowns still hold, and so does any other.
GuardVerdict mayPrompt(const QList<EarlierCharge> &onThisPhone, Money amount, const GuardTime &now, const QString &overlooked = {});

} // namespace kaunta::sale
