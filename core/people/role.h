#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace kaunta::people {

enum class Role { Cashier, Supervisor, Manager, Auditor, Owner };

//! What somebody may do alone, or may allow another to do with a PIN.
enum class Permission {
    Charge,               //!< take payments, ask for a refund, match a direct payment
    SeeBalance,
    SeeEveryone,          //!< other cashiers' payments and totals
    ApproveRefund,
    ApproveResend,        //!< a second prompt over an open charge
    UndoMatch,
    DecideUnknown,        //!< a manager's decision on an unknown, a conflict or a claim
    ManageUsers,
    ManageProfiles,
};

//! The one table of who may do what. Auditors read and change nothing.
bool may(Role role, Permission permission);
QString roleName(Role role);                       //!< "cashier", …: on the command line and in the ledger
std::optional<Role> roleFromName(const QString &name);
QList<Role> allRoles();
int shortestPin(Role role, bool practice);         //!< digits: 4; 6 for supervisors and above outside practice

} // namespace kaunta::people
