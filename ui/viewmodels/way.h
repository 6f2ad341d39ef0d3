#pragma once

#include "core/profile/profile.h"

namespace kaunta::ui {

//! How the shop of this till reaches M-PESA, as far as a page has to know: whose money and phones, what a payment may be, what can be asked.
struct Way {
    QString title;                       //!< "KCB Buni": never translated
    Currency currency{};
    Country country{};
    providers::PaymentRules payments{};
    providers::Capabilities can{};

    bool has(providers::Capability capability) const { return can.testFlag(capability); }
};
Way wayOf(const Profile &profile);

// What it cannot do, and what to do instead: one plain line for the page that would do it. Empty when it can.

QString cannotAskWords(const Way &way);       //!< no query: the report comes by itself, or never
QString cannotRefundWords(const Way &way);
QString cannotBalanceWords(const Way &way);
QString cannotTellWords(const Way &way);      //!< customers' own payments are not told
QString cannotLookUpWords(const Way &way);    //!< a code that a customer shows cannot be asked about

} // namespace kaunta::ui
