#pragma once

#include "core/base/money.h"
#include "core/daraja/ask_accepted.h"
#include "core/daraja/initiation.h"

namespace kaunta::daraja {

//! Asks to send one payment back to its payer: C2B and M-PESA Express alone, never a pay-out. Moves money: never repeated. There is
//! no id of our own by which M-PESA could notice a repeat; only its "already reversed" (R000001) stands behind it.
struct Reversal {
    using Response = AskAccepted;
    static constexpr EndpointSpec spec{"reversal", "/mpesa/reversal/v1/request", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};

    Initiation by;
    QString receipt;     //!< of the payment
    Money amount;        //!< whole KES; all of it: partial reversals are not documented
    QString shortCode;   //!< that received the payment

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;   //!< RecieverIdentifierType is spelt so on the wire; spelt right it is refused (400.002.02)
};
static_assert(Endpoint<Reversal>);

} // namespace kaunta::daraja
