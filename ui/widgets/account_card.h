#pragma once

#include "ui/viewmodels/balance_view_model.h"

#include <QFrame>

class QLabel;

namespace kaunta::ui {

class AmountLabel;

//! One account of the shop: its name, what is available, and the other figures that M-PESA told.
class AccountCard final : public QFrame
{
    Q_OBJECT
public:
    explicit AccountCard(QWidget *parent = nullptr);
    void setRow(const AccountRow &row);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    QLabel *m_name;
    QLabel *m_meaning;
    QLabel *m_word;
    AmountLabel *m_amount;
    QLabel *m_others;
};

} // namespace kaunta::ui
