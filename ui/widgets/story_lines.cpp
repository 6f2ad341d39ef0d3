#include "ui/widgets/story_lines.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

StoryLines::StoryLines(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);   // Minimum would hold a scroll area to the height of the hint
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StoryLines::setLines(const QList<PaymentDetail::Line> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    QStringList spoken;
    for (const PaymentDetail::Line &line : lines)
        spoken << u"%1 %2"_s.arg(line.time, line.says);
    setAccessibleName(tr("What happened"));
    setAccessibleDescription(spoken.join(u". "_s));
    updateGeometry();
    update();
}

int StoryLines::layOut(int width, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const QFont body = theme.font(Type::Body);
    const QFont caption = theme.font(Type::Caption);
    const QFontMetrics bodyMetrics(body);
    const QFontMetrics captionMetrics(caption);
    int left = captionMetrics.horizontalAdvance(u"00:00:00"_s);
    for (const PaymentDetail::Line &line : m_lines)
        left = std::max(left, captionMetrics.horizontalAdvance(line.time));   // "22 Nov 14:02"
    left += theme.space(2);
    constexpr int kWrap = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    int y = 0;
    const auto put = [&](const QFont &font, const QFontMetrics &metrics, const QColor &color, const QString &text) {
        const int height = metrics.boundingRect(QRect(0, 0, std::max(1, width - left), 10000), kWrap, text).height();
        if (painter) {
            painter->setFont(font);
            painter->setPen(color);
            painter->drawText(QRect(left, y, width - left, height), kWrap, text);
        }
        y += height;
    };
    for (const PaymentDetail::Line &line : m_lines) {
        if (painter) {
            painter->setFont(caption);
            painter->setPen(theme.colors().quietInk);
            painter->drawText(QPoint(0, y + bodyMetrics.ascent()), line.time);   // on the words' own base line
        }
        put(body, bodyMetrics, theme.colors().ink, line.says);
        if (!line.small.isEmpty())
            put(caption, captionMetrics, theme.colors().quietInk, line.small);
        y += theme.space(2);
    }
    return y;
}

int StoryLines::heightForWidth(int width) const
{
    return layOut(width, nullptr);
}

QSize StoryLines::sizeHint() const
{
    const int width = Theme::current().px(240);
    return {width, heightForWidth(width)};
}

QSize StoryLines::minimumSizeHint() const
{
    return {Theme::current().px(120), 0};
}

void StoryLines::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    layOut(width(), &painter);
}

} // namespace kaunta::ui
