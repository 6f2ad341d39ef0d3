#include "ui/widgets/timeline_list.h"

#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScrollBar>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QWidget *makeLine(const TimelineRow &row)
{
    auto *line = new QWidget;
    auto *time = makeLabel(row.time, Type::Body, true);
    auto *words = makeLabel(row.words);
    words->setWordWrap(true);
    auto *text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(words);
    if (!row.small.isEmpty())
        text->addWidget(makeSmallPrint(row.small));
    auto *across = new QHBoxLayout(line);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(Theme::current().space(3));
    across->addWidget(time, 0, Qt::AlignTop);
    across->addLayout(text, 1);
    return line;
}

} // namespace

TimelineList::TimelineList(QWidget *parent) : QScrollArea(parent), m_lines(new QVBoxLayout)
{
    setObjectName(u"timelineList"_s);
    setAccessibleName(tr("What happened so far"));
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);   // it follows by itself; Tab stays with what can be done
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, Theme::current().space(2), 0);
    column->addLayout(m_lines);
    column->addStretch();
    m_lines->setSpacing(Theme::current().space(1));
    setWidget(inner);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int last) { verticalScrollBar()->setValue(last); });
}

void TimelineList::setRows(const QList<TimelineRow> &rows)
{
    if (m_rows == rows)
        return;
    // Lines are only ever added to a charge; another charge begins a new list.
    qsizetype same = 0;
    while (same < rows.size() && same < m_rows.size() && rows.at(same) == m_rows.at(same))
        ++same;
    while (m_lines->count() > same) {
        QLayoutItem *item = m_lines->takeAt(m_lines->count() - 1);
        delete item->widget();
        delete item;
    }
    for (qsizetype i = same; i < rows.size(); ++i)
        m_lines->addWidget(makeLine(rows.at(i)));
    m_rows = rows;
    QStringList spoken;
    for (const TimelineRow &row : rows)
        spoken << row.time + u' ' + row.words;
    setAccessibleDescription(spoken.join(u". "_s));
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
