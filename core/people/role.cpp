#include "core/people/role.h"

#include <array>

namespace kaunta::people {

using namespace Qt::StringLiterals;

namespace {

struct Row {
    Role role;
    const char *name;
    std::array<Permission, 9> may;
    int count;
};

using P = Permission;
// An owner may everything that a manager may: in a small shop the two are one person.
constexpr std::array kRows{
    Row{Role::Cashier, "cashier", {P::Charge}, 1},
    Row{Role::Supervisor, "supervisor", {P::Charge, P::SeeEveryone, P::ApproveRefund, P::ApproveResend, P::UndoMatch}, 5},
    Row{Role::Manager, "manager",
        {P::Charge, P::SeeBalance, P::SeeEveryone, P::ApproveRefund, P::ApproveResend, P::UndoMatch, P::DecideUnknown, P::ManageUsers, P::ManageProfiles}, 9},
    Row{Role::Auditor, "auditor", {P::SeeBalance, P::SeeEveryone}, 2},
    Row{Role::Owner, "owner",
        {P::Charge, P::SeeBalance, P::SeeEveryone, P::ApproveRefund, P::ApproveResend, P::UndoMatch, P::DecideUnknown, P::ManageUsers, P::ManageProfiles}, 9},
};

const Row &rowOf(Role role)
{
    return kRows[static_cast<std::size_t>(role)];
}

} // namespace

bool may(Role role, Permission permission)
{
    const Row &row = rowOf(role);
    for (int i = 0; i < row.count; ++i)
        if (row.may[static_cast<std::size_t>(i)] == permission)
            return true;
    return false;
}

QString roleName(Role role)
{
    return QString::fromLatin1(rowOf(role).name);
}

std::optional<Role> roleFromName(const QString &name)
{
    for (const Row &row : kRows)
        if (name == QLatin1StringView(row.name))
            return row.role;
    return std::nullopt;
}

QList<Role> allRoles()
{
    QList<Role> roles;
    for (const Row &row : kRows)
        roles << row.role;
    return roles;
}

int shortestPin(Role role, bool practice)
{
    return practice || role == Role::Cashier ? 4 : 6;
}

} // namespace kaunta::people
