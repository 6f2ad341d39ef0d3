#pragma once

#include "core/base/result.h"
#include "core/daraja/call_fault.h"

#include <QJsonObject>
#include <optional>

namespace kaunta::daraja {

//! What an acknowledgement says other than yes; nothing for ResponseCode 0. Refused for a ResponseCode of the gateway that is
//! known to mean "not executed" (sync_code.h); Unknown for every other one, and for none at all.
std::optional<CallFault> ackFault(const QJsonObject &json);

//! A request was taken that is answered later, by a call to its ResultURL. Accepted is not done.
struct AskAccepted {
    QString conversationId;             //!< "AG_…": M-PESA's
    QString originatorConversationId;   //!< the gateway's. At least one of the two is not empty
    static Result<AskAccepted, CallFault> fromJson(const QJsonObject &json);
};

} // namespace kaunta::daraja
