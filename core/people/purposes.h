#pragma once

#include "core/people/people_service.h"

namespace kaunta::people {

//! Whose PIN opens what.
Permission permissionFor(Purpose purpose);
//! Must the approver be somebody else than who asks? Refunds, a prompt over an open charge and decisions: yes. To undo a match
//! and to change users or profiles the PIN of one person with the right is enough: a shop's only manager adds his cashiers.
bool needsSecondPerson(Purpose purpose);
bool needsSecondPerson(Permission permission);

} // namespace kaunta::people
