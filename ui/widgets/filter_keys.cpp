#include "ui/widgets/filter_keys.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>

namespace kaunta::ui {

bool listKey(const QKeyEvent &event, QLineEdit &search)
{
    if (event.key() == Qt::Key_Escape && !search.text().isEmpty()) {
        search.clear();
        return true;
    }
    const QString text = event.text();
    if (text.isEmpty() || !text.front().isPrint() || text.front() == u' ' || event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    search.setFocus(Qt::OtherFocusReason);   // a scanner or a fast hand types a code: no key first
    search.setText(text);
    return true;
}

bool searchKey(const QKeyEvent &event, QLineEdit &search, QTableView &list)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (event.key() == Qt::Key_Escape && search.text().isEmpty())
        return false;   // the window's: back
    if (event.key() != Qt::Key_Escape && event.key() != Qt::Key_Down && !enter)
        return false;
    if (event.key() == Qt::Key_Escape)
        search.clear();
    if (list.model()->rowCount() > 0)
        list.setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace kaunta::ui
