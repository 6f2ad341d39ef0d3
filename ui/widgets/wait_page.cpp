#include "ui/widgets/wait_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/step_list.h"
#include "ui/widgets/timeline_list.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

WaitPage::WaitPage(WaitViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_amount(named(new AmountLabel, u"amountLabel"_s)), m_phone(named(new AmountLabel(Type::Title), u"phoneLabel"_s)),
      m_detail(named(makeLabel({}, Type::Body, true), u"detailLabel"_s)), m_state(named(new StateBadge(Type::State), u"stateLabel"_s)),
      m_elapsed(named(new AmountLabel(Type::State), u"elapsedLabel"_s)), m_promptEnd(named(makeLabel({}), u"promptEndLabel"_s)),
      m_steps(named(new StepList, u"stepList"_s)), m_say(named(makeLabel({}, Type::Title), u"sayLabel"_s)),
      m_nextCheck(named(makeLabel({}, Type::Body, true), u"nextCheckLabel"_s)), m_timeline(new TimelineList),
      m_leaveWords(named(makeLabel({}, Type::Caption, true), u"leaveWordsLabel"_s)),
      m_leave(named(new ActionButton(tr("Leave it waiting"), ActionButton::Kind::Secondary, tr("Esc")), u"leaveButton"_s)),
      m_check(named(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary, u"F5"_s), u"checkButton"_s)),
      m_code(named(new ActionButton(tr("Customer shows code"), ActionButton::Kind::Secondary, u"F7"_s), u"codeButton"_s)), m_stepCard(makeCard()), m_timeCard(makeCard())
{
    setObjectName(u"waitPage"_s);
    setAccessibleName(tr("Waiting for the payment"));
    setFocusPolicy(Qt::StrongFocus);   // holds the keyboard while nothing can be pressed yet
    m_phone->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_elapsed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_promptEnd->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel *label : {m_say, m_leaveWords, m_nextCheck})
        label->setWordWrap(true);
    layOut();
    applyMetrics();
    m_code->setFocusPolicy(Qt::TabFocus);
    setTabOrder(m_check, m_code);
    setTabOrder(m_code, m_leave);

    connect(m_check, &QPushButton::clicked, &m_model, &WaitViewModel::check);
    connect(m_code, &QPushButton::clicked, this, &WaitPage::wantCode);
    connect(m_leave, &QPushButton::clicked, this, &WaitPage::leaveRequested);
    connect(&m_model, &WaitViewModel::changed, this, &WaitPage::refresh);
    connect(&m_model, &WaitViewModel::ticked, this, &WaitPage::refreshClocks);
}

void WaitPage::layOut()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addStretch();
    right->addWidget(m_phone);
    right->addWidget(m_detail);
    right->addStretch();
    auto *top = new QHBoxLayout;
    top->addWidget(m_amount, 2);
    top->addLayout(right, 1);

    auto *clocks = new QVBoxLayout;
    clocks->setSpacing(0);
    clocks->addWidget(m_elapsed);
    clocks->addWidget(m_promptEnd);
    auto *second = new QHBoxLayout;
    second->addWidget(m_state, 0, Qt::AlignTop);
    second->addStretch();
    second->addLayout(clocks);

    auto *steps = new QVBoxLayout(m_stepCard);
    steps->addWidget(m_steps);
    steps->addStretch(1);
    steps->addWidget(m_say);
    steps->addStretch(2);
    auto *times = new QVBoxLayout(m_timeCard);
    times->addWidget(m_timeline, 1);
    times->addWidget(m_nextCheck);
    auto *cards = new QHBoxLayout;
    cards->addWidget(m_stepCard, 1);
    cards->addWidget(m_timeCard, 1);

    auto *actions = new QHBoxLayout;
    actions->addWidget(m_leaveWords, 1);
    actions->addWidget(m_leave);
    actions->addWidget(m_check);
    actions->addWidget(m_code);

    auto *told = new QWidget;
    m_told = new QVBoxLayout(told);
    m_told->setContentsMargins(0, 0, 0, 0);
    m_told->addLayout(top);
    m_told->addLayout(second);
    m_told->addLayout(cards, 1);
    auto *scroll = named(new QScrollArea, u"waitScroll"_s, tr("Waiting for the payment"));
    fillScroll(scroll, told);   // big letters on a small screen: the buttons stay
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);

    auto *all = new QVBoxLayout(this);
    all->addWidget(scroll, 1);
    all->addLayout(actions);
}

void WaitPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(2), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_told->setSpacing(theme.space(3));
    for (QBoxLayout *row : findChildren<QBoxLayout *>())
        if (qobject_cast<QHBoxLayout *>(row) && row != layout())
            row->setSpacing(theme.space(3));
    for (QFrame *card : {m_stepCard, m_timeCard})
        card->layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    m_nextCheck->setMinimumHeight(QFontMetrics(theme.font(Type::Body)).height());
    m_promptEnd->setMinimumWidth(QFontMetrics(theme.font(Type::Body)).horizontalAdvance(tr("The prompt has ended by now. Nothing is decided yet.")));
}

void WaitPage::start()
{
    if (m_check->isEnabled())
        m_check->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
}

void WaitPage::refresh()
{
    m_amount->setText(m_model.amountText());
    m_phone->setText(m_model.phoneText());
    m_detail->setText(m_model.detailText());
    m_state->setState(m_model.stateGlyph(), m_model.stateWord(), Tone::Waiting);
    m_steps->setRows(m_model.steps());
    setWords(m_say, m_model.sayText());
    m_timeline->setRows(m_model.timeline());
    m_leaveWords->setText(m_model.leaveText());
    m_leave->setAccessibleDescription(m_model.leaveText());

    const bool mine = m_check->hasFocus() || hasFocus();
    m_check->setText(m_model.isAsking() ? tr("Asking") : tr("Check now"));
    m_check->setAccessibleName(m_check->text());
    m_check->setEnabled(m_model.canCheck());
    m_check->setVisible(m_model.offersCheck());
    m_code->setVisible(!m_model.offersCheck());   // its place is kept from the start
    m_code->setEnabled(m_model.offersCode());
    if (mine)
        start();
    refreshClocks();
}

void WaitPage::wantCode()
{
    if (m_model.offersCode())
        Q_EMIT codeWanted(m_model.charge().saleNumber);
}

void WaitPage::refreshClocks()
{
    m_elapsed->setText(m_model.elapsedText());
    m_elapsed->setAccessibleName(tr("Waiting for %1").arg(m_model.elapsedText()));
    m_promptEnd->setText(m_model.promptEndText());
    m_nextCheck->setText(m_model.nextCheckText());
}

void WaitPage::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_F5:
        m_model.check();
        return;
    case Qt::Key_F7:
        if (!event->isAutoRepeat())
            wantCode();
        return;
    case Qt::Key_Escape:
        if (!event->isAutoRepeat())
            Q_EMIT leaveRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void WaitPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
