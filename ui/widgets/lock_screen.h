#pragma once

#include "ui/viewmodels/lock_view_model.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class ChoiceBox;
class NoticeRow;
class PinEntry;

//! Name and PIN, and nothing of the shop behind it. Enter signs in; there is no other way on.
class LockScreen final : public QWidget
{
    Q_OBJECT
public:
    explicit LockScreen(LockViewModel &model, QWidget *parent = nullptr);
    void start();   //!< puts the focus where the PIN goes

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void fillUsers();
    void signIn();
    void refresh();

    LockViewModel &m_model;
    QFrame *m_card;
    QLabel *m_title;
    ChoiceBox *m_user;
    NoticeRow *m_notice;
    AmountLabel *m_countdown;
    PinEntry *m_pin;
    ActionButton *m_signIn;
};

} // namespace kaunta::ui
