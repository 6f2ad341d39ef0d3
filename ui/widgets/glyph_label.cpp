#include "ui/widgets/glyph_label.h"

#include "ui/widgets/icons.h"

#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

GlyphLabel::GlyphLabel(Glyph glyph, Tone tone, Type type, QWidget *parent) : QWidget(parent), m_glyph(glyph), m_tone(tone), m_type(type)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void GlyphLabel::setGlyph(Glyph glyph, Tone tone)
{
    if (glyph == m_glyph && tone == m_tone)
        return;
    m_glyph = glyph;
    m_tone = tone;
    update();
}

QSize GlyphLabel::sizeHint() const
{
    const int side = QFontMetrics(Theme::current().font(m_type)).height();
    return {side, side};
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, m_glyph, rect(), Theme::current().state(m_tone).tone);
}

void GlyphLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
