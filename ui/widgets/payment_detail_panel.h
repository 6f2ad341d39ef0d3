#pragma once

#include "ui/viewmodels/payments_view_model.h"

#include <QFrame>

class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class StateBadge;
class StoryLines;

//! The whole story of one charge: amount, state, receipt, who, and every step with its time.
class PaymentDetailPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit PaymentDetailPanel(QWidget *parent = nullptr);
    void setDetail(const PaymentDetail &detail);   //!< without a charge: an invitation to choose one

Q_SIGNALS:
    void refundWanted();   //!< to make one, or to see the one that there is
    void openWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    PaymentDetail m_detail;
    QWidget *m_content;
    QLabel *m_nothing;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_says;
    QLabel *m_receipt;
    QLabel *m_cannot;   //!< that it cannot be sent back from the till
    QLabel *m_who;
    StoryLines *m_timeline;
    QLabel *m_small;
    ActionButton *m_refund;
    ActionButton *m_open;
};

} // namespace kaunta::ui
