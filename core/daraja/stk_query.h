#pragma once

#include "core/daraja/endpoint.h"

#include <QDateTime>

namespace kaunta::daraja {

//! How a prompt stands. Tells no receipt, no amount and no phone.
struct StkQueryAnswer {
    QString checkoutRequestId;   //!< may be empty
    QString resultCode;          //!< never empty; verbatim; see stk_result.h
    QString resultText;
    static Result<StkQueryAnswer, CallFault> fromJson(const QJsonObject &json);
};

//! Asks how a prompt ended.
struct StkQuery {
    using Response = StkQueryAnswer;
    static constexpr EndpointSpec spec{"stk-query", "/mpesa/stkpushquery/v1/query", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{15'000}};

    QString shortCode;           //!< as in the push
    QByteArray passkey;
    QString checkoutRequestId;
    QDateTime when;              //!< of this question, not of the push

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<StkQuery>);

} // namespace kaunta::daraja
