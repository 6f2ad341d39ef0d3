#pragma once

#include "ui/viewmodels/lock_view_model.h"
#include "ui/viewmodels/users_view_model.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace kaunta::ui {

class ActionButton;
class ChoiceBox;
class FormField;
class LiveEdit;
class NoticeRow;

//! People of this shop, for Settings: who may use the till, add, disable, change a PIN, and when the till locks itself.
class UsersCard final : public QFrame
{
    Q_OBJECT
public:
    UsersCard(UsersViewModel &users, LockViewModel &lock, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    //! One of the two forms below the list; the other one is closed.
    enum class Form { None, Add, Pin };
    QWidget *makeAddForm();
    QWidget *makePinForm();
    void openForm(Form form, const QString &name = {});
    void fillList();
    void refresh();
    void add();
    void changePin();

    UsersViewModel &m_users;
    LockViewModel &m_lock;
    QVBoxLayout *m_list;
    NoticeRow *m_notice;
    ActionButton *m_new;
    ChoiceBox *m_autoLock;

    QWidget *m_addForm = nullptr;
    LiveEdit *m_name = nullptr;
    ChoiceBox *m_role = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_roleField = nullptr;
    LiveEdit *m_pin = nullptr;
    LiveEdit *m_again = nullptr;
    FormField *m_pinField = nullptr;
    FormField *m_againField = nullptr;
    ActionButton *m_add = nullptr;

    QWidget *m_pinForm = nullptr;
    QLabel *m_whose = nullptr;
    QString m_pinName;
    LiveEdit *m_oldPin = nullptr;
    LiveEdit *m_newPin = nullptr;
    LiveEdit *m_newAgain = nullptr;
    FormField *m_newField = nullptr;
    FormField *m_newAgainField = nullptr;
    ActionButton *m_change = nullptr;
};

} // namespace kaunta::ui
