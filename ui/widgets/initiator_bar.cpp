#include "ui/widgets/initiator_bar.h"

#include "ui/widgets/decision_box.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

InitiatorBar::InitiatorBar(InitiatorViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_bar(named(new InlineBar, u"initiatorStopBar"_s)),
      m_scroll(named(new QScrollArea, u"initiatorScroll"_s, tr("M-PESA's user")))
{
    named(this, u"initiatorBar"_s);
    auto *form = new DecisionBox(model.decision());
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_bar);
    column->addWidget(m_scroll);
    auto *room = new QWidget;
    auto *top = new QVBoxLayout(room);
    top->setContentsMargins(0, 0, 0, 0);
    top->addWidget(form);
    top->addStretch();   // what is left of the room is below the form
    fillScroll(m_scroll, room);
    connect(m_bar, &InlineBar::actionTriggered, &m_model, &InitiatorViewModel::openDecision);
    connect(&m_model, &InitiatorViewModel::changed, this, &InitiatorBar::refresh);
    connect(form, &DecisionBox::left, this, [this] {
        if (isVisible())   // the same form stands on another page as well
            Q_EMIT left();
    });
    applyMetrics();
    refresh();
}

void InitiatorBar::refresh()
{
    const BarNotice notice = m_model.notice();
    const bool deciding = m_model.decision().isOpen();
    const bool saying = !notice.isEmpty() && !deciding;
    if (!saying)   // one goes before the other comes: a small screen has no room for both
        m_bar->clear();
    m_scroll->setVisible(deciding);
    setVisible(!notice.isEmpty());
    if (!saying)
        return;
    m_bar->setAction(notice.action, u"F4"_s);
    m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
}

void InitiatorBar::applyMetrics()
{
    layout()->setContentsMargins(0, 0, 0, 0);
    layout()->setSpacing(Theme::current().space(2));
}

void InitiatorBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
