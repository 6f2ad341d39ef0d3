#pragma once

#include "core/base/result.h"
#include "core/daraja/call_fault.h"
#include "core/net/transport.h"
#include "core/providers/payment_provider.h"

#include <QJsonObject>
#include <span>

namespace kaunta::providers::kcb_buni {

//! A code of WSO2's API manager, which stands in front of KCB's services: it answers so before anything is passed on. Source: WSO2's
//! own list; that KCB's gateway uses it unchanged is not confirmed.
struct GatewayCode {
    const char *code;
    int status;              //!< the HTTP status that belongs to it
    bool tokenRejected;      //!< a new token may help
    const char *meaning;     //!< for logs and support
    Explanation explanation;
};
std::span<const GatewayCode> gatewayCodes();
const GatewayCode *findGatewayCode(const QString &code);   //!< nullptr: in no table

//! Reads one HTTP reply of KCB's gateway: the object of a 2xx answer that is no fault, or what went wrong. Refused exactly for the
//! codes of the table with their own HTTP status; Unknown for everything else that was sent.
Result<QJsonObject, daraja::CallFault> judge(const net::Reply &reply);

} // namespace kaunta::providers::kcb_buni
