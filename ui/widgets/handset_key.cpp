#include "ui/widgets/handset_key.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace kaunta::ui {

HandsetKey::HandsetKey(const QString &face, const QString &letters, QWidget *parent) : QAbstractButton(parent), m_letters(letters)
{
    setText(face);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize HandsetKey::sizeHint() const
{
    const Theme &theme = Theme::current();
    return {theme.px(72), theme.touch()};
}

void HandsetKey::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const Colors &c = theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(isDown() ? c.pressed : underMouse() && isEnabled() ? c.hover : c.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    painter.setPen(isEnabled() ? c.ink : c.quietInk);
    if (text().size() > 1) {   // words: two small lines
        QFont bold = theme.font(Type::Caption);
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.drawText(rect().adjusted(0, theme.space(1), 0, -rect().height() / 2), Qt::AlignCenter, text());
        painter.setFont(theme.font(Type::Caption));
        painter.setPen(c.quietInk);
        painter.drawText(rect().adjusted(0, rect().height() / 2, 0, -theme.space(1)), Qt::AlignCenter, m_letters);
        return;
    }
    painter.setFont(theme.font(Type::Title));
    const QRect face = m_letters.isEmpty() ? rect() : rect().adjusted(0, 0, -rect().width() / 3, 0);
    painter.drawText(face, Qt::AlignCenter, text());
    if (m_letters.isEmpty())
        return;
    painter.setFont(theme.font(Type::Caption));
    painter.setPen(c.quietInk);
    painter.drawText(rect().adjusted(rect().width() / 2, 0, -theme.space(1), 0), Qt::AlignCenter, m_letters);
}

void PinDots::setTyped(int digits, int places)
{
    m_typed = digits;
    m_places = places;
    update();
}

QSize PinDots::sizeHint() const
{
    const Theme &theme = Theme::current();
    return {m_places * theme.px(14) + (m_places - 1) * theme.space(4) + 2 * theme.space(1), theme.px(14) + 2 * theme.space(1)};
}

void PinDots::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = theme.px(14);
    const int width = m_places * side + (m_places - 1) * theme.space(4);
    const double left = (rect().width() - width) / 2.0;
    for (int i = 0; i < m_places; ++i) {
        const QRectF dot(left + i * (side + theme.space(4)), (rect().height() - side) / 2.0, side, side);
        painter.setPen(QPen(theme.colors().ink, 2));
        painter.setBrush(i < m_typed ? QBrush(theme.colors().ink) : QBrush(Qt::NoBrush));
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
    }
}

} // namespace kaunta::ui
