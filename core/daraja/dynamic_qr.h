#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

namespace kaunta::daraja {

struct QrPicture {
    QByteArray png;   //!< begins as a PNG does; never empty
    //! Succeeds when there is a picture. ResponseCode decides nothing: it is "00" in the field and a conversation id in the
    //! documents.
    static Result<QrPicture, CallFault> fromJson(const QJsonObject &json);
};

//! A picture that a payer's M-PESA app reads. Nothing tells of a payment by it but C2B and Pull.
struct DynamicQr {
    using Response = QrPicture;
    static constexpr EndpointSpec spec{"dynamic-qr", "/mpesa/qrcode/v1/generate", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{15'000}};

    QString merchant;         //!< 1 to 40 characters; the payer sees it
    QString reference;        //!< 1 to 12 of [A-Za-z0-9 .-]
    Money amount;             //!< whole KES, 1 to 250,000
    bool toTill = false;
    QString receiver;         //!< till number or paybill
    int pixels = 300;         //!< 100 to 1,000

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<DynamicQr>);

} // namespace kaunta::daraja
