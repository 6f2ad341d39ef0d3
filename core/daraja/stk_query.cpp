#include "core/daraja/stk_query.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"
#include "core/daraja/password.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Done, FieldFault> StkQuery::validate() const
{
    return firstFault({{"BusinessShortCode", shortCodeProblem(shortCode)},
                       {"Password", secretProblem(passkey)},
                       {"Timestamp", when.isValid() ? Problem() : FieldFault::Problem::Missing},
                       {"CheckoutRequestID", idProblem(checkoutRequestId)}});
}

QJsonObject StkQuery::toJson() const
{
    const QString at = timestamp(when);
    return {{u"BusinessShortCode"_s, shortCode.toLongLong()},
            {u"Password"_s, password(shortCode, passkey, at)},
            {u"Timestamp"_s, at},
            {u"CheckoutRequestID"_s, checkoutRequestId}};
}

Result<StkQueryAnswer, CallFault> StkQueryAnswer::fromJson(const QJsonObject &json)
{
    StkQueryAnswer answer{scalarText(json.value("CheckoutRequestID"_L1)), scalarText(json.value("ResultCode"_L1)), scalarText(json.value("ResultDesc"_L1))};
    const QString response = scalarText(json.value("ResponseCode"_L1));
    // A query that did not run says nothing about the prompt, even if something looks like a result.
    if (answer.resultCode.isEmpty() || (!response.isEmpty() && response != "0"_L1)) {
        CallFault fault;
        fault.code = response == "0"_L1 ? QString() : response;
        fault.text = scalarText(json.value("ResponseDescription"_L1));
        fault.detail = u"the answer has no result"_s;
        return Fail{fault};
    }
    return answer;
}

} // namespace kaunta::daraja
