#pragma once

#include "core/base/failure.h"
#include "core/people/role.h"

#include <QDateTime>
#include <QMetaType>
#include <QObject>
#include <chrono>

namespace kaunta::people {

//! One person as a screen sees him.
struct UserLine {
    QString name;
    Role role = Role::Cashier;
    bool disabled = false;
    std::chrono::seconds locked{0};   //!< how long after wrong PINs no further one is looked at; 0: not locked
    bool operator==(const UserLine &) const = default;
};

//! What a second person allows with a PIN. A grant for one purpose and subject is good for nothing else.
enum class Purpose { Refund, Resend, UndoMatch, Decide, Users, Profiles };
QString purposeName(Purpose purpose);   //!< "refund", …: in the ledger

struct ApprovalRequest {
    QString ticket;      //!< the caller's own mark: comes back with the answer
    Purpose purpose = Purpose::Refund;
    QString subject;     //!< receipt, charge id, code … that it is about; for Users and Profiles the name
    QString requester;   //!< user who asks; must not be the approver, unless the shop has one user
};

//! A permission, given once by a PIN, used once within a minute by the engine that carries it out.
struct Grant {
    QString id;          //!< random; empty: none
    QString approver;
    bool singlePerson = false;   //!< the shop's one user approved alone, 10 s after asking
    bool operator==(const Grant &) const = default;
};

struct NewUser {
    QString name;        //!< [a-z0-9.-], 1 to 32
    Role role = Role::Cashier;
    QByteArray pin;      //!< digits; never logged
};

//! Users, PINs and approvals as a screen or a command sees them. Every call returns at once and ends in exactly one of its own
//! signal and refused(), later than the call returns, with the call's ticket. PINs go in and never come out.
class PeopleService : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Answered by usersListed().
    virtual void listUsers() = 0;
    //! Answered by signedIn(). A wrong PIN is counted in the ledger; each further one makes the next wait longer.
    virtual void signIn(const QString &ticket, const QString &name, const QByteArray &pin) = 0;
    //! The first user is the owner and needs no grant; each other one needs a grant for Purpose::Users and its name. Answered by userChanged().
    virtual void addUser(const QString &ticket, const kaunta::people::NewUser &user, const QString &grant) = 0;
    //! The last owner cannot be disabled. Answered by userChanged().
    virtual void disableUser(const QString &ticket, const QString &name, const QString &grant) = 0;
    virtual void changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin) = 0;
    //! Answered by approved(). Nobody approves his own request (SelfApproval); the shop's one user is asked to repeat it 10 s
    //! later (ApproveAgain, with the wait in `detail` seconds), and the grant then says singlePerson.
    virtual void approve(const kaunta::people::ApprovalRequest &request, const QString &approver, const QByteArray &pin) = 0;

Q_SIGNALS:
    void usersListed(const QList<kaunta::people::UserLine> &users);
    void signedIn(const QString &ticket, const QString &name, kaunta::people::Role role);
    void userChanged(const QString &ticket, const kaunta::people::UserLine &user);
    void approved(const QString &ticket, const kaunta::people::Grant &grant);
    //! PinWrong, PinLocked (`wait`), NotAllowed, SelfApproval, ApproveAgain (`wait`), UserExists, UserMissing, PinInvalid …
    void refused(const QString &ticket, const kaunta::Failure &failure, std::chrono::seconds wait);
};

} // namespace kaunta::people
