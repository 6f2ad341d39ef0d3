#include "ui/widgets/users_card.h"

#include "ui/viewmodels/people_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/live_edit.h"
#include "ui/widgets/pin_entry.h"

#include <QBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using people::Role;
using people::UserLine;

UsersCard::UsersCard(UsersViewModel &users, LockViewModel &lock, QWidget *parent)
    : QFrame(parent), m_users(users), m_lock(lock), m_list(new QVBoxLayout), m_notice(named(new NoticeRow, u"usersNotice"_s)), m_new(named(new ActionButton(tr("Add somebody"), ActionButton::Kind::Secondary), u"newUserButton"_s)),
      m_autoLock(named(new ChoiceBox, u"autoLockCombo"_s))
{
    named(this, u"usersCard"_s, tr("People"));
    setProperty("card", true);
    const Theme &theme = Theme::current();
    m_addForm = makeAddForm();
    m_pinForm = makePinForm();
    m_autoLock->addItem(tr("Never"), 0);
    for (const int minutes : {1, 2, 5, 10, 30})
        m_autoLock->addItem(tr("After %n minute(s) without a key or a touch", nullptr, minutes), minutes);
    m_autoLock->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_autoLock->setMinimumContentsLength(12);
    m_list->setSpacing(theme.space(1));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    column->addWidget(makeLabel(tr("People"), Type::Title));
    column->addLayout(m_list);
    column->addWidget(m_notice);
    column->addWidget(m_new, 0, Qt::AlignLeft);
    column->addWidget(m_addForm);
    column->addWidget(m_pinForm);
    column->addWidget(new FormField(tr("Lock the till"), m_autoLock, {}, true));
    openForm(Form::None);

    connect(m_new, &QPushButton::clicked, this, [this] { openForm(Form::Add); });
    connect(m_autoLock, &QComboBox::activated, this, [this](int index) { m_lock.setAutoLockMinutes(m_autoLock->itemData(index).toInt()); });
    connect(&m_lock, &LockViewModel::autoLockChanged, this, &UsersCard::refresh);
    connect(&m_lock, &LockViewModel::stageChanged, this, [this] { openForm(Form::None); });   // nothing half typed waits for the next person
    connect(&m_users, &UsersViewModel::changed, this, [this] {
        fillList();
        refresh();
    });
    connect(&m_users, &UsersViewModel::finished, this, [this] { openForm(Form::None); });
    fillList();
    refresh();
}

QWidget *UsersCard::makeAddForm()
{
    m_name = named(new LiveEdit, u"userNameEdit"_s, tr("Name"));
    m_role = named(new ChoiceBox, u"userRoleCombo"_s, tr("Role"));
    for (const Role role : people::allRoles())
        m_role->addItem(roleWord(role), static_cast<int>(role));
    m_pin = makePinEdit(u"userPinEdit"_s, tr("PIN"));
    m_again = makePinEdit(u"userAgainEdit"_s, tr("The same PIN again"));
    m_nameField = new FormField(tr("Name"), m_name, tr("Small letters, digits, dots and dashes."));
    m_roleField = new FormField(tr("Role"), m_role, roleHelp(Role::Cashier));
    m_pinField = new FormField(tr("PIN"), m_pin, m_users.pinRule(Role::Cashier));
    m_againField = new FormField(tr("The same PIN again"), m_again);
    m_add = named(new ActionButton(tr("Add"), ActionButton::Kind::Secondary), u"addUserButton"_s);
    auto *cancel = named(new ActionButton(tr("Cancel"), ActionButton::Kind::Quiet), u"cancelAddButton"_s);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_add);
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().space(1));
    for (FormField *field : {m_nameField, m_roleField, m_pinField, m_againField})
        column->addWidget(field);
    column->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, [this] { openForm(Form::None); });
    connect(m_add, &QPushButton::clicked, this, &UsersCard::add);
    for (LiveEdit *edit : {m_name, m_pin, m_again})
        connect(edit, &LiveEdit::entered, this, &UsersCard::add);
    connect(m_role, &QComboBox::activated, this, [this] {
        const Role role = static_cast<Role>(m_role->currentData().toInt());
        m_roleField->setHelp(roleHelp(role));
        m_pinField->setHelp(m_users.pinRule(role));
    });
    return form;
}

