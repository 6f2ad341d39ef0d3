#pragma once

#include "core/people/people_service.h"
#include "core/secrets/secret_store.h"
#include "ui/viewmodels/settings_view_model.h"

#include <QObject>
#include <QPointer>

namespace kaunta::ui {

//! Who may use this till: add, disable, change one's PIN. Adding and disabling need the PIN of somebody who may manage people,
//! asked for through approvalWanted(); the shop's first person is the owner and needs nobody.
class UsersViewModel final : public QObject
{
    Q_OBJECT
public:
    UsersViewModel(people::PeopleService &people, bool practice, QObject *parent = nullptr);

    void setUser(const QString &name) { m_user = name; }   //!< who stands at the till: asks for approvals
    QList<people::UserLine> users() const { return m_users; }
    bool isFirst() const { return m_listed && m_users.isEmpty(); }
    bool isBusy() const { return m_work != Work::None; }
    Notice notice() const { return m_notice; }

    //! Why it cannot be so; empty: it can.
    QString nameProblem(const QString &name) const;
    QString pinProblem(const QByteArray &pin, people::Role role) const;
    QString repeatProblem(const QByteArray &pin, const QByteArray &again) const;
    QString pinRule(people::Role role) const;              //!< "At least 6 digits …"

    void open();                                           //!< asks who is there
    //! Both ignored while isBusy() and while there is a problem. The bytes of PINs are wiped, the caller's copies with them.
    void add(const QString &name, people::Role role, QByteArray pin, QByteArray again);
    void changePin(const QString &name, QByteArray oldPin, QByteArray newPin, QByteArray again);
    void disable(const QString &name);
    void approvalGiven(const QString &ticket, const people::Grant &grant);
    void approvalCancelled(const QString &ticket);

Q_SIGNALS:
    void changed();
    void finished();                                       //!< it worked: forms may be emptied
    void approvalWanted(const kaunta::people::ApprovalRequest &request, const QString &what);

private:
    enum class Work { None, Add, Disable, ChangePin };
    void begin(Work work, const QString &name);
    void askApproval(const QString &what);
    void end(const Notice &notice);
    const people::UserLine *find(const QString &name) const;

    people::PeopleService &m_people;
    bool m_practice;
    bool m_listed = false;
    QString m_user;
    QList<people::UserLine> m_users;
    Notice m_notice;
    Work m_work = Work::None;
    QString m_ticket;
    QString m_name;                                        //!< whom it is about
    people::Role m_role = people::Role::Cashier;
    secrets::SecretBytes m_pin;                            //!< of somebody who waits for an approval
    int m_tickets = 0;
};

} // namespace kaunta::ui
