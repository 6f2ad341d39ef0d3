#include "core/sale/cash_grant.h"

#include "core/sale/charge_order.h"

namespace kaunta::sale {

using namespace Qt::StringLiterals;

Result<QJsonObject, Failure> cashGrant(people::Approvals *approvals, const QString &grant, people::Purpose purpose, const QString &subject,
                                       const QString &reason)
{
    if (!isReason(reason))
        return Fail{Failure{FailureCode::ReasonInvalid, {}}};
    const auto taken = approvals ? approvals->take(grant, purpose, subject) : std::nullopt;
    if (!taken)
        return Fail{Failure{FailureCode::NotAllowed, people::purposeName(purpose)}};
    QJsonObject details{{u"approver"_s, taken->approver}, {u"reason"_s, reason}};
    if (taken->singlePerson)
        details.insert(u"singlePerson"_s, true);
    return details;
}

} // namespace kaunta::sale
