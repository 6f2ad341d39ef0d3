#pragma once

#include "ui/viewmodels/pending_rows.h"

#include <QFrame>

class QLabel;

namespace kaunta::ui {

class AmountLabel;
class StateBadge;

//! One open charge or refund. Takes the focus itself, so that arrow keys and the keys of its actions have a place to be; the edge in
//! the state's colour tells rows apart from across the counter.
class PendingCard final : public QFrame
{
    Q_OBJECT
public:
    explicit PendingCard(QWidget *parent = nullptr);
    void setRow(const PendingRow &row);
    QString id() const { return m_row.id(); }
    //! The row that the page's actions are about. It alone is a stop of Tab, and keeps a thin ring while the focus is elsewhere.
    void setChosen(bool chosen);

Q_SIGNALS:
    void chosen();    //!< it has the focus now
    void opened();    //!< Enter, or a double click

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    PendingRow m_row;
    bool m_chosen = false;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_who;
    QLabel *m_says;
    QLabel *m_lookup;
    QLabel *m_times;
};

} // namespace kaunta::ui
