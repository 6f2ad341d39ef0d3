#pragma once

#include "core/base/result.h"
#include "core/daraja/call_fault.h"
#include "core/net/transport.h"

#include <QJsonObject>
#include <chrono>
#include <concepts>

namespace kaunta::daraja {

//! May the very same question be asked again without asking a person?
enum class Repeat { Never, Safe };

//! Everything about an API endpoint that is not its fields.
struct EndpointSpec {
    const char *name;
    const char *path;
    net::Verb verb;
    Repeat repeat;
    std::chrono::milliseconds deadline;   //!< for the whole exchange
};

//! A field that the provider would refuse, found before anything is sent.
struct FieldFault {
    enum class Problem { Missing, TooLong, BadCharacters, OutOfRange, NotWhole, WrongCurrency, NotSecure };
    const char *field = "";   //!< as it is called on the wire
    Problem problem = Problem::Missing;
    bool operator==(const FieldFault &other) const { return problem == other.problem && QLatin1StringView(field) == QLatin1StringView(other.field); }
};
QString problemName(FieldFault::Problem problem);   //!< "missing", "too-long" …: for logs and error lines

//! A typed request that knows its endpoint and how to read its answer. `fromJson` gets the object of a 2xx answer.
template <class R>
concept Endpoint = requires(const R &request, const QJsonObject &json) {
    typename R::Response;
    { R::spec } -> std::convertible_to<EndpointSpec>;
    { request.validate() } -> std::same_as<Result<Done, FieldFault>>;
    { request.toJson() } -> std::same_as<QJsonObject>;
    { R::Response::fromJson(json) } -> std::same_as<Result<typename R::Response, CallFault>>;
};

} // namespace kaunta::daraja
