#pragma once

#include "core/net/transport.h"

#include <QByteArray>
#include <chrono>

namespace kaunta::practice {

//! One request as bytes.
struct HttpRequest {
    QByteArray method;      //!< "GET", "POST"
    QByteArray target;      //!< "/mpesa/stkpush/v1/processrequest", with the query string
    net::Headers headers;   //!< names in any case
    QByteArray body;
};

//! How the connection misbehaves while the answer is given. Whoever serves the answer acts it out.
struct Misbehaviour {
    enum class Kind {
        None,
        RefuseConnection,     //!< the request must not be looked at: nothing was processed
        LoseRequest,          //!< connection breaks before the request was processed
        LoseAnswer,           //!< processed; the connection breaks before the answer
        CutAnswer,            //!< processed; only the first `atByte` bytes of the body arrive, then the connection ends
        DripAnswer,           //!< processed; `atByte` bytes at once, then a byte at a time, for longer than any deadline
    };
    Kind kind = Kind::None;
    int atByte = 0;
    bool operator==(const Misbehaviour &) const = default;
};

struct HttpAnswer {
    int status = 200;
    net::Headers headers;
    QByteArray body;
    Misbehaviour misbehaviour;
    std::chrono::milliseconds delay{0};   //!< whoever serves it waits for so long; the request has been carried out already
};

} // namespace kaunta::practice
