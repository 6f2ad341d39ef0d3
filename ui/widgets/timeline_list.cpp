#include "ui/widgets/timeline_list.h"

#include "ui/widgets/story_lines.h"
#include "ui/widgets/theme.h"

#include <QScrollBar>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

TimelineList::TimelineList(QWidget *parent) : QScrollArea(parent), m_lines(new StoryLines)
{
    setObjectName(u"timelineList"_s);
    setAccessibleName(tr("What happened so far"));
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);   // it follows by itself; Tab stays with what can be done
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_lines);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int last) { verticalScrollBar()->setValue(last); });
}

void TimelineList::setRows(const QList<TimelineRow> &rows)
{
    QList<PaymentDetail::Line> lines;
    for (const TimelineRow &row : rows)
        lines << PaymentDetail::Line{row.time, row.words, row.small};
    m_lines->setLines(lines);
}

QSize TimelineList::sizeHint() const
{
    return {Theme::current().px(320), Theme::current().px(140)};
}

QSize TimelineList::minimumSizeHint() const
{
    return {Theme::current().px(200), Theme::current().px(60)};
}

} // namespace kaunta::ui
