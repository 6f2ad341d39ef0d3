#include "ui/widgets/tone_panel.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace kaunta::ui {

void TonePanel::setState(Glyph glyph, Tone tone)
{
    m_glyph = glyph;
    m_tone = tone;
    update();
}

int TonePanel::markWidth() const
{
    return Theme::current().px(112);
}

void TonePanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const StateColors colors = theme.state(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    painter.fillPath(card, colors.tint);
    painter.setClipPath(card);
    const QRectF mark(0, 0, markWidth(), height());
    painter.fillRect(mark, colors.tone);
    const double side = theme.px(64);
    paintIcon(painter, m_glyph, QRectF(mark.center() - QPointF(side, side) / 2, QSizeF(side, side)), colors.onTone);
    painter.setClipping(false);
    painter.setPen(QPen(colors.tone, 1));
    painter.drawPath(card);
}

} // namespace kaunta::ui
