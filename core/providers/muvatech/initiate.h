#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

namespace kaunta::providers::muvatech {

//! What MuvaTech answers to both of its calls: `{responseCode, transactionReference, responseMessage}`. 0 means taken, not done. Every
//! other code is documented nowhere. Source: the published collection (tests/core/providers/muvatech/data).
struct Initiated {
    QString code;        //!< never empty
    QString reference;   //!< our own, come back; empty: not told
    QString message;
    static Result<Initiated, daraja::CallFault> fromJson(const QJsonObject &json);
};

//! The three fields of both calls.
struct Initiation {
    QString phone;       //!< 254 and nine digits; goes out as 07… or 01…
    Money amount;        //!< whole KES; goes out as text
    QString reference;   //!< transactionReference: ours, 1 to 64 of [A-Za-z0-9_.-]

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
};

//! Asks a customer's phone for a PIN. Moves money: never repeated; that MuvaTech would notice a repeat is promised nowhere.
struct StkPush : Initiation {
    using Response = Initiated;
    static constexpr daraja::EndpointSpec spec{"muva-stk-push", "/api/v1/payments/initiateSTKpush", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};
};
static_assert(daraja::Endpoint<StkPush>);

//! Pays a person. Moves money: never repeated. Typed and held against the recorded example; nothing calls it: paying out needs a
//! machine and two people of its own.
struct B2cPayment : Initiation {
    using Response = Initiated;
    static constexpr daraja::EndpointSpec spec{"muva-b2c", "/api/v1/payments/initiateB2C", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};
};
static_assert(daraja::Endpoint<B2cPayment>);

} // namespace kaunta::providers::muvatech
