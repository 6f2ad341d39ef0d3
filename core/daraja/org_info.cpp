#include "core/daraja/org_info.h"

#include "core/daraja/json_text.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Organisation, CallFault> Organisation::fromJson(const QJsonObject &json)
{
    Organisation found{scalarText(json.value("OrganizationName"_L1))};
    if (!found.name.isEmpty())
        return found;
    CallFault fault;
    fault.code = scalarText(json.value("ResponseCode"_L1));
    fault.text = scalarText(json.value("ResponseMessage"_L1));
    fault.detail = u"the answer names no organisation"_s;
    return Fail{fault};
}

Result<Done, FieldFault> OrgInfo::validate() const
{
    return firstFault({{"Identifier", shortCodeProblem(number)}});
}

QJsonObject OrgInfo::toJson() const
{
    return {{u"IdentifierType"_s, QString::number(static_cast<int>(party))}, {u"Identifier"_s, number}};
}

} // namespace kaunta::daraja
