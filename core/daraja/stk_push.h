#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QDateTime>
#include <QUrl>

namespace kaunta::daraja {

//! A prompt was accepted. Nobody has paid anything yet.
struct StkPushAccepted {
    QString merchantRequestId;
    QString checkoutRequestId;   //!< never empty
    //! Refused for a ResponseCode of the gateway that is known to mean "not executed"; Unknown for every other one but 0.
    static Result<StkPushAccepted, CallFault> fromJson(const QJsonObject &json);
};

//! M-PESA Express: asks a customer's phone for a PIN. The only request of this file's kind that can move money: never repeated.
struct StkPush {
    using Response = StkPushAccepted;
    static constexpr EndpointSpec spec{"stk-push", "/mpesa/stkpush/v1/processrequest", net::Verb::Post, Repeat::Never, std::chrono::milliseconds{25'000}};
    enum class Type { Paybill, Till };

    QString shortCode;     //!< paybill; for a till its store or head-office number
    QString till;          //!< till number, for Type::Till
    Type type = Type::Paybill;
    QByteArray passkey;
    QString phone;         //!< 254 and nine digits
    Money amount;          //!< whole KES, 1 to 250,000
    QString reference;     //!< 1 to 12 of [A-Za-z0-9 .-]
    QString description;   //!< 1 to 13 of the same: a missing one is refused as "Invalid Remarks"
    QUrl callbackUrl;
    QDateTime when;

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;   //!< numbers as JSON numbers: as text, prompts are reported to time out silently
};
static_assert(Endpoint<StkPush>);

} // namespace kaunta::daraja
