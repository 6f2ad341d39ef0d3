#pragma once

#include "ui/viewmodels/pending_view_model.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace kaunta::ui {

class ActionButton;
class PendingCard;

//! Everything that is open (F9). Up, Down, Home and End walk over the rows; F5 or Enter asks M-PESA about the one with the ring.
class PendingPage final : public QWidget
{
    Q_OBJECT
public:
    explicit PendingPage(PendingViewModel &model, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void insertRow(int row);
    void removeRow(int row);
    void changeRow(int row);
    void refreshHead();
    void focusRow(qsizetype row);
    qsizetype focusedRow() const;
    PendingCard *makeRow(int row);
    void applyMetrics();

    PendingViewModel &m_model;
    QLabel *m_headline;
    QLabel *m_summary;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QStackedLayout *m_stack;
    QWidget *m_empty;
    QLabel *m_emptyTitle;
    QLabel *m_emptyWords;
    ActionButton *m_more;
    QList<PendingCard *> m_cards;   //!< the first rows of the model, at most m_limit
    int m_limit;
};

} // namespace kaunta::ui
