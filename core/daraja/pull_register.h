#pragma once

#include "core/daraja/endpoint.h"

#include <QUrl>

namespace kaunta::daraja {

struct PullRegistered {
    bool wasBefore = false;   //!< 1001: registered already, just as good
    static Result<PullRegistered, CallFault> fromJson(const QJsonObject &json);   //!< the wire's keys have blanks in them
};

//! Makes a short code ready for Pull. Once, and only for one that has gone live.
struct PullRegister {
    using Response = PullRegistered;
    static constexpr EndpointSpec spec{"pull-register", "/pulltransactions/v1/register", net::Verb::Post, Repeat::Safe, std::chrono::milliseconds{20'000}};

    QString shortCode;
    QString nominated;   //!< a number of the organisation: 254 and nine digits; 07… is refused
    QUrl callbackUrl;

    Result<Done, FieldFault> validate() const;
    QJsonObject toJson() const;
};
static_assert(Endpoint<PullRegister>);

} // namespace kaunta::daraja
