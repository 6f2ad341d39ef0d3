#pragma once

#include "ui/viewmodels/balance_view_model.h"
#include "ui/viewmodels/initiator_view_model.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace kaunta::ui {

class AccountCard;
class ActionButton;
class InlineBar;
class StoryLines;

//! The shop's M-PESA accounts with the time of their figures, and earlier answers beside them. Enter or F5 asks M-PESA.
class BalancePage final : public QWidget
{
    Q_OBJECT
public:
    explicit BalancePage(BalanceViewModel &model, QWidget *parent = nullptr);
    //! Gives the stop of M-PESA's user its place; `initiator` must outlive the page.
    void setInitiator(InitiatorViewModel &initiator);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void refreshAccounts();
    void refreshHistory();

    BalanceViewModel &m_model;
    InitiatorViewModel *m_initiator = nullptr;
    QLabel *m_asOf;
    InlineBar *m_bar;
    QScrollArea *m_scroll;
    QBoxLayout *m_columns;
    QVBoxLayout *m_accounts;
    QList<AccountCard *> m_cards;
    QWidget *m_historyCard;
    StoryLines *m_history;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    ActionButton *m_ask;
};

} // namespace kaunta::ui
