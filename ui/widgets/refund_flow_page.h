#pragma once

#include "ui/viewmodels/refund_view_model.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class FormField;
class InlineBar;
class StateBadge;
class StepList;

//! One refund from its receipt to its end: which payment, what will happen and why, and after the second person's PIN its steps.
//! Enter is always the one next step; Esc leaves, and what was sent goes on.
class RefundFlowPage final : public QWidget
{
    Q_OBJECT
public:
    explicit RefundFlowPage(RefundViewModel &model, QWidget *parent = nullptr);
    void start();   //!< puts the focus where the next key belongs

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void refreshForm();
    void refreshStory();
    void refreshActions();
    void primary();

    RefundViewModel &m_model;
    RefundViewModel::Stage m_shown = RefundViewModel::Stage::Closed;
    QTimer m_timer;
    QScrollArea *m_scroll;
    QLineEdit *m_receipt;
    FormField *m_lookup;
    InlineBar *m_bar;
    QWidget *m_payment;
    AmountLabel *m_amount;
    QLabel *m_toWhom;
    QLabel *m_facts;
    QWidget *m_form;
    QComboBox *m_reason;
    QLineEdit *m_note;
    FormField *m_noteField;
    QWidget *m_story;
    StateBadge *m_state;
    QLabel *m_says;
    StepList *m_steps;
    QLabel *m_people;
    QLabel *m_small;
    ActionButton *m_back;
    ActionButton *m_check;
    ActionButton *m_next;
};

} // namespace kaunta::ui
