#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QUrl>

namespace kaunta::daraja {

//! The gateway took it. Its id is spelt OriginatorCoversationID on the wire; it leads nowhere and may be missing.
struct C2bAccepted {
    QString originatorConversationId;
    static Result<C2bAccepted, CallFault> fromJson(const QJsonObject &json);
};

//! Tells M-PESA where payments that nobody prompted for are announced. In production once for a short code: after that it is
//! refused as "URLs already registered" (500.003.1001), whatever is registered.
struct C2bRegister {
    using Response = C2bAccepted;
    static constexpr EndpointSpec spec{"c2b-register-v2", "/mpesa/c2b/v2/registerurl", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{20'000}};

    QString shortCode;
    QUrl confirmationUrl;
    QUrl validationUrl;
    bool acceptWhenSilent = true;   //!< ResponseType "Completed", else "Cancelled"

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<C2bRegister>);

//! The same for apps whose product is version 1: phone numbers come hashed instead of masked. The wrong version for the app is
//! refused as "no apiproduct match found" (401.003.01).
struct C2bRegisterV1 : C2bRegister {
    static constexpr EndpointSpec spec{"c2b-register-v1", "/mpesa/c2b/v1/registerurl", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{20'000}};
};
static_assert(Endpoint<C2bRegisterV1>);

//! Sandbox only: plays a customer who pays the short code by hand. Never repeated: each one is a payment.
struct C2bSimulate {
    using Response = C2bAccepted;
    static constexpr EndpointSpec spec{"c2b-simulate-v2", "/mpesa/c2b/v2/simulate", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};

    QString shortCode;
    bool toTill = false;
    QString phone;           //!< 254 and nine digits
    Money amount;            //!< whole KES, 1 to 250,000
    QString billReference;   //!< 1 to 20 of [A-Za-z0-9 .-]; a till has none

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;   //!< short code and phone as text: the description has them so
};
static_assert(Endpoint<C2bSimulate>);

struct C2bSimulateV1 : C2bSimulate {
    static constexpr EndpointSpec spec{"c2b-simulate-v1", "/mpesa/c2b/v1/simulate", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};
};
static_assert(Endpoint<C2bSimulateV1>);

} // namespace kaunta::daraja
