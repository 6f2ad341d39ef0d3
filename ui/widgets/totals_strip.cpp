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

QWidget *makeCell(const DayTotal &total, bool hero)
{
    auto *cell = new QWidget;
    named(cell, u"totalCell"_s, u"%1: %2, %3"_s.arg(total.word, QString::number(total.count), total.amount));
    auto *badge = new StateBadge(Type::Body);
    badge->setState(total.glyph, u"%1  %2"_s.arg(total.word).arg(total.count), total.tone);
    auto *amount = new AmountLabel(hero ? Type::Title : Type::Body);
    amount->setText(total.amount);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(badge);
    column->addWidget(amount);
    column->addStretch();
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
    const int count = static_cast<int>(m_cells.size());
    for (int tried = count; tried > 2; --tried) {
        QList<int> widths(tried, 0);
        for (int i = 0; i < count; ++i)
            widths[i % tried] = std::max(widths.at(i % tried), m_cells.at(i)->sizeHint().width());
        if (std::accumulate(widths.cbegin(), widths.cend(), gap * tried) <= width())
            return tried;
    }
    return 2;
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
    m_columns = columns();
    m_grid->setHorizontalSpacing(theme.space(5));
    m_grid->setVerticalSpacing(theme.space(2));
    for (int i = 0; i < static_cast<int>(m_cells.size()); ++i) {
        m_grid->addWidget(m_cells.at(i), i / m_columns, i % m_columns, Qt::AlignLeft | Qt::AlignTop);   // moves it if it was there
        m_cells.at(i)->show();
    }
    for (int column = 0; column < 9; ++column)
        m_grid->setColumnStretch(column, column == std::min<int>(m_columns, static_cast<int>(m_totals.size())) ? 1 : 0);
}

void TotalsStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_cells.isEmpty() && columns() != m_columns)
        arrange();
}

void TotalsStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_columns > 0)
        build();
}

} // namespace kaunta::ui
