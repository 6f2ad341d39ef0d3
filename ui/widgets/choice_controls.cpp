#include "ui/widgets/choice_controls.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QWheelEvent>

namespace kaunta::ui {

namespace {

QSize sizeFor(const QAbstractButton &button)
{
    const Theme &theme = Theme::current();
    const QFontMetrics metrics(theme.font(Type::Body));
    return {theme.icon() + theme.space(2) + metrics.horizontalAdvance(button.text()) + 2 * theme.space(2), theme.touch()};
}

//! Ring, words, and the place of the mark; the mark itself is the caller's.
QRectF paintFrame(QPainter &painter, const QAbstractButton &button)
{
    const Theme &theme = Theme::current();
    const Colors &c = theme.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    if (button.hasFocus()) {
        const double half = theme.ring() / 2.0;
        painter.setPen(QPen(c.accent, theme.ring()));
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(half, half, -half, -half), theme.radius(), theme.radius());
    }
    const double side = theme.px(22);
    const QRectF mark(theme.space(2), (button.height() - side) / 2.0, side, side);
    painter.setFont(theme.font(Type::Body));
    painter.setPen(button.isEnabled() ? c.ink : c.quietInk);
    painter.drawText(button.rect().adjusted(static_cast<int>(mark.right()) + theme.space(2), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, button.text());
    const bool on = button.isChecked();
    painter.setPen(QPen(on ? c.accent : c.quietInk, 2));
    painter.setBrush(on ? c.accent : c.card);
    return mark.adjusted(1, 1, -1, -1);
}

} // namespace

void ChoiceBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    const Theme &theme = Theme::current();
    QPainter painter(this);
    const double side = theme.icon() * 0.8;
    paintIcon(painter, Glyph::Down, QRectF(width() - side - theme.space(3), (height() - side) / 2, side, side), theme.colors().quietInk);
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();   // the page scrolls; a profile is not changed by the way
}

QSize TickBox::sizeHint() const
{
    return sizeFor(*this);
}

void TickBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF mark = paintFrame(painter, *this);
    painter.drawRoundedRect(mark, Theme::current().px(5), Theme::current().px(5));
    if (isChecked())
        paintIcon(painter, Glyph::Check, mark, Theme::current().colors().onAccent);
}

QSize RoundChoice::sizeHint() const
{
    return sizeFor(*this);
}

void RoundChoice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF mark = paintFrame(painter, *this);
    painter.drawEllipse(mark);
    if (!isChecked())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().colors().onAccent);
    painter.drawEllipse(mark.center(), mark.width() / 5, mark.height() / 5);
}

} // namespace kaunta::ui
