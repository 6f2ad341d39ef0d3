#pragma once

#include "ui/viewmodels/payments_view_model.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace kaunta::ui {

class AmountLabel;
class StateBadge;

//! The whole story of one charge: amount, state, receipt, who, and every step with its time.
class PaymentDetailPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit PaymentDetailPanel(QWidget *parent = nullptr);
    void setDetail(const PaymentDetail &detail);   //!< without a charge: an invitation to choose one

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTimeline();
    void applyMetrics();

    PaymentDetail m_detail;
    QWidget *m_content;
    QLabel *m_nothing;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_says;
    QLabel *m_receipt;
    QLabel *m_who;
    QVBoxLayout *m_timeline;
    QList<QWidget *> m_lines;
    QLabel *m_small;
};

} // namespace kaunta::ui
