#pragma once

#include "core/people/people_service.h"

#include <QStringList>

namespace kaunta::test {

//! Remembers what was asked; a test answers by emitting the signals. PINs are copied, because the asker wipes its own.
class FakePeople final : public people::PeopleService
{
public:
    using PeopleService::PeopleService;
    void listUsers() override { asked << QStringLiteral("list"); }
    void signIn(const QString &mark, const QString &name, const QByteArray &typed) override { note(QStringLiteral("sign-in ") + name, mark, typed); }
    void addUser(const QString &mark, const people::NewUser &user, const QString &grant) override
    {
        note(QStringLiteral("add %1 %2 %3").arg(user.name, people::roleName(user.role), grant), mark, user.pin);
    }
    void disableUser(const QString &mark, const QString &name, const QString &grant) override
    {
        note(QStringLiteral("disable %1 %2").arg(name, grant), mark, {});
    }
    void changePin(const QString &mark, const QString &name, const QByteArray &, const QByteArray &typed) override
    {
        note(QStringLiteral("pin ") + name, mark, typed);
    }
    void approve(const people::ApprovalRequest &request, const QString &approver, const QByteArray &typed) override
    {
        last = request;
        note(QStringLiteral("approve ") + approver, request.ticket, typed);
    }

    void refuse(FailureCode code, int wait = 0) { Q_EMIT refused(ticket, {code, {}}, std::chrono::seconds(wait)); }
    int count(const QString &what) const { return static_cast<int>(asked.count(what)); }

    QStringList asked;
    QString ticket;   //!< of the last call
    QByteArray pin;
    people::ApprovalRequest last;

private:
    void note(const QString &what, const QString &mark, const QByteArray &typed)
    {
        asked << what;
        ticket = mark;
        pin = QByteArray(typed.constData(), typed.size());
    }
};

//! mama (owner), juma (supervisor), achieng (cashier), and otieno who has left.
inline QList<people::UserLine> someUsers()
{
    using people::Role;
    return {{QStringLiteral("mama"), Role::Owner},
            {QStringLiteral("juma"), Role::Supervisor},
            {QStringLiteral("achieng"), Role::Cashier},
            {QStringLiteral("otieno"), Role::Manager, true}};
}

} // namespace kaunta::test
