#include "ui/widgets/action_strip.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <algorithm>

namespace kaunta::ui {

ActionStrip::ActionStrip(const QList<ActionButton *> &actions, ActionButton *primary, QWidget *parent) : QWidget(parent), m_buttons(actions)
{
    m_buttons << primary;
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);   // as wide as there is room, never the reason for a wider window
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (ActionButton *button : std::as_const(m_buttons)) {
        button->setParent(this);
        button->setFocusPolicy(Qt::TabFocus);
    }
}

QList<QRect> ActionStrip::places(int width) const
{
    const int gap = Theme::current().space(2);
    QList<QRect> places;
    QPoint at;
    int bottom = 0;
    for (const ActionButton *button : m_buttons) {
        const QSize size = button->isHidden() ? QSize(0, 0) : button->sizeHint();
        if (at.x() > 0 && at.x() + size.width() > width)
            at = {0, bottom + gap};
        const int x = button == m_buttons.last() ? std::max(at.x(), width - size.width()) : at.x();
        places << QRect(QPoint(x, at.y()), size);
        if (!button->isHidden())
            at.rx() += size.width() + gap;
        bottom = std::max(bottom, at.y() + size.height());
    }
    return places;
}

int ActionStrip::heightForWidth(int width) const
{
    int bottom = 0;
    const QList<QRect> all = places(width);
    for (const QRect &place : all)
        bottom = std::max(bottom, place.bottom() + 1);
    return bottom;
}

QSize ActionStrip::sizeHint() const
{
    return {0, m_buttons.last()->sizeHint().height()};   // the rest is told by heightForWidth()
}

void ActionStrip::place()
{
    const QList<QRect> all = places(width());
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setGeometry(all.at(i));
}

bool ActionStrip::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {   // one came, went, or has other words
        updateGeometry();
        place();
    }
    return QWidget::event(event);
}

void ActionStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ActionStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
