#include "ui/viewmodels/initiator_view_model.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using refund::RefundService;

InitiatorViewModel::InitiatorViewModel(RefundService &refunds, const QString &user, QObject *parent)
    : QObject(parent), m_refunds(refunds), m_decision(u"initiator-"_s, user)
{
    connect(&m_refunds, &RefundService::initiatorTold, this, [this](const QString &code) {
        if (code == m_code)
            return;
        m_code = code;
        if (code.isEmpty())
            m_decision.settle(refund::kInitiator);   // here or on the command line
        Q_EMIT changed();
    });
    connect(&m_refunds, &RefundService::refundRefused, &m_decision, &DecisionViewModel::refused);
    connect(&m_decision, &DecisionViewModel::decided, this, [this](const DecisionViewModel::Decision &decision) {
        m_refunds.allowInitiator(decision.ticket, decision.reason, decision.user, decision.grant);
    });
    connect(&m_decision, &DecisionViewModel::changed, this, &InitiatorViewModel::changed);
}

BarNotice InitiatorViewModel::notice() const
{
    if (!isStopped())
        return {};
    // One breath: the form has the rest.
    return {Tone::Declined, Glyph::Lock, tr("M-PESA refused the shop's user for refunds and balances (%1): nothing is sent in its name. Call the manager.").arg(m_code), {},
            m_decision.isOpen() ? QString() : tr("Let it be tried again")};
}

void InitiatorViewModel::openDecision()
{
    if (!isStopped() || m_decision.isOpen())
        return;
    DecisionViewModel::Question question;
    question.subject = refund::kInitiator;
    question.purpose = people::Purpose::Decide;
    question.title = tr("Let M-PESA's user be tried again?");
    question.says = tr("Put user, password and certificate right first, in Settings or in M-PESA's portal: a few repeats lock that user at M-PESA. Then say what was put right.");
    question.yes = tr("Let M-PESA's user be tried again");
    question.whatYes = tr("M-PESA's user for refunds and balances was put right and shall be tried again.");
    m_decision.open(question);
}

void InitiatorViewModel::refresh()
{
    m_refunds.askInitiator();
}

} // namespace kaunta::ui
