#pragma once

class QKeyEvent;
class QLineEdit;
class QTableView;

namespace kaunta::ui {

//! The keys of a list and of the field that searches it, for an event filter; true: taken.
//! In the list: Esc empties the search, and whatever is typed begins one, as a scanner does.
bool listKey(const QKeyEvent &event, QLineEdit &search);
//! In the field: Enter and Down lead to the list, Esc empties the search and then is the window's.
bool searchKey(const QKeyEvent &event, QLineEdit &search, QTableView &list);

} // namespace kaunta::ui
