#include "ui/widgets/row_table.h"

#include "ui/widgets/payment_delegate.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>

namespace kaunta::ui {

RowTable::RowTable(QAbstractItemModel &model, const Columns &columns, QWidget *parent) : QTableView(parent), m_columns(columns)
{
    setModel(&model);
    setItemDelegate(new PaymentDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);   // Tab leaves the table: it is one stop
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
}

void RowTable::applyMetrics()
{
    verticalHeader()->setDefaultSectionSize(Theme::current().touch());
    layOut();
}

void RowTable::layOut()
{
    const int room = viewport()->width();
    const Theme &theme = Theme::current();
    const QFontMetrics metrics(theme.font(Type::Body));
    QFont bold = theme.font(Type::Body);
    bold.setWeight(QFont::DemiBold);
    QList<int> needed;
    int total = 0;
    for (int column = 0; column < static_cast<int>(m_columns.widest.size()); ++column) {
        needed << (column == m_columns.state ? QFontMetrics(bold).horizontalAdvance(m_columns.widest.at(column)) + theme.icon() + 3 * theme.space(2)
                                             : metrics.horizontalAdvance(m_columns.widest.at(column)) + 2 * theme.space(2) + theme.space(1));
        total += needed.last();
    }
    for (const int least : m_columns.leastFirst) {
        setColumnHidden(least, total > room);
        if (total > room)
            total -= needed.at(least);
    }
    for (int column = 0; column < static_cast<int>(needed.size()); ++column)
        setColumnWidth(column, needed.at(column));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(isColumnHidden(m_columns.stretch) ? m_columns.state : m_columns.stretch, QHeaderView::Stretch);
}

void RowTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
}

} // namespace kaunta::ui
