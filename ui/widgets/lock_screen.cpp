#include "ui/widgets/lock_screen.h"

#include "ui/viewmodels/people_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pin_entry.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

LockScreen::LockScreen(LockViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_card(makeCard()), m_title(named(makeLabel(tr("The till is locked"), Type::Title), u"lockTitle"_s)),
      m_user(named(new ChoiceBox, u"userCombo"_s, tr("Who are you?"))), m_notice(named(new NoticeRow, u"lockNotice"_s)),
      m_countdown(named(new AmountLabel(Type::Title), u"lockCountdown"_s)), m_pin(new PinEntry(tr("PIN"))),
      m_signIn(named(new ActionButton(tr("Sign in"), ActionButton::Kind::Primary, tr("⏎")), u"signInButton"_s))
{
    named(this, u"lockScreen"_s, tr("Sign in"));
    m_title->setWordWrap(true);
    layOut();
    applyMetrics();
    setTabOrder(m_user, m_pin);
    setTabOrder(m_pin, m_signIn);
    connect(m_signIn, &QPushButton::clicked, this, &LockScreen::signIn);
    connect(m_pin, &PinEntry::entered, this, &LockScreen::signIn);
    connect(m_pin, &PinEntry::edited, this, &LockScreen::refresh);
    connect(m_user, &QComboBox::activated, this, [this](int index) {
        m_model.choose(m_user->itemData(index).toString());
        m_pin->focus();
    });
    connect(&m_model, &LockViewModel::changed, this, &LockScreen::refresh);
    connect(&m_model, &LockViewModel::pinForgotten, m_pin, &PinEntry::clear);
    refresh();
}

void LockScreen::layOut()
{
    QLabel *who = makeLabel(tr("Who are you?"));
    who->setBuddy(m_user);
    m_user->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_user->setMinimumContentsLength(14);
    auto *left = new QVBoxLayout;
    left->addWidget(m_title);
    left->addWidget(makeLabel(tr("Payments go on by themselves while it is."), Type::Body, true));
    left->addSpacing(Theme::current().space(3));
    left->addWidget(who);
    left->addWidget(m_user);
    left->addWidget(m_notice);
    left->addWidget(m_countdown);
    left->addStretch(1);
    left->addWidget(m_signIn, 0, Qt::AlignRight);
    for (int i = 0; i < left->count(); ++i)
        if (auto *label = qobject_cast<QLabel *>(left->itemAt(i)->widget()))
            label->setWordWrap(true);
    auto *columns = new QHBoxLayout(m_card);
    columns->addLayout(left, 3);
    columns->addWidget(m_pin, 2);
    auto *all = new QVBoxLayout(this);
    all->addStretch(1);
    all->addWidget(m_card, 0, Qt::AlignHCenter);
    all->addStretch(2);
}

void LockScreen::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_card->layout()->setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(5));
    m_card->layout()->setSpacing(theme.space(5));
    m_card->layout()->itemAt(0)->layout()->setSpacing(theme.space(2));
    reservePinNotice(m_notice);
    m_card->setFixedWidth(theme.px(720));
}

void LockScreen::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_card->layout())
        applyMetrics();
}

void LockScreen::start()
{
    m_pin->focus();
}

void LockScreen::signIn()
{
    if (m_model.canSignIn())
        m_model.signIn(m_pin->take());
}

void LockScreen::fillUsers()
{
    const auto users = m_model.users();
    const QSignalBlocker quiet(m_user);
    m_user->clear();
    for (const people::UserLine &user : users)
        m_user->addItem(tr("%1 (%2)").arg(user.name, roleWord(user.role)), user.name);
    m_user->setCurrentIndex(m_user->findData(m_model.chosen()));
}

void LockScreen::refresh()
{
    if (!m_user->view()->isVisible())   // not under a finger that chooses
        fillUsers();
    m_user->setEnabled(!m_model.isChecking() && m_user->count() > 0);
    m_notice->setNotice(m_model.notice());
    m_countdown->setText(m_model.countdown());
    m_countdown->setAccessibleName(m_model.countdown());
    m_pin->setUsable(m_model.canSignIn());
    m_signIn->setEnabled(m_model.canSignIn() && !m_pin->isEmpty());
}

} // namespace kaunta::ui
