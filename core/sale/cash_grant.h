#pragma once

#include "core/base/result.h"
#include "core/people/approvals.h"

#include <QJsonObject>

namespace kaunta::sale {

//! Uses up a grant for this purpose and subject; the answer goes into the journal with what it allows: "approver", "reason",
//! and "singlePerson" where that is so. ReasonInvalid before the grant is looked at; NotAllowed when there is none. To be called
//! last, when nothing else can refuse. `approvals` null: nobody can approve.
Result<QJsonObject, Failure> cashGrant(people::Approvals *approvals, const QString &grant, people::Purpose purpose, const QString &subject,
                                       const QString &reason);

} // namespace kaunta::sale
