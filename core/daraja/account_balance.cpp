#include "core/daraja/account_balance.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Done, FieldFault> AccountBalance::validate() const
{
    return firstFault(problemsOf(by) + QList<NamedProblem>{{"PartyA", shortCodeProblem(shortCode)}});
}

QJsonObject AccountBalance::toJson() const
{
    QJsonObject json = daraja::toJson(by);
    json.insert(u"CommandID"_s, u"AccountBalance"_s);
    json.insert(u"PartyA"_s, shortCode.toLongLong());
    json.insert(u"IdentifierType"_s, static_cast<int>(party));
    return json;
}

} // namespace kaunta::daraja
