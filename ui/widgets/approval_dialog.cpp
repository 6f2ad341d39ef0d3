#include "ui/widgets/approval_dialog.h"

#include "ui/viewmodels/people_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pin_entry.h"
#include "ui/widgets/tick.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeWords(const QString &name, Type type = Type::Body, bool quiet = false)
{
    QLabel *label = named(makeLabel({}, type, quiet), name);
    label->setWordWrap(true);
    return label;
}

} // namespace

ApprovalDialog::ApprovalDialog(ApprovalViewModel &model, QWidget *parent)
    : QDialog(parent), m_model(model), m_title(makeWords(u"approvalTitle"_s, Type::Title)), m_what(makeWords(u"approvalWhat"_s, Type::Title)),
      m_askedBy(makeWords(u"approvalAskedBy"_s, Type::Body, true)), m_approverLabel(makeLabel(tr("Who approves"))),
      m_approver(named(new ChoiceBox, u"approverCombo"_s, tr("Who approves"))), m_notice(named(new NoticeRow, u"approvalNotice"_s)),
      m_countdown(named(new AmountLabel(Type::Title), u"approvalCountdown"_s)), m_pin(new PinEntry(tr("PIN"))),
      m_cancel(named(new ActionButton(tr("Cancel"), ActionButton::Kind::Secondary, tr("Esc")), u"approvalCancelButton"_s)),
      m_approve(named(new ActionButton(tr("Approve"), ActionButton::Kind::Primary, tr("⏎")), u"approveButton"_s))
{
    named(this, u"approvalDialog"_s, tr("Approval by a PIN"));
    setWindowTitle(tr("Approval"));
    setModal(true);
    m_approverLabel->setBuddy(m_approver);
    m_approver->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_approver->setMinimumContentsLength(14);
    layOut();
    applyMetrics();
    setTabOrder(m_approver, m_pin);
    setTabOrder(m_pin, m_cancel);
    setTabOrder(m_cancel, m_approve);

    connect(m_approve, &QPushButton::clicked, this, &ApprovalDialog::approve);
    connect(m_pin, &PinEntry::entered, this, &ApprovalDialog::approve);
    connect(m_pin, &PinEntry::edited, this, &ApprovalDialog::refresh);
    connect(m_cancel, &QPushButton::clicked, this, &ApprovalDialog::reject);
    connect(m_approver, &QComboBox::activated, this, [this](int index) {
        m_model.choose(m_approver->itemData(index).toString());
        m_pin->focus();
    });
    connect(&m_model, &ApprovalViewModel::changed, this, &ApprovalDialog::refresh);
    connect(&m_model, &ApprovalViewModel::pinForgotten, m_pin, &PinEntry::clear);
    connect(&m_model, &ApprovalViewModel::opened, this, [this] {
        m_timer.start(kTickMs);
        refresh();
        adjustSize();
        open();
        m_pin->focus();
    });
    connect(&m_model, &ApprovalViewModel::closed, this, [this] {
        m_timer.stop();
        hide();
    });
    connect(&m_timer, &QTimer::timeout, &m_model, &ApprovalViewModel::tick);
    refresh();
}

void ApprovalDialog::layOut()
{
    auto *who = new QVBoxLayout;
    who->addWidget(m_approverLabel);
    who->addWidget(m_approver);
    auto *left = new QVBoxLayout;
    left->addWidget(m_title);
    left->addWidget(m_what);
    left->addWidget(m_askedBy);
    left->addLayout(who);
    left->addWidget(m_notice);
    left->addWidget(m_countdown);
    left->addStretch(1);
    auto *columns = new QHBoxLayout;
    columns->addLayout(left, 3);
    columns->addWidget(m_pin, 2);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_approve);
    auto *all = new QVBoxLayout(this);
    all->addLayout(columns, 1);
    all->addLayout(foot);
}

void ApprovalDialog::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(4));
    const auto inner = findChildren<QBoxLayout *>();
    for (QBoxLayout *box : inner)
        if (box->parentWidget() == this && box != layout())
            box->setSpacing(theme.space(qobject_cast<QHBoxLayout *>(box) ? 4 : 2));
    reservePinNotice(m_notice);
    setMinimumWidth(theme.px(700));
}

void ApprovalDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

void ApprovalDialog::reject()
{
    m_model.cancel();
}

void ApprovalDialog::approve()
{
    if (m_model.canApprove())
        m_model.approve(m_pin->take());
}

void ApprovalDialog::fillApprovers()
{
    const auto approvers = m_model.approvers();
    const QSignalBlocker quiet(m_approver);
    m_approver->clear();
    for (const people::UserLine &user : approvers)
        m_approver->addItem(tr("%1 (%2)").arg(user.name, roleWord(user.role)), user.name);
    m_approver->setCurrentIndex(m_approver->findData(m_model.approver()));
}

void ApprovalDialog::refresh()
{
    if (!m_approver->view()->isVisible())
        fillApprovers();
    m_title->setText(m_model.title());
    setWords(m_what, m_model.what());
    m_askedBy->setText(m_model.askedBy());
    m_approver->setEnabled(!m_model.isChecking() && m_approver->count() > 0);
    m_notice->setNotice(m_model.notice());
    m_countdown->setText(m_model.countdown());
    m_countdown->setAccessibleName(m_model.countdown());
    m_pin->setUsable(m_model.canApprove());
    m_approve->setEnabled(m_model.canApprove() && !m_pin->isEmpty());
}

} // namespace kaunta::ui
