#include "ui/viewmodels/decision_view_model.h"

#include "ui/viewmodels/failure_notice.h"
#include "ui/viewmodels/reason_rule.h"

namespace kaunta::ui {

DecisionViewModel::DecisionViewModel(const QString &prefix, const QString &user, QObject *parent) : QObject(parent), m_prefix(prefix), m_user(user) {}

QString DecisionViewModel::reasonProblem() const
{
    return ui::reasonProblem(m_reason);
}

bool DecisionViewModel::canChoose() const
{
    return m_stage == Stage::Form && isReason(m_reason);
}

void DecisionViewModel::open(const Question &question)
{
    if (m_stage == Stage::Sending)
        return;
    m_question = question;
    m_stage = Stage::Form;
    m_reason.clear();
    m_ticket.clear();
    m_notice = {};
    Q_EMIT changed();
}

void DecisionViewModel::close()
{
    if (m_stage == Stage::Closed || m_stage == Stage::Sending)
        return;
    m_stage = Stage::Closed;
    m_ticket.clear();
    m_notice = {};
    Q_EMIT changed();
}

void DecisionViewModel::setReason(const QString &typed)
{
    const QString tidy = typed.simplified();
    if (tidy == m_reason)
        return;
    m_reason = tidy;
    Q_EMIT changed();
}

void DecisionViewModel::choose(bool yes)
{
    if (!canChoose() || (!yes && m_question.no.isEmpty()))
        return;
    m_yes = yes;
    m_stage = Stage::Approving;
    m_notice = {};
    m_ticket = m_prefix + QString::number(++m_tickets);
    Q_EMIT changed();
    Q_EMIT approvalWanted({m_ticket, m_question.purpose, m_question.subject, m_user}, yes ? m_question.whatYes : m_question.whatNo);
}

void DecisionViewModel::approvalGiven(const QString &ticket, const people::Grant &grant)
{
    if (m_stage != Stage::Approving || ticket != m_ticket)
        return;
    m_stage = Stage::Sending;
    Q_EMIT changed();
    Q_EMIT decided({m_ticket, m_question.subject, m_yes, m_reason, m_user, grant.id});
}

void DecisionViewModel::approvalCancelled(const QString &ticket)
{
    if (m_stage != Stage::Approving || ticket != m_ticket)
        return;
    m_stage = Stage::Form;
    m_ticket.clear();
    Q_EMIT changed();
}

void DecisionViewModel::refused(const QString &ticket, const Failure &failure)
{
    if (m_stage != Stage::Sending || ticket != m_ticket)
        return;
    m_stage = Stage::Form;
    m_ticket.clear();
    m_notice = failureNotice(failure);
    Q_EMIT changed();
}

void DecisionViewModel::settle(const QString &subject)
{
    if (m_stage == Stage::Closed || subject != m_question.subject)
        return;
    m_stage = Stage::Closed;
    m_ticket.clear();
    m_notice = {};
    Q_EMIT changed();
}

} // namespace kaunta::ui
