#include "ui/widgets/step_list.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

struct Look {
    Glyph glyph;
    Tone tone;
};

Look lookOf(StepRow::State state)
{
    switch (state) {
    case StepRow::State::Todo: return {Glyph::Todo, Tone::Neutral};
    case StepRow::State::Active: return {Glyph::Active, Tone::Waiting};
    case StepRow::State::Done: return {Glyph::Paid, Tone::Neutral};   // green is for money alone
    case StepRow::State::Trouble: return {Glyph::Declined, Tone::Declined};
    case StepRow::State::Unclear: return {Glyph::Unknown, Tone::Unknown};
    }
    Q_UNREACHABLE();
}

QFont rowFont(bool active = false)
{
    QFont font = Theme::current().font(Type::Title);
    font.setWeight(active ? QFont::DemiBold : QFont::Normal);
    return font;
}

int rowHeight()
{
    return QFontMetrics(rowFont()).height() + Theme::current().space(3);
}

int timeWidth()
{
    return QFontMetrics(Theme::current().font(Type::Body)).horizontalAdvance(u"00:00:00"_s) + Theme::current().space(2);
}

} // namespace

StepList::StepList(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepList::setRows(const QList<StepRow> &rows)
{
    if (m_rows == rows)
        return;
    m_rows = rows;
    QStringList spoken;
    for (const StepRow &row : rows)
        spoken << (row.time.isEmpty() ? row.text : row.text + u' ' + row.time);
    setAccessibleName(spoken.join(u". "_s));
    updateGeometry();
    update();
}

QSize StepList::sizeHint() const
{
    int widest = 0;
    for (const StepRow &row : m_rows)
        widest = std::max(widest, QFontMetrics(rowFont(row.state == StepRow::State::Active)).horizontalAdvance(row.text)
                                      + (row.time.isEmpty() ? 0 : timeWidth()));
    return {Theme::current().icon() + Theme::current().space(3) + widest + 1, static_cast<int>(m_rows.size()) * rowHeight()};
}

QSize StepList::minimumSizeHint() const
{
    return sizeHint();
}

void StepList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    int top = 0;
    for (const StepRow &row : m_rows) {
        const Look look = lookOf(row.state);
        const QRect line(0, top, width(), rowHeight());
        const bool reached = row.state != StepRow::State::Todo;
        const QColor ink = row.state == StepRow::State::Done ? theme.colors().ink : theme.state(look.tone).tone;
        paintIcon(painter, look.glyph, QRectF(0, line.center().y() - theme.icon() / 2.0 + 0.5, theme.icon(), theme.icon()), ink);
        painter.setFont(rowFont(row.state == StepRow::State::Active));
        painter.setPen(reached ? theme.colors().ink : theme.colors().quietInk);
        painter.drawText(line.adjusted(theme.icon() + theme.space(3), 0, row.time.isEmpty() ? 0 : -timeWidth(), 0), Qt::AlignVCenter | Qt::AlignLeft, row.text);
        painter.setFont(theme.font(Type::Body));
        painter.setPen(theme.colors().quietInk);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, row.time);
        top += rowHeight();
    }
}

void StepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace kaunta::ui
