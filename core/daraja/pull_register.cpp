#include "core/daraja/pull_register.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<PullRegistered, CallFault> PullRegistered::fromJson(const QJsonObject &json)
{
    const QString status = scalarText(json.value("Response Status"_L1));
    if (status == "1000"_L1 || status == "1001"_L1)
        return PullRegistered{status == "1001"_L1};
    CallFault fault;
    fault.code = status;
    fault.text = scalarText(json.value("Response Description"_L1));
    fault.detail = u"the answer's Response Status is neither 1000 nor 1001"_s;
    return Fail{fault};
}

Result<Done, FieldFault> PullRegister::validate() const
{
    return firstFault({{"ShortCode", shortCodeProblem(shortCode)}, {"NominatedNumber", phoneProblem(nominated)}, {"CallBackURL", callbackProblem(callbackUrl)}});
}

QJsonObject PullRegister::toJson() const
{
    return {{u"ShortCode"_s, shortCode.toLongLong()},
            {u"RequestType"_s, u"Pull"_s},
            {u"NominatedNumber"_s, nominated},
            {u"CallBackURL"_s, callbackUrl.toString(QUrl::FullyEncoded)}};
}

} // namespace kaunta::daraja
