#include "core/people/purposes.h"

namespace kaunta::people {

Permission permissionFor(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Refund: return Permission::ApproveRefund;
    case Purpose::Resend: return Permission::ApproveResend;
    case Purpose::UndoMatch: return Permission::UndoMatch;
    case Purpose::Decide: return Permission::DecideUnknown;
    case Purpose::Users: return Permission::ManageUsers;
    case Purpose::Profiles: return Permission::ManageProfiles;
    }
    Q_UNREACHABLE();
}

bool needsSecondPerson(Purpose purpose)
{
    return needsSecondPerson(permissionFor(purpose));
}

bool needsSecondPerson(Permission permission)
{
    return permission == Permission::ApproveRefund || permission == Permission::ApproveResend || permission == Permission::DecideUnknown;
}

} // namespace kaunta::people
