#pragma once

#include "core/base/certainty.h"

#include <QDateTime>
#include <QString>
#include <chrono>
#include <optional>

namespace kaunta::daraja {

//! Why a call has no answer that can be used, and above all: can the request have been executed?
struct CallFault {
    //! What stood in the way. For Field and Token the request itself was never sent.
    enum class At { Field, Token, Wire };
    At at = At::Wire;
    Certainty certainty = Certainty::Unknown;
    int status = 0;               //!< HTTP status; 0 when there was no whole answer
    QString code;                 //!< provider's, verbatim; "403" or "429" for a gateway's page; "token" or "field"; or empty
    QString text;                 //!< provider's words, at most 500 characters, never with the access token in it
    bool tokenRejected = false;   //!< refused at the gateway because of the access token
    std::optional<std::chrono::seconds> retryAfter;
    QDateTime serverTime;         //!< the answer's Date header, UTC; invalid when there was none
    QString detail;               //!< for the log
};

} // namespace kaunta::daraja
