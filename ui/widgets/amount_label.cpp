#include "ui/widgets/amount_label.h"

#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! Qt 6.4 cannot switch a font's tabular figures on, so each digit gets the cell of the widest one.
double digitCell(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

double cell(const QFontMetricsF &metrics, double digit, QChar c)
{
    return c.isDigit() ? digit : metrics.horizontalAdvance(c);
}

double textWidth(const QFontMetricsF &metrics, const QString &text)
{
    const double digit = digitCell(metrics);
    double width = 0;
    for (const QChar c : text)
        width += cell(metrics, digit, c);
    return width;
}

} // namespace

AmountLabel::AmountLabel(Type type, QWidget *parent) : QWidget(parent), m_type(type)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AmountLabel::setText(const QString &text, bool quiet)
{
    if (m_text == text && m_quiet == quiet)
        return;
    m_text = text;
    m_quiet = quiet;
    setAccessibleName(text);
    update();
}

void AmountLabel::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void AmountLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize AmountLabel::sizeHint() const
{
    const QFontMetricsF metrics(Theme::current().font(m_type));
    return {static_cast<int>(textWidth(metrics, m_text)) + 1, static_cast<int>(metrics.height()) + 1};
}

QSize AmountLabel::minimumSizeHint() const
{
    return {Theme::current().px(60), sizeHint().height()};
}

void AmountLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QFont font = theme.font(m_type);
    double width = textWidth(QFontMetricsF(font), m_text);
    if (width > this->width() && width > 0) {
        font.setPixelSize(std::max(theme.fontPx(Type::Caption), static_cast<int>(font.pixelSize() * this->width() / width)));
        width = textWidth(QFontMetricsF(font), m_text);
    }
    const QFontMetricsF metrics(font);
    const double digit = digitCell(metrics);
    double x = m_alignment & Qt::AlignRight ? this->width() - width : m_alignment & Qt::AlignHCenter ? (this->width() - width) / 2 : 0;
    const double baseline = (height() - metrics.height()) / 2 + metrics.ascent();

    QPainter painter(this);
    painter.setFont(font);
    painter.setPen(m_quiet ? theme.colors().quietInk : m_tone == Tone::Neutral ? theme.colors().ink : theme.state(m_tone).tone);
    for (const QChar c : m_text) {
        const double room = cell(metrics, digit, c);
        painter.drawText(QPointF(x + (room - metrics.horizontalAdvance(c)) / 2, baseline), c);
        x += room;
    }
}

void AmountLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
