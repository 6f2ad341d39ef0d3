#pragma once

#include "core/people/people_service.h"

#include <optional>

namespace kaunta::people {

//! Where an engine cashes a grant. Implemented by PeopleEngine, on the engine's thread; faked by tests of other engines.
class Approvals
{
public:
    virtual ~Approvals() = default;
    //! The grant, if it was given for this purpose and subject within the last minute and not used yet. It is used up by the call.
    virtual std::optional<Grant> take(const QString &grantId, Purpose purpose, const QString &subject) = 0;
    //! May this user do that alone? A shop without users (no owner yet, or practice) may everything that needs no second person.
    virtual bool allows(const QString &user, Permission permission) const = 0;
};

} // namespace kaunta::people
