#pragma once

#include <QList>
#include <QStringList>
#include <QTableView>

namespace kaunta::ui {

//! The table of a list page: one row is chosen, Tab leaves it, states are painted as icon and word. On a small screen it drops
//! columns that the panel beside it tells too.
class RowTable final : public QTableView
{
    Q_OBJECT
public:
    struct Columns {
        QStringList widest;        //!< for every column of the model, the longest text that has to fit
        int state = 0;             //!< the column with icon and word
        QList<int> leastFirst;     //!< in this order columns go while there is too little room
        int stretch = 0;           //!< takes the room that is left; the state's column does, when this one is hidden
    };
    RowTable(QAbstractItemModel &model, const Columns &columns, QWidget *parent = nullptr);
    void applyMetrics();
    void layOut();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Columns m_columns;
};

} // namespace kaunta::ui
