#pragma once

#include "ui/viewmodels/users_view_model.h"

#include <QWidget>

class QFrame;
class QLineEdit;

namespace kaunta::ui {

class ActionButton;
class FormField;
class LiveEdit;
class NoticeRow;

//! First run outside practice: the shop's owner. It may wait: without an owner payments work, and nothing can be approved.
class OwnerPage final : public QWidget
{
    Q_OBJECT
public:
    explicit OwnerPage(UsersViewModel &model, QWidget *parent = nullptr);
    void start();   //!< puts the focus into the first field

Q_SIGNALS:
    void postponed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyMetrics();
    void create();
    void refresh();

    UsersViewModel &m_model;
    QFrame *m_card;
    QLineEdit *m_name;
    LiveEdit *m_pin;
    LiveEdit *m_again;
    FormField *m_nameField;
    FormField *m_pinField;
    FormField *m_againField;
    NoticeRow *m_notice;
    ActionButton *m_later;
    ActionButton *m_create;
};

} // namespace kaunta::ui
