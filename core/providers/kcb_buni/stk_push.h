#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QUrl>

namespace kaunta::providers::kcb_buni {

//! CallFault::detail of an answer whose two parts both say no, with a code in no table.
inline constexpr QLatin1StringView kSaysNo{"the answer says no"};

//! Both parts of the answer say yes. Nobody has paid anything yet.
struct StkAccepted {
    QString merchantRequestId;
    QString checkoutRequestId;   //!< never empty
    //! Yes only if header.statusCode and response.ResponseCode are both 0. Refused only if both say no and the code is one by which
    //! Safaricom's gateway is known to say "not executed"; Unknown for everything else, above all where the two disagree.
    static Result<StkAccepted, daraja::CallFault> fromJson(const QJsonObject &json);
};

//! POST /mm/api/request/1.0.0/stkpush of MpesaExpressAPIService: asks a customer's phone for a PIN. Moves money: never repeated.
//! Source: the OpenAPI document of the Buni portal (tests/contract/kcb-buni.json).
struct StkPush {
    using Response = StkAccepted;
    static constexpr daraja::EndpointSpec spec{"kcb-stk-push", "/mm/api/request/1.0.0/stkpush", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{25'000}};

    QString routeCode;       //!< 1 to 64 characters
    QString messageId;       //!< 1 to 32 of [A-Za-z0-9_]; unique
    QString phone;           //!< 254 and nine digits
    Money amount;            //!< whole KES; goes out as text, without decimals
    QString invoiceNumber;   //!< 1 to `longestInvoice`; with the shared short code TILLACCOUNT-REFERENCE
    int longestInvoice = 24;
    bool sharedShortCode = true;
    QString shortCode;       //!< not sent while shared
    QByteArray passkey;      //!< not sent while shared
    QUrl callbackUrl;
    QString description;     //!< 1 to 13 characters

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    net::Headers headers() const;
};
static_assert(daraja::Endpoint<StkPush>);

} // namespace kaunta::providers::kcb_buni
