// What may be asked of PeopleEngine, and its rules. How a PIN is looked at is in people_pins.cpp.
#include "core/people/people_engine.h"

#include "core/base/ulid.h"
#include "core/people/pin_rules.h"

#include <algorithm>

namespace kaunta::people {

using namespace Qt::StringLiterals;
using ledger::UserRecord;

namespace {

//! A copy of its own: callers wipe theirs as soon as the call returns, and a shared buffer would be wiped with it.
std::shared_ptr<const secrets::SecretBytes> keep(const QByteArray &pin)
{
    return std::make_shared<const secrets::SecretBytes>(QByteArray(pin.constData(), pin.size()));
}

ledger::Change changeOf(const QString &actor, const QString &subject, const QString &kind, const QJsonObject &payload = {})
{
    return {{actor, subject, kind, payload}, {}, {}, {}, {}};
}

UserRecord withoutWrongTries(UserRecord user)
{
    user.wrongTries = 0;
    return user;
}

} // namespace

void PeopleEngine::listUsers()
{
    queue([this] {
        QList<UserLine> lines;
        for (const UserRecord &user : m_parts.ledger.users())
            lines << lineOf(user);
        if (lines.isEmpty() && m_parts.practice)   // who will be there as soon as one of them types a PIN
            lines = {{u"cashier"_s, Role::Cashier}, {u"manager"_s, Role::Manager}};
        end();
        Q_EMIT usersListed(lines);
    });
}

void PeopleEngine::signIn(const QString &ticket, const QString &name, const QByteArray &pin)
{
    queue([this, ticket, name, typed = keep(pin)] {
        withUsers(ticket, [this, ticket, name, typed] {
            const auto user = active(name);
            if (!user)
                return refuse(ticket, {FailureCode::UserMissing, name});
            checkPin(ticket, *user, typed, [this, ticket, user = withoutWrongTries(*user)] {
                ledger::Change change = changeOf(user.name, user.id, u"user.signed_in"_s);
                change.user = user;
                if (!write(ticket, {change}))
                    return;
                end();
                Q_EMIT signedIn(ticket, user.name, user.role);
            });
        });
    });
}

void PeopleEngine::addUser(const QString &ticket, const NewUser &user, const QString &grant)
{
    queue([this, ticket, name = user.name, role = user.role, typed = keep(user.pin), grant] {
        withUsers(ticket, [this, ticket, name, role, typed, grant] {
            QString actor;
            if (const auto trouble = whyNotAdd({name, role, typed->bytes()}, grant, actor))
                return refuse(ticket, *trouble);
            store(ticket, newUser(name, role), typed, actor);
        });
    });
}

std::optional<Failure> PeopleEngine::whyNotAdd(const NewUser &user, const QString &grant, QString &actor)
{
    if (!isUserName(user.name))
        return Failure{FailureCode::UserInvalid, {}};   // not repeated: somebody may have typed a PIN there
    if (!isGoodPin(user.pin, user.role, m_parts.practice))
        return Failure{FailureCode::PinInvalid, {}};
    if (m_parts.ledger.user(user.name))
        return Failure{FailureCode::UserExists, user.name};
    if (m_parts.ledger.users().isEmpty()) {   // never in practice: withUsers() has been here
        actor = user.name;
        return user.role == Role::Owner ? std::nullopt : std::optional(Failure{FailureCode::OwnerNeeded, {}});
    }
    // Last, so that a slip of the pen does not use up the permission.
    const auto given = take(grant, Purpose::Users, user.name);
    if (!given || !mayChange(given->approver, user.role))
        return Failure{FailureCode::NotAllowed, user.name};
    actor = given->approver;
    return std::nullopt;
}

void PeopleEngine::disableUser(const QString &ticket, const QString &name, const QString &grant)
{
    queue([this, ticket, name, grant] {
        withUsers(ticket, [this, ticket, name, grant] {
            auto user = active(name);
            if (!user)
                return refuse(ticket, {FailureCode::UserMissing, name});
            if (isLast(*user))
                return refuse(ticket, {FailureCode::LastOwner, name});
            const auto given = take(grant, Purpose::Users, name);
            if (!given || !mayChange(given->approver, user->role))
                return refuse(ticket, {FailureCode::NotAllowed, name});
            user->disabled = true;
            ledger::Change change = changeOf(given->approver, user->id, u"user.disabled"_s);
            change.user = *user;
            if (!write(ticket, {change}))
                return;
            end();
            Q_EMIT userChanged(ticket, lineOf(*user));
        });
    });
}

void PeopleEngine::changePin(const QString &ticket, const QString &name, const QByteArray &oldPin, const QByteArray &newPin)
{
    queue([this, ticket, name, old = keep(oldPin), fresh = keep(newPin)] {
        withUsers(ticket, [this, ticket, name, old, fresh] {
            const auto user = active(name);
            if (!user)
                return refuse(ticket, {FailureCode::UserMissing, name});
            if (!isGoodPin(fresh->bytes(), user->role, m_parts.practice))
                return refuse(ticket, {FailureCode::PinInvalid, {}});
            checkPin(ticket, *user, old, [this, ticket, user = withoutWrongTries(*user), fresh] {
                makePin(ticket, user.id, fresh, [this, ticket, user](const ledger::PinRecord &pin) {
                    ledger::Change change = changeOf(user.name, user.id, u"user.pin_changed"_s);
                    change.user = user;
                    change.pin = pin;
                    if (!write(ticket, {change}))
                        return;
                    end();
                    Q_EMIT userChanged(ticket, lineOf(user));
                });
            });
        });
    });
}

void PeopleEngine::approve(const ApprovalRequest &request, const QString &approver, const QByteArray &pin)
{
    queue([this, request, approver, typed = keep(pin)] {
        withUsers(request.ticket, [this, request, approver, typed] {
            if (const auto trouble = whyNotApprove(request, approver))
                return refuse(request.ticket, *trouble);
            const auto by = active(approver);
            const bool alone = needsSecondPerson(request.purpose) && request.requester == approver;
            checkPin(request.ticket, *by, typed, [this, request, by, alone] { onApproved(request, withoutWrongTries(*by), alone); });
        });
    });
}

std::optional<Failure> PeopleEngine::whyNotApprove(const ApprovalRequest &request, const QString &approver) const
{
    if (m_parts.ledger.users().isEmpty())
        return Failure{FailureCode::OwnerNeeded, {}};
    const auto by = active(approver);
    if (!by)
        return Failure{FailureCode::UserMissing, approver};
    if (!may(by->role, permissionFor(request.purpose)))
        return Failure{FailureCode::NotAllowed, u"%1: %2"_s.arg(by->name, roleName(by->role))};
    if (!needsSecondPerson(request.purpose))
        return std::nullopt;
    if (!active(request.requester))   // a made-up name would be a second person that does not exist
        return Failure{FailureCode::UserMissing, request.requester};
    if (request.requester == approver && activeCount() != 1)
        return Failure{FailureCode::SelfApproval, approver};
    return std::nullopt;
}

void PeopleEngine::onApproved(const ApprovalRequest &request, const UserRecord &approver, bool alone)
{
    const milliseconds now = m_parts.clock.sinceBoot();
    if (alone) {
        if (const auto wait = m_secondLook.waitFor(request.purpose, request.subject, now); wait > 0s)
            return refuse(request.ticket, {FailureCode::ApproveAgain, QString::number(wait.count())}, wait);
    }
    const Grant grant{randomHex128(m_parts.random), approver.name, alone};
    ledger::Change change = changeOf(approver.name, request.subject, u"approval.given"_s,
                                     {{u"purpose"_s, purposeName(request.purpose)},
                                      {u"requester"_s, request.requester},
                                      {u"approver"_s, approver.name},
                                      {u"singlePerson"_s, alone}});
    change.user = approver;
    if (!write(request.ticket, {change}))
        return;
    m_grants.give(grant, request.purpose, request.subject, now);
    end();
    Q_EMIT approved(request.ticket, grant);
}

std::optional<Grant> PeopleEngine::take(const QString &grantId, Purpose purpose, const QString &subject)
{
    const auto given = m_grants.take(grantId, purpose, subject, m_parts.clock.sinceBoot());
    return given && active(given->approver) ? given : std::nullopt;
}

bool PeopleEngine::allows(const QString &user, Permission permission) const
{
    if (const auto known = active(user); known && may(known->role, permission))
        return true;
    // A file that cannot be read looks like a shop without users.
    const bool open = m_parts.practice || m_parts.ledger.users().isEmpty();
    return open && !m_parts.ledger.readFault() && !needsSecondPerson(permission);
}

std::optional<UserRecord> PeopleEngine::active(const QString &name) const
{
    const auto user = m_parts.ledger.user(name);
    return user && !user->disabled ? user : std::nullopt;
}

qsizetype PeopleEngine::activeCount() const
{
    const QList<UserRecord> users = m_parts.ledger.users();
    return std::count_if(users.begin(), users.end(), [](const UserRecord &user) { return !user.disabled; });
}

bool PeopleEngine::isLast(const UserRecord &user) const
{
    // In practice there need not be an owner: whoever manages users stands for him.
    const auto counts = [this](Role role) { return role == Role::Owner || (m_parts.practice && may(role, Permission::ManageUsers)); };
    const QList<UserRecord> users = m_parts.ledger.users();
    return counts(user.role)
           && std::none_of(users.begin(), users.end(), [&](const UserRecord &other) { return other.id != user.id && !other.disabled && counts(other.role); });
}

bool PeopleEngine::mayChange(const QString &actor, Role role) const
{
    const QList<UserRecord> users = m_parts.ledger.users();
    const bool owned = std::any_of(users.begin(), users.end(), [](const UserRecord &user) { return !user.disabled && user.role == Role::Owner; });
    const auto by = active(actor);
    return by && (role != Role::Owner || !owned || by->role == Role::Owner);
}

UserRecord PeopleEngine::newUser(const QString &name, Role role)
{
    UserRecord user;
    user.id = makeUlid(m_parts.clock, m_parts.random);
    user.name = name;
    user.role = role;
    user.createdAt = m_parts.clock.nowUtc();
    return user;
}

UserLine PeopleEngine::lineOf(const UserRecord &user) const
{
    return {user.name, user.role, user.disabled, locked(user)};
}

} // namespace kaunta::people
