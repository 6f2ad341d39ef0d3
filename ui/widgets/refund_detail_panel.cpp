#include "ui/widgets/refund_detail_panel.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/decision_box.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/story_lines.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

RefundDetailPanel::RefundDetailPanel(RefundsViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_content(new QWidget), m_scroll(named(new QScrollArea, u"refundScroll"_s, tr("Story of the refund"))),
      m_nothing(named(makeLabel(tr("Choose a refund to see its story."), Type::Body, true), u"refundNothing"_s)), m_amount(new AmountLabel(Type::State)),
      m_state(named(new StateBadge(Type::Body), u"refundState"_s)), m_says(named(makeLabel({}), u"refundSays"_s)), m_next(named(makeLabel({}, Type::Caption, true), u"refundNext"_s)),
      m_payment(named(makeLabel({}), u"refundPayment"_s)), m_reason(named(makeLabel({}), u"refundReason"_s)), m_people(named(makeLabel({}, Type::Body, true), u"refundPeople"_s)),
      m_timeline(named(new StoryLines, u"refundStory"_s)), m_small(named(makeSmallPrint(), u"refundSmallPrint"_s)),
      m_check(named(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary, u"F5"_s), u"refundCheck"_s)),
      m_decide(named(new ActionButton(tr("Manager decides"), ActionButton::Kind::Secondary, u"F6"_s), u"refundDecide"_s))
{
    setProperty("card", true);
    named(this, u"refundDetail"_s, tr("The refund that is chosen"));
    for (QLabel *label : {m_says, m_next, m_payment, m_reason, m_people, m_nothing})
        label->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_payment->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_payment->setFocusPolicy(Qt::NoFocus);

    auto *decision = new DecisionBox(m_model.decision());
    auto *column = new QVBoxLayout(m_content);
    for (QWidget *part : std::initializer_list<QWidget *>{m_amount, m_state, m_says, m_next, m_check, m_decide, decision, m_payment, m_reason, m_people, m_timeline, m_small})
        column->addWidget(part);
    column->addStretch();
    fillScroll(m_scroll, m_content);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_nothing, 1);
    applyMetrics();

    connect(m_check, &QPushButton::clicked, this, [this] { m_model.checkNow(m_detail.refundId); });
    connect(m_decide, &QPushButton::clicked, this, [this] { m_model.openDecision(m_detail.refundId); });
    connect(&m_model.decision(), &DecisionViewModel::changed, this, [this, decision] {
        refreshActions();
        if (m_model.decision().isOpen() && decision->isVisible()) {
            m_content->layout()->activate();   // its place is known only now
            m_scroll->ensureWidgetVisible(decision->focusWidget() ? decision->focusWidget() : decision);
        }
    });
    connect(decision, &DecisionBox::left, this, &RefundDetailPanel::decisionLeft);
    m_detail.refundId = u"-"_s;   // so that the first, empty one counts as a change
    setDetail({});
}

void RefundDetailPanel::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
    m_content->layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(3), theme.space(2));
    m_content->layout()->setSpacing(theme.space(2));
}

void RefundDetailPanel::setDetail(const RefundDetail &detail)
{
    if (detail == m_detail)
        return;
    const bool another = detail.refundId != m_detail.refundId;
    m_detail = detail;
    const bool any = !detail.refundId.isEmpty();
    m_scroll->setVisible(any);
    m_nothing->setVisible(!any);
    m_amount->setText(detail.amount);
    m_state->setState(detail.state.state.glyph, detail.state.state.word, detail.state.state.tone);
    setWords(m_says, detail.state.says);
    m_next->setText(detail.nextCheck);
    m_payment->setText(detail.payment);
    m_reason->setText(detail.reason);
    m_people->setText(detail.people);
    m_small->setText(detail.smallPrint);
    m_timeline->setLines(detail.timeline);
    if (another && m_model.decision().question().subject != detail.refundId)
        m_model.decision().close();   // a form about something else than what is shown would be a trap
    refreshActions();
}

void RefundDetailPanel::refreshActions()
{
    const bool deciding = m_model.decision().isOpen();
    m_check->setVisible(m_detail.offersCheck && !deciding);
    m_check->setEnabled(m_detail.canCheck);
    m_decide->setVisible(m_detail.offersDecision && !deciding);
    for (QWidget *told : std::initializer_list<QWidget *>{m_says, m_payment, m_reason, m_people, m_timeline, m_small})
        told->setVisible(!deciding);   // the form needs the room, and was opened by somebody who has read them
    m_next->setVisible(!deciding && !m_detail.nextCheck.isEmpty());
}

void RefundDetailPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
