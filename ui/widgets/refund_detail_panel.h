#pragma once

#include "ui/viewmodels/refunds_view_model.h"

#include <QFrame>

class QLabel;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class StateBadge;
class StoryLines;

//! The whole story of one refund, and what can be done about it: ask M-PESA, or have a manager decide.
class RefundDetailPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit RefundDetailPanel(RefundsViewModel &model, QWidget *parent = nullptr);
    void setDetail(const RefundDetail &detail);   //!< without a refund: an invitation to choose one

Q_SIGNALS:
    void decisionLeft();   //!< its form closed: the focus has to go somewhere

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();
    void refreshActions();

    RefundsViewModel &m_model;
    RefundDetail m_detail;
    QWidget *m_content;
    QScrollArea *m_scroll;
    QLabel *m_nothing;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_says;
    QLabel *m_next;
    QLabel *m_payment;
    QLabel *m_reason;
    QLabel *m_people;
    StoryLines *m_timeline;
    QLabel *m_small;
    ActionButton *m_check;
    ActionButton *m_decide;
};

} // namespace kaunta::ui
