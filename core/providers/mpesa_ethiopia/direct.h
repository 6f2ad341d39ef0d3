#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QUrl>

namespace kaunta::providers::mpesa_ethiopia {

//! A call that is answered with yes or no, under any of the three names that this API has for its codes.
struct PlainYes {
    static Result<PlainYes, daraja::CallFault> fromJson(const QJsonObject &json);
};

//! RegisterUrlRequest: where M-PESA tells of customers' own payments.
struct RegisterUrl {
    using Response = PlainYes;
    static constexpr daraja::EndpointSpec spec{"et-register-url", "/v1/c2b-register-url/register", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{20'000}};

    QByteArray consumerKey;        //!< goes out as ?apikey=, and nowhere else
    QString shortCode;
    bool acceptWhenSilent = true;  //!< "Completed", else "Cancelled"
    QUrl confirmationUrl;
    QUrl validationUrl;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<RegisterUrl>);

//! SimulateRequest: a customer's payment, in the sandbox alone.
struct Simulate {
    using Response = PlainYes;
    static constexpr daraja::EndpointSpec spec{"et-simulate", "/mpesa/b2c/simulatetransaction/v1/request", net::Verb::Post, daraja::Repeat::Never, std::chrono::milliseconds{20'000}};

    bool underC2b = false;         //!< /mpesa/c2b/v1/simulate
    bool toTill = false;
    Money amount;                  //!< whole ETB; goes out as text
    QString phone;                 //!< 251 and nine digits
    QString billReference;
    QString shortCode;

    Result<Done, daraja::FieldFault> validate() const;
    QJsonObject toJson() const;
    QUrl url(const QUrl &base) const;
};
static_assert(daraja::Endpoint<Simulate>);

} // namespace kaunta::providers::mpesa_ethiopia
