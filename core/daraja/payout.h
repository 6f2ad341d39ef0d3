#pragma once

#include "core/base/money.h"
#include "core/daraja/ask_accepted.h"
#include "core/daraja/initiation.h"

namespace kaunta::daraja {

// Money that leaves the shop for somebody who never paid in. Typed and held against the API's description; no provider calls them:
// paying out needs a machine and two people of its own.

//! B2C v3: pays a person, out of the utility account. Moves money: never repeated by itself, although here the caller's
//! OriginatorConversationID would let M-PESA notice a repeat (500.002.1001).
struct B2cPayment {
    using Response = AskAccepted;
    static constexpr EndpointSpec spec{"b2c", "/mpesa/b2c/v3/paymentrequest", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};
    enum class Command { SalaryPayment, BusinessPayment, PromotionPayment };

    Initiation by;
    QString originatorConversationId;   //!< ours, unique for ever; 1 to 50 of [A-Za-z0-9_.-]
    Command command = Command::BusinessPayment;
    Money amount;                       //!< whole KES, 10 to 250,000
    QString shortCode;
    QString phone;                      //!< 254 and nine digits
    QString occasion;                   //!< may be empty; goes out as Occassion

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<B2cPayment>);

//! B2B: pays a paybill or a till, or moves money into the account that B2C pays from. Moves money: never repeated.
struct B2bPayment {
    using Response = AskAccepted;
    static constexpr EndpointSpec spec{"b2b", "/mpesa/b2b/v1/paymentrequest", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};
    enum class Command { PayBill, BuyGoods, PayToBulk };

    Initiation by;
    Command command = Command::PayBill;
    Money amount;        //!< whole KES, at least 1
    QString shortCode;   //!< ours
    QString receiver;    //!< paybill or till
    QString reference;   //!< 1 to 13 of [A-Za-z0-9 .-]
    QString requester;   //!< phone of the person for whom it is paid; may be empty
    QString occasion;    //!< may be empty; goes out as Occassion

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;   //!< RecieverIdentifierType is 2 for a till, else 4; 4 for a till ends in SFC_IC0003
};
static_assert(Endpoint<B2bPayment>);

} // namespace kaunta::daraja
