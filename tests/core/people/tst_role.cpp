#include "core/people/role.h"

#include <QTest>

using namespace kaunta::people;

class TestRole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesComeBackAsTheirRole()
    {
        QCOMPARE(allRoles().size(), 5);
        for (const Role role : allRoles())
            QVERIFY(roleFromName(roleName(role)) == role);
        QVERIFY(!roleFromName(QStringLiteral("Manager")));
        QVERIFY(!roleFromName({}));
    }

    void auditorsChangeNothing()
    {
        for (const Permission change : {Permission::Charge, Permission::ApproveRefund, Permission::ApproveResend, Permission::UndoMatch, Permission::DecideUnknown,
                                        Permission::ManageUsers, Permission::ManageProfiles})
            QVERIFY(!may(Role::Auditor, change));
        QVERIFY(may(Role::Auditor, Permission::SeeBalance));
    }

    void cashiersApproveNothingAndSeeNoBalance()
    {
        QVERIFY(may(Role::Cashier, Permission::Charge));
        for (const Permission other : {Permission::SeeBalance, Permission::SeeEveryone, Permission::ApproveRefund, Permission::ApproveResend, Permission::UndoMatch,
                                       Permission::DecideUnknown, Permission::ManageUsers, Permission::ManageProfiles})
            QVERIFY(!may(Role::Cashier, other));
    }

    void supervisorsDecideNothing()
    {
        QVERIFY(may(Role::Supervisor, Permission::ApproveRefund));
        QVERIFY(!may(Role::Supervisor, Permission::DecideUnknown));
        QVERIFY(!may(Role::Supervisor, Permission::ManageUsers));
    }

    void longerPinsForWhoeverMayMore()
    {
        QCOMPARE(shortestPin(Role::Cashier, false), 4);
        for (const Role role : {Role::Supervisor, Role::Manager, Role::Auditor, Role::Owner})
            QCOMPARE(shortestPin(role, false), 6);
        QCOMPARE(shortestPin(Role::Manager, true), 4);
    }
};

QTEST_APPLESS_MAIN(TestRole)
#include "tst_role.moc"
