#include "ui/widgets/totals_strip.h"

#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>
#include <numeric>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! The hero in two lines, the others in one.
QWidget *makeCell(const DayTotal &total, bool hero)
{
    auto *cell = new QWidget;
    named(cell, u"totalCell"_s, u"%1: %2, %3"_s.arg(total.word, QString::number(total.count), total.amount));
    auto *badge = new StateBadge(Type::Body);
    badge->setState(total.glyph, u"%1  %2"_s.arg(total.word).arg(total.count), total.tone);
    auto *amount = new AmountLabel(hero ? Type::Title : Type::Body);
    amount->setText(total.amount);
    amount->setFixedWidth(amount->sizeHint().width());
    auto *line = new QBoxLayout(hero ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, cell);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(hero ? 0 : Theme::current().space(2));
    line->addWidget(badge);
    line->addWidget(amount);
    line->addStretch();
    return cell;
}

} // namespace

TotalsStrip::TotalsStrip(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    named(this, u"totalsStrip"_s, tr("Totals of today"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TotalsStrip::setTotals(const QList<DayTotal> &totals)
{
    if (totals == m_totals)
        return;
    m_totals = totals;
    build();
}

int TotalsStrip::columns() const
{
    const int gap = Theme::current().space(5);
    const int others = static_cast<int>(m_cells.size()) - 1;
    const int room = width() - m_cells.first()->sizeHint().width();
    for (int tried = others; tried > 1; --tried) {
        const int rows = (others + tried - 1) / tried;
        QList<int> widths(tried, 0);
        for (int i = 0; i < others; ++i)
            widths[i / rows] = std::max(widths.at(i / rows), m_cells.at(i + 1)->sizeHint().width());
        if (std::accumulate(widths.cbegin(), widths.cend(), gap * tried) <= room)
            return tried;
    }
    return 1;
}

void TotalsStrip::build()
{
    qDeleteAll(m_cells);
    m_cells.clear();
    for (qsizetype i = 0; i < m_totals.size(); ++i) {
        m_cells << makeCell(m_totals.at(i), i == 0);
        m_cells.last()->setParent(this);
    }
    arrange();
}

void TotalsStrip::arrange()
{
    const Theme &theme = Theme::current();
    m_room = width();
    m_columns = columns();
    m_grid->setHorizontalSpacing(theme.space(5));
    m_grid->setVerticalSpacing(theme.space(1));
    const int others = static_cast<int>(m_cells.size()) - 1;
    const int rows = std::max(2, (others + m_columns - 1) / m_columns);   // the hero's two lines are there anyway
    m_columns = std::max(1, (others + rows - 1) / rows);
    m_grid->addWidget(m_cells.first(), 0, 0, rows, 1, Qt::AlignLeft | Qt::AlignTop);
    for (int i = 0; i < others; ++i)
        m_grid->addWidget(m_cells.at(i + 1), i % rows, 1 + i / rows, Qt::AlignLeft | Qt::AlignVCenter);   // moves it if it was there
    for (QWidget *cell : std::as_const(m_cells))
        cell->show();
    for (int column = 0; column < 12; ++column)
        m_grid->setColumnStretch(column, column == m_columns + 1 ? 1 : 0);
}

void TotalsStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_cells.isEmpty() && width() != m_room)
        arrange();
}

void TotalsStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_cells.isEmpty())
        QMetaObject::invokeMethod(this, &TotalsStrip::build, Qt::QueuedConnection);   // the application walks over all widgets just now
}

} // namespace kaunta::ui
