#include "core/providers/mpesa_ethiopia/api_error.h"

#include "core/daraja/explain.h"
#include "core/daraja/json_text.h"
#include "core/daraja/sync_error.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <algorithm>
#include <array>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;
using daraja::CallFault;
using daraja::scalarText;

namespace {

using Moved = Explanation::Moved;
using Remedy = Explanation::Remedy;

constexpr Explanation kKeys{QT_TRANSLATE_NOOP("Codes", "M-PESA does not accept the till's keys. The customer was not asked for money."),
                            QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must check the consumer key and secret in Settings."), Moved::No, Remedy::ShopMustFix};
constexpr Explanation kBug{QT_TRANSLATE_NOOP("Codes", "M-PESA refused what the till sent. The customer was not asked for money."),
                           QT_TRANSLATE_NOOP("Codes", "Take the payment another way and call support."), Moved::No, Remedy::ShopMustFix};

constexpr std::array kSignInCodes{
    SignInCode{"999991", "Invalid client id passed", kKeys},
    SignInCode{"999996", "Invalid authentication type passed", kBug},
    SignInCode{"999997", "Invalid authorization header", kKeys},
    SignInCode{"999998", "Invalid grant type passed", kBug},
};

QString firstOf(const QJsonObject &json, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names)
        if (const QString told = scalarText(json.value(name)); !told.isEmpty())
            return told;
    return {};
}

} // namespace

std::span<const SignInCode> signInCodes()
{
    return kSignInCodes;
}

const SignInCode *findSignInCode(const QString &code)
{
    const auto found = std::find_if(kSignInCodes.begin(), kSignInCodes.end(), [&](const SignInCode &row) { return code == QLatin1StringView(row.code); });
    return found == kSignInCodes.end() ? nullptr : &*found;
}

Result<QJsonObject, CallFault> judge(const net::Reply &reply)
{
    const auto common = daraja::judge(reply);
    if (common || !common.error().code.isEmpty())
        return common;
    CallFault fault = common.error();
    const QJsonObject json = QJsonDocument::fromJson(reply.body).object();
    fault.code = firstOf(json, {"resultCode"_L1, "ResultCode"_L1, "responseCode"_L1, "ResponseCode"_L1});
    if (!fault.code.isEmpty())
        fault.text = firstOf(json, {"resultDesc"_L1, "ResultDesc"_L1, "responseMessage"_L1, "responseDescription"_L1, "ResponseDescription"_L1});
    return Fail{fault};
}

CallFault proven(CallFault fault, bool kenyanCodes)
{
    if (fault.at != CallFault::At::Wire || fault.certainty == Certainty::NotSent)
        return fault;
    if (!kenyanCodes) {
        fault.certainty = Certainty::Unknown;
        fault.tokenRejected = false;
    }
    if (fault.certainty == Certainty::Unknown && !fault.code.isEmpty() && !fault.code.startsWith("answer "_L1))
        fault.code.prepend("answer "_L1);
    return fault;
}

Explanation explained(const QString &code, const QString &text)
{
    if (const SignInCode *row = findSignInCode(code))
        return row->explanation;
    return daraja::explain(code, text);
}

} // namespace kaunta::providers::mpesa_ethiopia
