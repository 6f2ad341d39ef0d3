#pragma once

#include "ui/viewmodels/wait_view_model.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class StateBadge;
class StepList;
class TimelineList;

//! While the customer has the prompt. Everything has its place from the start; only words and figures change.
class WaitPage final : public QWidget
{
    Q_OBJECT
public:
    explicit WaitPage(WaitViewModel &model, QWidget *parent = nullptr);
    void start();

Q_SIGNALS:
    void leaveRequested();
    //! The customer shows a code for this sale.
    void codeWanted(const QString &saleNumber);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void refreshClocks();
    void wantCode();

    WaitViewModel &m_model;
    AmountLabel *m_amount;
    AmountLabel *m_phone;
    QLabel *m_detail;
    StateBadge *m_state;
    AmountLabel *m_elapsed;
    QLabel *m_promptEnd;
    StepList *m_steps;
    QLabel *m_say;
    QLabel *m_nextCheck;
    TimelineList *m_timeline;
    QLabel *m_leaveWords;
    ActionButton *m_leave;
    ActionButton *m_check;
    ActionButton *m_code;      //!< in its place where nobody can be asked
    QFrame *m_stepCard;
    QFrame *m_timeCard;
    QBoxLayout *m_told = nullptr;   //!< all but the buttons
};

} // namespace kaunta::ui
