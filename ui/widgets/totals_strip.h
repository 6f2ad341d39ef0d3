#pragma once

#include "ui/viewmodels/payments_view_model.h"

#include <QWidget>

class QGridLayout;

namespace kaunta::ui {

//! The day in one line: Paid first and largest, every other kind with its own icon, word, count and sum.
class TotalsStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit TotalsStrip(QWidget *parent = nullptr);
    void setTotals(const QList<DayTotal> &totals);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void arrange();
    int columns() const;   //!< the most of one-line cells that fit beside the hero

    QList<DayTotal> m_totals;
    QGridLayout *m_grid;
    QList<QWidget *> m_cells;
    int m_columns = 0;
    int m_room = -1;   //!< width that the cells were arranged for
};

} // namespace kaunta::ui
