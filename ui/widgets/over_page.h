#pragma once

#include "ui/viewmodels/charge_view_model.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace kaunta::ui {

class AmountLabel;
class DecisionBox;
class TonePanel;

//! A second prompt over a charge that is still open: what is open, what would happen, and the reason for the supervisor. Nothing here
//! has Enter; Esc leads back.
class OverPage final : public QWidget
{
    Q_OBJECT
public:
    explicit OverPage(ChargeViewModel &model, QWidget *parent = nullptr);
    void start();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();
    void refresh();

    ChargeViewModel &m_model;
    QScrollArea *m_scroll;
    TonePanel *m_panel;
    QLabel *m_state;
    AmountLabel *m_amount;
    QLabel *m_says;
    QLabel *m_detail;
    DecisionBox *m_box;
};

} // namespace kaunta::ui
