#include "ui/widgets/nav_item.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QFont itemFont(bool strong)
{
    QFont font = Theme::current().font(Type::Body);
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

QFont smallFont(bool strong = false)
{
    QFont font = Theme::current().font(Type::Caption);
    font.setWeight(strong ? QFont::Bold : QFont::Normal);
    return font;
}

} // namespace

NavItem::NavItem(const QString &id, Glyph glyph, const QString &text, const QString &keyHint, QWidget *parent)
    : QAbstractButton(parent), m_id(id), m_glyph(glyph), m_keyHint(keyHint)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(false);
    setObjectName(id + u"NavItem"_s);
    setFocusPolicy(Qt::TabFocus);   // a click on the rail leaves the focus to the page it opens
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    tellScreenReader();
}

void NavItem::setBadge(int count)
{
    if (m_badge == count)
        return;
    m_badge = count;
    tellScreenReader();
    update();
}

void NavItem::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    setToolTip(collapsed ? text() : QString());
    updateGeometry();
    update();
}

QSize NavItem::sizeHint() const
{
    const Theme &theme = Theme::current();
    if (m_collapsed)
        return {theme.px(56), theme.px(52)};
    const int words = QFontMetrics(itemFont(true)).horizontalAdvance(text());
    const int badge = QFontMetrics(smallFont(true)).horizontalAdvance(u"99"_s) + theme.space(4);
    const int key = m_keyHint.isEmpty() ? 0 : QFontMetrics(smallFont()).horizontalAdvance(m_keyHint) + theme.space(2);
    return {theme.icon() + 2 * theme.space(4) + theme.space(3) + words + badge + key, std::max(theme.px(52), theme.touch())};
}

void NavItem::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const Colors &c = theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double ring = theme.ring();
    const QRectF body = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
    if (isChecked() || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? c.pressed : isChecked() ? blend(c.accent, c.card, 0.12) : c.hover);
        painter.drawRoundedRect(body, theme.radius(), theme.radius());
    }
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, ring));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body.adjusted(-ring / 2, -ring / 2, ring / 2, ring / 2), theme.radius(), theme.radius());
    }
    const QColor ink = isChecked() ? c.ink : isEnabled() ? c.ink : c.quietInk;
    const double side = theme.icon();
    const double left = m_collapsed ? (width() - side) / 2 : theme.space(4);
    paintIcon(painter, m_glyph, QRectF(left, height() / 2.0 - side / 2, side, side), isChecked() && !theme.isDark() ? c.accent : isChecked() ? c.accent : ink);

    double right = width() - theme.space(3);
    if (!m_collapsed) {
        if (!m_keyHint.isEmpty()) {
            painter.setFont(smallFont());
            painter.setPen(c.quietInk);
            const double room = QFontMetrics(smallFont()).horizontalAdvance(m_keyHint);
            painter.drawText(QRectF(right - room, 0, room, height()), Qt::AlignCenter, m_keyHint);
            right -= room + theme.space(2);
        }
        painter.setFont(itemFont(isChecked()));
        painter.setPen(ink);
        painter.drawText(QRectF(left + side + theme.space(3), 0, right - left, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    }
    if (m_badge > 0) {
        const QString count = m_badge > 99 ? u"99"_s : QString::number(m_badge);
        const QFontMetrics metrics(smallFont(true));
        const double high = metrics.height() + theme.px(2);
        const double wide = std::max(high, metrics.horizontalAdvance(count) + static_cast<double>(theme.space(2)));
        const QRectF pill = m_collapsed ? QRectF(width() - wide - theme.space(1), theme.space(1), wide, high)
                                        : QRectF(right - wide, height() / 2.0 - high / 2, wide, high);
        const StateColors amber = theme.state(Tone::Waiting);
        painter.setPen(Qt::NoPen);
        painter.setBrush(amber.tone);
        painter.drawRoundedRect(pill, high / 2, high / 2);
        painter.setFont(smallFont(true));
        painter.setPen(amber.onTone);
        painter.drawText(pill, Qt::AlignCenter, count);
    }
}

void NavItem::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void NavItem::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void NavItem::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void NavItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void NavItem::tellScreenReader()
{
    setAccessibleName(m_badge > 0 ? tr("%1, %n open", nullptr, m_badge).arg(text()) : text());
    setAccessibleDescription(m_keyHint.isEmpty() ? QString() : tr("Key: %1").arg(m_keyHint));
}

} // namespace kaunta::ui
