#pragma once

#include "ui/viewmodels/approval_view_model.h"

#include <QDialog>
#include <QTimer>

class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class ChoiceBox;
class NoticeRow;
class PinEntry;

//! A second person's PIN, on top of whatever stands there: the one place where a modal box is right. Opens and closes with its
//! model. Enter approves, Esc leaves everything as it was.
class ApprovalDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ApprovalDialog(ApprovalViewModel &model, QWidget *parent = nullptr);
    void reject() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void fillApprovers();
    void approve();
    void refresh();

    ApprovalViewModel &m_model;
    QLabel *m_title;
    QLabel *m_what;
    QLabel *m_askedBy;
    QLabel *m_approverLabel;
    ChoiceBox *m_approver;
    NoticeRow *m_notice;
    AmountLabel *m_countdown;
    PinEntry *m_pin;
    ActionButton *m_cancel;
    ActionButton *m_approve;
    QTimer m_timer;
};

} // namespace kaunta::ui
