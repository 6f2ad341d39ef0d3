#include "core/daraja/ask_accepted.h"

#include "core/daraja/json_text.h"
#include "core/daraja/sync_code.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

std::optional<CallFault> ackFault(const QJsonObject &json)
{
    const QString code = scalarText(json.value("ResponseCode"_L1));
    if (code == "0"_L1)
        return std::nullopt;
    CallFault fault;
    fault.certainty = isRefusingAck(code) ? Certainty::Refused : Certainty::Unknown;
    fault.code = code;
    fault.text = scalarText(json.value("ResponseDescription"_L1));
    fault.detail = u"the acknowledgement's ResponseCode is not 0"_s;
    return fault;
}

Result<AskAccepted, CallFault> AskAccepted::fromJson(const QJsonObject &json)
{
    if (const auto fault = ackFault(json))
        return Fail{*fault};
    AskAccepted answer{scalarText(json.value("ConversationID"_L1)), scalarText(json.value("OriginatorConversationID"_L1))};
    if (answer.conversationId.isEmpty() && answer.originatorConversationId.isEmpty()) {   // it may be carried out, and nothing names it
        CallFault fault;
        fault.detail = u"the acknowledgement has no conversation id"_s;
        return Fail{fault};
    }
    return answer;
}

} // namespace kaunta::daraja
