#include "ui/widgets/action_button.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QFont wordsFont(ActionButton::Kind kind)
{
    QFont font = Theme::current().font(Type::Body);
    if (kind == ActionButton::Kind::Primary)
        font.setPixelSize(Theme::current().px(18));
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont keyFont()
{
    return Theme::current().font(Type::Caption);
}

} // namespace

ActionButton::ActionButton(const QString &text, Kind kind, const QString &keyHint, QWidget *parent)
    : QPushButton(text, parent), m_kind(kind), m_keyHint(keyHint)
{
    setAutoDefault(false);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    tellScreenReader();
}

void ActionButton::setKeyHint(const QString &keyHint)
{
    m_keyHint = keyHint;
    tellScreenReader();
    updateGeometry();
    update();
}

void ActionButton::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    updateGeometry();
    update();
}

void ActionButton::setCountdown(const QString &text)
{
    if (m_countdown == text)
        return;
    m_countdown = text;
    if (!m_counts && !text.isEmpty()) {
        m_counts = true;
        updateGeometry();
    }
    update();
}

QSize ActionButton::sizeHint() const
{
    const Theme &theme = Theme::current();
    const QFontMetrics words(wordsFont(m_kind));
    int width = words.horizontalAdvance(text()) + 2 * theme.space(m_kind == Kind::Primary ? 5 : 4);
    if (m_glyph != Glyph::None)
        width += theme.icon() + (text().isEmpty() ? 0 : theme.space(2));
    if (!m_keyHint.isEmpty())
        width += theme.space(3) + QFontMetrics(keyFont()).horizontalAdvance(m_keyHint) + theme.space(3);
    if (m_counts)
        width += theme.space(2) + words.horizontalAdvance(u"00:00"_s);
    const int height = m_kind == Kind::Primary ? theme.px(56) : theme.px(48);
    return {width, std::max(height, words.height() + theme.space(4))};
}

void ActionButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const Colors &c = theme.colors();
    const bool primary = m_kind == Kind::Primary && isEnabled();
    QColor surface = m_kind == Kind::Quiet ? QColor(Qt::transparent) : c.card;
    QColor ink = isEnabled() ? c.ink : c.quietInk;
    if (primary) {
        surface = isDown() ? blend(c.ink, c.accent, 0.18) : underMouse() ? blend(c.ink, c.accent, 0.08) : c.accent;
        ink = c.onAccent;
    } else if (isEnabled() && (isDown() || underMouse())) {
        surface = isDown() ? c.pressed : c.hover;
    }

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // The ring has its own reserved frame around the surface: focus changes colour, never size.
    const double ring = theme.ring();
    const QRectF body = QRectF(rect()).adjusted(ring + 1, ring + 1, -ring - 1, -ring - 1);
    if (hasFocus()) {
        painter.setPen(QPen(primary ? c.ink : c.accent, ring));
        painter.setBrush(Qt::NoBrush);
        const double half = ring / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), theme.radius() + half, theme.radius() + half);
    }
    painter.setPen(m_kind == Kind::Quiet || primary ? QPen(Qt::NoPen) : QPen(c.line, 1));
    painter.setBrush(surface);
    painter.drawRoundedRect(body, theme.radius(), theme.radius());

    QRectF room = body.adjusted(theme.space(3), 0, -theme.space(3), 0);
    if (!m_keyHint.isEmpty()) {
        painter.setFont(keyFont());
        const double capWidth = QFontMetrics(keyFont()).horizontalAdvance(m_keyHint) + theme.space(3);
        const double capHeight = QFontMetrics(keyFont()).height() + theme.space(1);
        const QRectF cap(room.right() - capWidth, room.center().y() - capHeight / 2, capWidth, capHeight);
        painter.setPen(QPen(primary ? c.onAccent : c.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cap, theme.px(4), theme.px(4));
        painter.setPen(primary ? c.onAccent : c.quietInk);
        painter.drawText(cap, Qt::AlignCenter, m_keyHint);
        room.setRight(cap.left() - theme.space(2));
    }
    painter.setFont(wordsFont(m_kind));
    const QFontMetrics metrics(wordsFont(m_kind));
    if (m_counts) {
        const QRectF place(room.right() - metrics.horizontalAdvance(u"00:00"_s), room.top(), metrics.horizontalAdvance(u"00:00"_s), room.height());
        painter.setPen(c.quietInk);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, m_countdown);
        room.setRight(place.left() - theme.space(2));
    }
    const double glyphRoom = m_glyph == Glyph::None ? 0 : theme.icon() + (text().isEmpty() ? 0 : theme.space(2));
    const double used = glyphRoom + metrics.horizontalAdvance(text());
    const double left = room.left() + std::max(0.0, (room.width() - used) / 2);
    if (m_glyph != Glyph::None)
        paintIcon(painter, m_glyph, QRectF(left, room.center().y() - theme.icon() / 2.0, theme.icon(), theme.icon()), ink);
    painter.setPen(ink);
    painter.drawText(QRectF(left + glyphRoom, room.top(), room.right() - left - glyphRoom, room.height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

void ActionButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void ActionButton::keyPressEvent(QKeyEvent *event)
{
    // Enter presses the focused button, as every cashier expects; a held key presses it once.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isEnabled()) {
        if (!event->isAutoRepeat())
            click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

void ActionButton::tellScreenReader()
{
    setAccessibleName(text());
    setAccessibleDescription(m_keyHint.isEmpty() ? QString() : tr("Key: %1").arg(m_keyHint));
}

} // namespace kaunta::ui
