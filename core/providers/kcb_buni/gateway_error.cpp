#include "core/providers/kcb_buni/gateway_error.h"

#include "core/daraja/json_text.h"
#include "core/daraja/sync_error.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <algorithm>
#include <array>

namespace kaunta::providers::kcb_buni {

using namespace Qt::StringLiterals;
using daraja::CallFault;
using daraja::scalarText;

namespace {

using Moved = Explanation::Moved;
using Remedy = Explanation::Remedy;

constexpr Explanation kAccess{QT_TRANSLATE_NOOP("Codes", "KCB did not accept the till's access. The customer was not asked for money."),
                              QT_TRANSLATE_NOOP("Codes", "Send again once. If it stays so, the manager must check the consumer key and secret in Settings."), Moved::No,
                              Remedy::ShopMustFix};
constexpr Explanation kProduct{QT_TRANSLATE_NOOP("Codes", "This shop's KCB application may not send payment requests. The customer was not asked for money."),
                               QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must subscribe the application to MpesaExpressAPIService on KCB's Buni portal."),
                               Moved::No, Remedy::ShopMustFix};
constexpr Explanation kBusy{QT_TRANSLATE_NOOP("Codes", "KCB has too many requests at the moment. The customer was not asked for money."),
                            QT_TRANSLATE_NOOP("Codes", "Wait half a minute, then send again."), Moved::No, Remedy::WaitAndSendAgain};

constexpr std::array kCodes{
    GatewayCode{"900901", 401, true, "Invalid Credentials", kAccess},
    GatewayCode{"900902", 401, true, "Missing Credentials", kAccess},
    GatewayCode{"900903", 401, true, "Access Token Expired", kAccess},
    GatewayCode{"900908", 403, false, "Resource forbidden: the application is not subscribed", kProduct},
    GatewayCode{"900800", 429, false, "Message throttled out", kBusy},
};

} // namespace

std::span<const GatewayCode> gatewayCodes()
{
    return kCodes;
}

const GatewayCode *findGatewayCode(const QString &code)
{
    const auto found = std::find_if(kCodes.begin(), kCodes.end(), [&](const GatewayCode &row) { return code == QLatin1StringView(row.code); });
    return found == kCodes.end() ? nullptr : &*found;
}

Result<QJsonObject, CallFault> judge(const net::Reply &reply)
{
    const auto common = daraja::judge(reply);   // transport, lies about types, Date and Retry-After are the same for every API
    if (common)
        return common;
    CallFault fault = common.error();
    if (reply.reached != net::Reply::Reached::Answered)
        return Fail{fault};
    fault.certainty = Certainty::Unknown;   // what is known of Safaricom's own gateway proves nothing about KCB's
    fault.tokenRejected = false;
    const QJsonObject json = QJsonDocument::fromJson(reply.body).object();
    const QJsonObject told = json.contains("fault"_L1) ? json.value("fault"_L1).toObject() : json;
    if (const QString code = scalarText(told.value("code"_L1)); !code.isEmpty()) {
        fault.code = code;
        fault.text = scalarText(told.value("message"_L1));
        const GatewayCode *row = findGatewayCode(code);
        const bool isJson = !reply.header("Content-Type").toLower().contains("html");
        if (row != nullptr && row->status == reply.status && isJson) {
            fault.certainty = Certainty::Refused;
            fault.tokenRejected = row->tokenRejected;
        }
    }
    // A code that proves nothing here must not be explained as the one that it looks like.
    if (fault.certainty == Certainty::Unknown && !fault.code.isEmpty())
        fault.code.prepend("answer "_L1);
    return Fail{fault};
}

} // namespace kaunta::providers::kcb_buni
