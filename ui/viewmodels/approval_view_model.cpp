#include "ui/viewmodels/approval_view_model.h"

#include "core/people/purposes.h"
#include "core/secrets/secret_store.h"
#include "ui/viewmodels/people_words.h"
#include "ui/viewmodels/state_words.h"

#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using people::PeopleService;
using people::UserLine;

ApprovalViewModel::ApprovalViewModel(PeopleService &people, const Clock &clock, QObject *parent) : QObject(parent), m_people(people), m_waits(clock)
{
    connect(&m_people, &PeopleService::usersListed, this, &ApprovalViewModel::onListed);
    connect(&m_people, &PeopleService::refused, this, &ApprovalViewModel::onRefused);
    connect(&m_people, &PeopleService::approved, this, [this](const QString &ticket, const people::Grant &grant) {
        if (!m_open || !isChecking() || ticket != m_ticket)
            return;   // somebody pressed Esc meanwhile: the grant lapses
        Q_EMIT given(close(), grant);
    });
}

QString ApprovalViewModel::title() const
{
    return people::needsSecondPerson(m_request.purpose) ? tr("A second person's PIN is needed") : tr("A PIN is needed");
}

QString ApprovalViewModel::askedBy() const
{
    return m_request.requester.isEmpty() ? QString() : tr("%1 asks for it and stays signed in.").arg(m_request.requester);
}

bool ApprovalViewModel::canApprove() const
{
    return m_open && !isChecking() && !m_approver.isEmpty() && m_waits.left(m_approver).count() == 0;
}

QString ApprovalViewModel::countdown() const
{
    const auto left = m_approver.isEmpty() ? std::chrono::seconds{0} : m_waits.left(m_approver);
    return left.count() > 0 ? minutesSeconds(left) : QString();
}

Notice ApprovalViewModel::notice() const
{
    if (m_listed && m_approvers.isEmpty())
        return {Tone::Declined, Glyph::Declined, tr("Nobody else in this shop may approve this. The owner can add somebody in Settings.")};
    if (isChecking())
        return {Tone::Neutral, Glyph::Waiting, tr("Looking at the PIN…")};
    const bool waiting = !countdown().isEmpty();
    if (m_again)
        return {Tone::Info, Glyph::Info,
                waiting ? tr("You are this shop's only person. Look at it once more; when the countdown is over, type your PIN again.")
                        : tr("Now type your PIN again. The ledger says that one person approved alone.")};
    if (waiting)
        return {Tone::Declined, Glyph::Lock, tr("Too many wrong PINs. Wait until the countdown is over.")};
    if (m_failure && m_failure->code == FailureCode::PinLocked)
        return {Tone::Neutral, Glyph::Key, tr("Type the PIN now.")};
    if (m_failure)
        return {Tone::Declined, Glyph::Declined, failureSentence(*m_failure)};
    return {};
}

void ApprovalViewModel::ask(const people::ApprovalRequest &request, const QString &what)
{
    if (m_open) {
        Q_EMIT cancelled(request.ticket);
        return;
    }
    m_request = request;
    m_what = what;
    m_approvers.clear();
    m_approver.clear();
    m_failure.reset();
    m_listed = false;
    m_again = false;
    m_open = true;
    m_people.listUsers();
    Q_EMIT opened();
    Q_EMIT changed();
}

void ApprovalViewModel::onListed(const QList<UserLine> &users)
{
    if (!m_open)
        return;
    m_listed = true;
    m_waits.note(users);
    const auto active = std::count_if(users.begin(), users.end(), [](const UserLine &user) { return !user.disabled; });
    const bool another = people::needsSecondPerson(m_request.purpose) && active > 1;
    const people::Permission permission = people::permissionFor(m_request.purpose);
    m_approvers.clear();
    for (const UserLine &user : users)
        if (!user.disabled && people::may(user.role, permission) && !(another && user.name == m_request.requester))
            m_approvers << user;
    const auto is = [this](const UserLine &user) { return user.name == m_approver; };
    if (std::none_of(m_approvers.begin(), m_approvers.end(), is))
        m_approver = m_approvers.isEmpty() ? QString() : m_approvers.first().name;
    Q_EMIT changed();
}

void ApprovalViewModel::choose(const QString &name)
{
    const auto is = [&name](const UserLine &user) { return user.name == name; };
    if (isChecking() || name == m_approver || std::none_of(m_approvers.begin(), m_approvers.end(), is))
        return;
    m_approver = name;
    m_failure.reset();
    m_again = false;
    Q_EMIT pinForgotten();
    Q_EMIT changed();
}

void ApprovalViewModel::approve(QByteArray pin)
{
    const secrets::SecretBytes typed(std::move(pin));
    if (!canApprove() || typed.isEmpty())
        return;
    m_ticket = u"approval-%1"_s.arg(++m_tickets);
    m_failure.reset();
    people::ApprovalRequest request = m_request;
    request.ticket = m_ticket;
    m_people.approve(request, m_approver, typed.bytes());
    Q_EMIT pinForgotten();
    Q_EMIT changed();
}

void ApprovalViewModel::onRefused(const QString &ticket, const Failure &failure, std::chrono::seconds wait)
{
    if (!m_open || !isChecking() || ticket != m_ticket)
        return;
    m_ticket.clear();
    m_failure = failure;
    m_again = failure.code == FailureCode::ApproveAgain || (m_again && failure.code == FailureCode::PinWrong && wait.count() == 0);
    m_waits.note(m_approver, wait);
    tick();
    Q_EMIT changed();
}

void ApprovalViewModel::cancel()
{
    if (m_open)
        Q_EMIT cancelled(close());
}

QString ApprovalViewModel::close()
{
    m_open = false;
    m_ticket.clear();
    m_what.clear();
    Q_EMIT pinForgotten();
    Q_EMIT closed();
    return m_request.ticket;
}

void ApprovalViewModel::tick()
{
    if (const QString now = countdown(); now != m_counted) {
        m_counted = now;
        Q_EMIT changed();
    }
}

} // namespace kaunta::ui