QWidget *UsersCard::makePinForm()
{
    m_whose = named(makeLabel({}), u"whosePinLabel"_s);
    m_oldPin = makePinEdit(u"oldPinEdit"_s, tr("The PIN until now"));
    m_newPin = makePinEdit(u"newPinEdit"_s, tr("New PIN"));
    m_newAgain = makePinEdit(u"newAgainEdit"_s, tr("The new PIN again"));
    m_newField = new FormField(tr("New PIN"), m_newPin);
    m_newAgainField = new FormField(tr("The new PIN again"), m_newAgain);
    m_change = named(new ActionButton(tr("Change the PIN"), ActionButton::Kind::Secondary), u"changePinButton"_s);
    auto *cancel = named(new ActionButton(tr("Cancel"), ActionButton::Kind::Quiet), u"cancelPinButton"_s);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_change);
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().space(1));
    column->addWidget(m_whose);
    column->addWidget(new FormField(tr("The PIN until now"), m_oldPin));
    column->addWidget(m_newField);
    column->addWidget(m_newAgainField);
    column->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, [this] { openForm(Form::None); });
    connect(m_change, &QPushButton::clicked, this, &UsersCard::changePin);
    for (LiveEdit *edit : {m_oldPin, m_newPin, m_newAgain})
        connect(edit, &LiveEdit::entered, this, &UsersCard::changePin);
    return form;
}

void UsersCard::openForm(Form form, const QString &name)
{
    for (LiveEdit *edit : {m_name, m_pin, m_again, m_oldPin, m_newPin, m_newAgain})
        edit->clear();
    for (FormField *field : {m_nameField, m_pinField, m_againField, m_newField, m_newAgainField})
        field->setProblem({});
    m_pinName = name;
    m_addForm->setVisible(form == Form::Add);
    m_pinForm->setVisible(form == Form::Pin);
    m_new->setVisible(form != Form::Add);
    if (form == Form::Add) {
        m_name->setFocus(Qt::OtherFocusReason);
    } else if (form == Form::Pin) {
        m_whose->setText(tr("New PIN of %1").arg(name));
        m_oldPin->setFocus(Qt::OtherFocusReason);
    }
}

void UsersCard::fillList()
{
    const Theme &theme = Theme::current();
    while (QLayoutItem *old = m_list->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();   // not now: its own button may have asked for this
        delete old;
    }
    const auto users = m_users.users();
    for (const UserLine &user : users) {
        auto *row = named(new QWidget, u"user-"_s + user.name);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(theme.space(2));
        QLabel *who = makeLabel(user.name);
        QLabel *what = makeLabel(user.disabled ? tr("%1, may not use the till").arg(roleWord(user.role))
                                 : user.locked.count() > 0 ? tr("%1, locked after wrong PINs").arg(roleWord(user.role))
                                                           : roleWord(user.role),
                                 Type::Caption, true);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(who);
        words->addWidget(what);
        line->addLayout(words, 1);
        if (!user.disabled) {
            auto *pin = named(new ActionButton(tr("Change PIN"), ActionButton::Kind::Quiet), user.name + u"-pin"_s);
            pin->setAccessibleName(tr("Change the PIN of %1").arg(user.name));
            auto *off = named(new ActionButton(tr("Disable"), ActionButton::Kind::Quiet), user.name + u"-disable"_s);
            off->setAccessibleName(tr("Disable %1").arg(user.name));
            connect(pin, &QPushButton::clicked, this, [this, name = user.name] { openForm(Form::Pin, name); });
            connect(off, &QPushButton::clicked, this, [this, name = user.name] { m_users.disable(name); });
            line->addWidget(pin);
            line->addWidget(off);
        }
        m_list->addWidget(row);
    }
}

void UsersCard::refresh()
{
    m_notice->setNotice(m_users.notice());
    for (ActionButton *button : {m_new, m_add, m_change})
        button->setEnabled(!m_users.isBusy());
    const QSignalBlocker quiet(m_autoLock);
    m_autoLock->setCurrentIndex(std::max(0, m_autoLock->findData(m_lock.autoLockMinutes())));
}

void UsersCard::add()
{
    const Role role = static_cast<Role>(m_role->currentData().toInt());
    const QByteArray pin = m_pin->text().toLatin1();
    const QByteArray again = m_again->text().toLatin1();
    m_nameField->setProblem(m_users.nameProblem(m_name->text()));
    m_pinField->setProblem(m_users.pinProblem(pin, role));
    m_againField->setProblem(m_users.repeatProblem(pin, again));
    m_users.add(m_name->text(), role, pin, again);
}

void UsersCard::changePin()
{
    const auto users = m_users.users();
    const auto user = std::find_if(users.cbegin(), users.cend(), [this](const UserLine &other) { return other.name == m_pinName; });
    if (user == users.cend())
        return;
    const QByteArray pin = m_newPin->text().toLatin1();
    const QByteArray again = m_newAgain->text().toLatin1();
    m_newField->setProblem(m_users.pinProblem(pin, user->role));
    m_newAgainField->setProblem(m_users.repeatProblem(pin, again));
    m_users.changePin(m_pinName, m_oldPin->text().toLatin1(), pin, again);
    if (m_users.isBusy())
        m_oldPin->clear();   // a wrong one is typed anew
}

void UsersCard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_users.open();
}

} // namespace kaunta::ui
