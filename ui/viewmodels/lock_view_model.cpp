#include "ui/viewmodels/lock_view_model.h"

#include "core/secrets/secret_store.h"
#include "ui/viewmodels/people_words.h"
#include "ui/viewmodels/state_words.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using people::PeopleService;
using people::Role;
using people::UserLine;

LockViewModel::LockViewModel(PeopleService &people, const Clock &clock, bool practice, const QString &somebody, QObject *parent)
    : QObject(parent), m_people(people), m_clock(clock), m_waits(clock), m_practice(practice), m_user(somebody), m_lastInput(clock.sinceBoot())
{
    connect(&m_people, &PeopleService::usersListed, this, &LockViewModel::onListed);
    connect(&m_people, &PeopleService::signedIn, this, [this](const QString &ticket, const QString &name, Role role) {
        if (!isChecking() || ticket != m_ticket)
            return;
        m_ticket.clear();
        open(name, role);
    });
    connect(&m_people, &PeopleService::refused, this, [this](const QString &ticket, const Failure &failure, std::chrono::seconds wait) {
        if (!isChecking() || ticket != m_ticket)
            return;
        m_ticket.clear();
        m_failure = failure;
        m_waits.note(m_chosen, wait);
        m_counted = countdown();
        Q_EMIT changed();
    });
    connect(&m_people, &PeopleService::userChanged, this, [this](const QString &, const UserLine &user) {
        if (m_stage == Stage::Owner && user.role == Role::Owner && !user.disabled)
            open(user.name, user.role);   // whoever chose the PIN just now need not type it a third time
        m_people.listUsers();
    });
}

void LockViewModel::start()
{
    m_people.listUsers();
}

void LockViewModel::openAtOnce()
{
    if (m_stage == Stage::Starting)
        go(Stage::Open);
}

void LockViewModel::onListed(const QList<UserLine> &users)
{
    m_users = users;
    m_users.removeIf([](const UserLine &user) { return user.disabled; });
    m_waits.note(m_users);
    const auto has = [this](const QString &name) { return std::any_of(m_users.begin(), m_users.end(), [&name](const UserLine &user) { return user.name == name; }); };
    if (!has(m_chosen))
        m_chosen = has(m_user) ? m_user : m_users.isEmpty() ? QString() : m_users.first().name;
    if (m_stage == Stage::Starting)
        go(m_practice ? Stage::Open : m_users.isEmpty() ? Stage::Owner : Stage::Locked);
    Q_EMIT changed();
}

void LockViewModel::go(Stage stage)
{
    if (stage == m_stage)
        return;
    m_stage = stage;
    noteInput();
    Q_EMIT pinForgotten();
    Q_EMIT stageChanged(stage);
    Q_EMIT changed();
}

void LockViewModel::open(const QString &name, Role role)
{
    m_user = name;
    m_role = role;
    m_failure.reset();
    go(Stage::Open);
    Q_EMIT signedIn(name, role);
}

void LockViewModel::choose(const QString &name)
{
    if (isChecking() || name == m_chosen || std::none_of(m_users.begin(), m_users.end(), [&name](const UserLine &user) { return user.name == name; }))
        return;
    m_chosen = name;
    m_failure.reset();
    Q_EMIT pinForgotten();
    Q_EMIT changed();
}

bool LockViewModel::canSignIn() const
{
    return m_stage == Stage::Locked && !isChecking() && !m_chosen.isEmpty() && m_waits.left(m_chosen).count() == 0;
}

QString LockViewModel::countdown() const
{
    const auto left = m_chosen.isEmpty() ? std::chrono::seconds{0} : m_waits.left(m_chosen);
    return left.count() > 0 ? minutesSeconds(left) : QString();
}

Notice LockViewModel::notice() const
{
    if (isChecking())
        return {Tone::Neutral, Glyph::Waiting, tr("Looking at the PIN…")};
    if (!countdown().isEmpty())
        return {Tone::Declined, Glyph::Lock, tr("Too many wrong PINs. Wait until the countdown is over.")};
    if (m_failure && m_failure->code != FailureCode::PinLocked)
        return {Tone::Declined, Glyph::Declined, failureSentence(*m_failure)};
    if (m_practice)
        return {Tone::Info, Glyph::Info, tr("Practice: the cashier's PIN is 1111, the manager's 2222.")};
    return {};
}

void LockViewModel::signIn(QByteArray pin)
{
    const secrets::SecretBytes typed(std::move(pin));
    if (!canSignIn() || typed.isEmpty())
        return;
    m_ticket = u"sign-in-%1"_s.arg(++m_tickets);
    m_failure.reset();
    m_people.signIn(m_ticket, m_chosen, typed.bytes());
    Q_EMIT pinForgotten();
    Q_EMIT changed();
}

void LockViewModel::lock()
{
    if (m_stage != Stage::Open || m_users.isEmpty())
        return;
    m_chosen = m_user;
    m_failure.reset();
    go(Stage::Locked);
    m_people.listUsers();   // somebody may have come or gone
}

void LockViewModel::goOnWithoutOwner()
{
    if (m_stage == Stage::Owner)
        go(Stage::Open);
}

void LockViewModel::setAutoLockMinutes(int minutes)
{
    if (minutes == m_autoLock || minutes < 0)
        return;
    m_autoLock = minutes;
    noteInput();
    Q_EMIT autoLockChanged(minutes);
}

void LockViewModel::tick()
{
    if (m_autoLock > 0 && m_stage == Stage::Open && m_clock.sinceBoot() - m_lastInput >= std::chrono::minutes(m_autoLock))
        lock();
    if (const QString now = countdown(); now != m_counted) {
        m_counted = now;
        Q_EMIT changed();
    }
}

} // namespace kaunta::ui
