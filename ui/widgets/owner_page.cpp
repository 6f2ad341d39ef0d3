#include "ui/widgets/owner_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/live_edit.h"
#include "ui/widgets/pin_entry.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using people::Role;

OwnerPage::OwnerPage(UsersViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_card(makeCard()), m_name(named(new QLineEdit, u"ownerNameEdit"_s, tr("Name"))),
      m_pin(makePinEdit(u"ownerPinEdit"_s, tr("PIN"))), m_again(makePinEdit(u"ownerAgainEdit"_s, tr("The same PIN again"))),
      m_nameField(new FormField(tr("Name"), m_name, tr("Small letters, digits, dots and dashes, for example wanjiku."))),
      m_pinField(new FormField(tr("PIN"), m_pin, model.pinRule(Role::Owner))), m_againField(new FormField(tr("The same PIN again"), m_again)),
      m_notice(named(new NoticeRow, u"ownerNotice"_s)), m_later(named(new ActionButton(tr("Not now"), ActionButton::Kind::Quiet, tr("Esc")), u"ownerLaterButton"_s)),
      m_create(named(new ActionButton(tr("Create the owner"), ActionButton::Kind::Primary, tr("⏎")), u"ownerCreateButton"_s))
{
    named(this, u"ownerPage"_s, tr("The shop's owner"));
    auto *column = new QVBoxLayout(m_card);
    column->addWidget(makeLabel(tr("Who owns this shop?"), Type::Title));
    QLabel *why = makeLabel(tr("The owner approves refunds and adds the people who work here. Choose a PIN that nobody can guess: Kaunta cannot show it again."),
                            Type::Body, true);
    why->setWordWrap(true);
    column->addWidget(why);
    for (QWidget *field : {static_cast<QWidget *>(m_nameField), static_cast<QWidget *>(m_pinField), static_cast<QWidget *>(m_againField), static_cast<QWidget *>(m_notice)})
        column->addWidget(field);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_later);
    foot->addWidget(m_create);
    column->addLayout(foot);
    auto *all = new QVBoxLayout(this);
    all->addStretch(1);
    all->addWidget(m_card, 0, Qt::AlignHCenter);
    all->addStretch(2);
    applyMetrics();

    connect(m_create, &QPushButton::clicked, this, &OwnerPage::create);
    connect(m_later, &QPushButton::clicked, this, &OwnerPage::postponed);
    connect(m_name, &QLineEdit::returnPressed, this, &OwnerPage::create);
    for (LiveEdit *edit : {m_pin, m_again})
        connect(edit, &LiveEdit::entered, this, &OwnerPage::create);
    for (const auto &[edit, field] : {std::pair<QLineEdit *, FormField *>{m_name, m_nameField}, {m_pin, m_pinField}, {m_again, m_againField}})
        connect(edit, &QLineEdit::textEdited, field, [field = field] { field->setProblem({}); });   // typing answers it
    connect(&m_model, &UsersViewModel::changed, this, &OwnerPage::refresh);
    refresh();
}

void OwnerPage::start()
{
    m_model.open();
    m_name->setFocus(Qt::OtherFocusReason);
}

void OwnerPage::create()
{
    const QByteArray pin = m_pin->text().toLatin1();
    const QByteArray again = m_again->text().toLatin1();
    m_nameField->setProblem(m_model.nameProblem(m_name->text()));
    m_pinField->setProblem(m_model.pinProblem(pin, Role::Owner));
    m_againField->setProblem(m_model.repeatProblem(pin, again));
    m_model.add(m_name->text(), Role::Owner, pin, again);
    if (m_model.isBusy()) {
        m_pin->clear();
        m_again->clear();
    }
}

void OwnerPage::refresh()
{
    m_notice->setNotice(m_model.notice());
    m_create->setEnabled(!m_model.isBusy());
}

void OwnerPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_card->layout()->setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(5));
    m_card->layout()->setSpacing(theme.space(2));
    m_card->setFixedWidth(theme.px(520));
}

void OwnerPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_card->layout())
        applyMetrics();
}

void OwnerPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT postponed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace kaunta::ui
