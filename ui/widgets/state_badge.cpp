#include "ui/widgets/state_badge.h"

#include "ui/widgets/icons.h"

#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

namespace {

QFont badgeFont(Type type)
{
    QFont font = Theme::current().font(type);
    font.setWeight(QFont::DemiBold);
    return font;
}

int iconSide(Type type)
{
    return QFontMetrics(badgeFont(type)).height() * 9 / 10;
}

int gap(Type type)
{
    return Theme::current().space(type == Type::State ? 3 : 2);
}

} // namespace

StateBadge::StateBadge(Type type, QWidget *parent) : QWidget(parent), m_type(type)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StateBadge::setState(Glyph glyph, const QString &word, Tone tone)
{
    m_glyph = glyph;
    m_word = word;
    m_tone = tone;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StateBadge::sizeHint() const
{
    const QFontMetrics metrics(badgeFont(m_type));
    return {iconSide(m_type) + gap(m_type) + metrics.horizontalAdvance(m_word) + 1, metrics.height()};
}

int StateBadge::paint(QPainter &painter, const QRect &box, Type type, Glyph glyph, const QString &word, const QColor &color)
{
    const int side = iconSide(type);
    paintIcon(painter, glyph, QRectF(box.left(), box.center().y() - side / 2.0 + 0.5, side, side), color);
    painter.setFont(badgeFont(type));
    painter.setPen(color);
    const QRect words = box.adjusted(side + gap(type), 0, 0, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, word);
    return side + gap(type) + QFontMetrics(badgeFont(type)).horizontalAdvance(word);
}

void StateBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    paint(painter, rect(), m_type, m_glyph, m_word, m_tone == Tone::Neutral ? theme.colors().ink : theme.state(m_tone).tone);
}

void StateBadge::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
