#include "ui/viewmodels/users_view_model.h"

#include "core/people/pin_rules.h"
#include "ui/viewmodels/people_words.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using people::PeopleService;
using people::Role;
using people::UserLine;

UsersViewModel::UsersViewModel(PeopleService &people, bool practice, QObject *parent) : QObject(parent), m_people(people), m_practice(practice)
{
    connect(&m_people, &PeopleService::usersListed, this, [this](const QList<UserLine> &users) {
        m_users = users;
        m_listed = true;
        Q_EMIT changed();
    });
    connect(&m_people, &PeopleService::refused, this, [this](const QString &ticket, const Failure &failure) {
        if (isBusy() && ticket == m_ticket)
            end({Tone::Declined, Glyph::Declined, failureSentence(failure)});
    });
    connect(&m_people, &PeopleService::userChanged, this, [this](const QString &ticket, const UserLine &user) {
        m_people.listUsers();
        if (!isBusy() || ticket != m_ticket)
            return;
        const QString says = m_work == Work::Add ? tr("%1 may use this till now.") : m_work == Work::Disable ? tr("%1 may not use this till any more.") : tr("%1 has a new PIN.");
        end({Tone::Neutral, Glyph::Check, says.arg(user.name)});
        Q_EMIT finished();
    });
}

void UsersViewModel::open()
{
    m_people.listUsers();
}

const UserLine *UsersViewModel::find(const QString &name) const
{
    const auto found = std::find_if(m_users.cbegin(), m_users.cend(), [&name](const UserLine &user) { return user.name == name; });
    return found == m_users.cend() ? nullptr : &*found;
}

QString UsersViewModel::nameProblem(const QString &name) const
{
    if (!people::isUserName(name))
        return tr("1 to 32 small letters, digits, dots and dashes.");
    return find(name) ? tr("There is somebody of this name already. Names are never used twice.") : QString();
}

QString UsersViewModel::pinRule(Role role) const
{
    return tr("At least %1 digits; not all the same and not a row like 1234.").arg(people::shortestPin(role, m_practice));
}

QString UsersViewModel::pinProblem(const QByteArray &pin, Role role) const
{
    return people::isGoodPin(pin, role, m_practice) ? QString() : pinRule(role);
}

QString UsersViewModel::repeatProblem(const QByteArray &pin, const QByteArray &again) const
{
    return pin == again ? QString() : tr("The two PINs are not the same.");
}

void UsersViewModel::begin(Work work, const QString &name)
{
    m_work = work;
    m_name = name;
    m_ticket = u"users-%1"_s.arg(++m_tickets);
    m_notice = {};
}

void UsersViewModel::askApproval(const QString &what)
{
    Q_EMIT changed();
    Q_EMIT approvalWanted({m_ticket, people::Purpose::Users, m_name, m_user}, what);
}

void UsersViewModel::end(const Notice &notice)
{
    m_work = Work::None;
    m_pin = {};
    m_notice = notice;
    Q_EMIT changed();
}

void UsersViewModel::add(const QString &name, Role role, QByteArray pin, QByteArray again)
{
    secrets::SecretBytes typed(std::move(pin));
    const secrets::SecretBytes repeated(std::move(again));
    if (isBusy() || !m_listed || !nameProblem(name).isEmpty() || !pinProblem(typed.bytes(), role).isEmpty()
        || !repeatProblem(typed.bytes(), repeated.bytes()).isEmpty())
        return;
    begin(Work::Add, name);
    m_role = role;
    if (isFirst()) {
        Q_EMIT changed();
        m_people.addUser(m_ticket, {name, role, typed.bytes()}, {});
        return;
    }
    m_pin = std::move(typed);
    askApproval(tr("%1 shall use this till. Role: %2.").arg(name, roleWord(role)));
}

void UsersViewModel::disable(const QString &name)
{
    const UserLine *user = find(name);
    if (isBusy() || !user || user->disabled)
        return;
    begin(Work::Disable, name);
    askApproval(tr("%1 shall not use this till any more. The name cannot be used again.").arg(name));
}

void UsersViewModel::changePin(const QString &name, QByteArray oldPin, QByteArray newPin, QByteArray again)
{
    const secrets::SecretBytes old(std::move(oldPin));
    const secrets::SecretBytes fresh(std::move(newPin));
    const secrets::SecretBytes repeated(std::move(again));
    const UserLine *user = find(name);
    if (isBusy() || !user || user->disabled || old.isEmpty() || !pinProblem(fresh.bytes(), user->role).isEmpty()
        || !repeatProblem(fresh.bytes(), repeated.bytes()).isEmpty())
        return;
    begin(Work::ChangePin, name);
    Q_EMIT changed();
    m_people.changePin(m_ticket, name, old.bytes(), fresh.bytes());
}

void UsersViewModel::approvalGiven(const QString &ticket, const people::Grant &grant)
{
    if (!isBusy() || ticket != m_ticket)
        return;
    if (m_work == Work::Add)
        m_people.addUser(m_ticket, {m_name, m_role, m_pin.bytes()}, grant.id);
    else if (m_work == Work::Disable)
        m_people.disableUser(m_ticket, m_name, grant.id);
}

void UsersViewModel::approvalCancelled(const QString &ticket)
{
    if (isBusy() && ticket == m_ticket)
        end({Tone::Neutral, Glyph::Info, tr("Nothing was changed: nobody approved it.")});
}

} // namespace kaunta::ui
