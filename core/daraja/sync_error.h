#pragma once

#include "core/base/result.h"
#include "core/daraja/call_fault.h"
#include "core/net/transport.h"

#include <QJsonObject>

namespace kaunta::daraja {

//! Reads one HTTP reply: the JSON object of a 2xx answer that is no error, or what went wrong. Certainty is Refused exactly for
//! the answers that are known to mean "not executed" (sync_code.h, with an HTTP status of the code's own class; a 403 page of
//! the web firewall; a 429 of the gateway). Everything else that was sent is Unknown, whatever its HTTP status: HTML, empty and
//! cut bodies, an errorCode under HTTP 200, SOAP in JSON, redirects, a Content-Type that contradicts the body.
Result<QJsonObject, CallFault> judge(const net::Reply &reply);

//! The Date header as UTC; invalid when absent or unreadable.
QDateTime serverTime(const net::Reply &reply);

} // namespace kaunta::daraja
