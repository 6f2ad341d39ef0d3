#include "ui/widgets/refund_flow_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/step_list.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using Stage = RefundViewModel::Stage;

RefundFlowPage::RefundFlowPage(RefundViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_scroll(named(new QScrollArea, u"flowScroll"_s, tr("Refund"))), m_receipt(named(new QLineEdit, u"receiptEdit"_s)),
      m_lookup(new FormField(tr("Receipt of the payment"), m_receipt, tr("Type or scan it from the receipt or the M-PESA message."))), m_bar(new InlineBar), m_payment(makeCard()),
      m_amount(named(new AmountLabel(Type::State), u"flowAmount"_s)), m_toWhom(named(makeLabel({}, Type::Title), u"flowToWhom"_s)), m_facts(named(makeLabel({}, Type::Body, true), u"flowFacts"_s)),
      m_form(new QWidget), m_reason(named(new ChoiceBox, u"reasonBox"_s)), m_note(named(new QLineEdit, u"noteEdit"_s)),
      m_noteField(new FormField(tr("Note"), m_note)), m_story(new QWidget), m_state(named(new StateBadge(Type::State), u"flowState"_s)),
      m_says(named(makeLabel({}), u"flowSays"_s)), m_steps(named(new StepList, u"flowSteps"_s)), m_people(named(makeLabel({}, Type::Body, true), u"flowPeople"_s)), m_small(named(makeSmallPrint(), u"flowSmallPrint"_s)),
      m_back(named(new ActionButton(tr("Back"), ActionButton::Kind::Secondary, tr("Esc")), u"flowBack"_s)),
      m_check(named(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary, u"F5"_s), u"flowCheck"_s)),
      m_next(named(new ActionButton({}, ActionButton::Kind::Primary, u"⏎"_s), u"flowNext"_s))
{
    setObjectName(u"refundFlowPage"_s);
    setAccessibleName(tr("Refund"));
    m_reason->addItems(m_model.reasons());
    m_reason->setCurrentIndex(-1);
    m_reason->setPlaceholderText(tr("Choose why"));
    m_timer.setInterval(1s);
    for (QLabel *label : {m_toWhom, m_facts, m_says, m_people})
        label->setWordWrap(true);
    layOut();
    applyMetrics();

    connect(m_back, &QPushButton::clicked, &m_model, &RefundViewModel::close);
    connect(m_check, &QPushButton::clicked, &m_model, &RefundViewModel::checkNow);
    connect(m_next, &QPushButton::clicked, this, &RefundFlowPage::primary);
    connect(m_bar, &InlineBar::actionTriggered, &m_model, &RefundViewModel::showBlocking);
    connect(m_reason, &QComboBox::currentIndexChanged, &m_model, &RefundViewModel::setReasonIndex);
    connect(m_note, &QLineEdit::textChanged, &m_model, &RefundViewModel::setNote);
    connect(m_receipt, &QLineEdit::textChanged, this, &RefundFlowPage::refreshActions);
    connect(&m_timer, &QTimer::timeout, &m_model, &RefundViewModel::tick);
    connect(&m_model, &RefundViewModel::changed, this, &RefundFlowPage::refresh);
    refresh();
}

void RefundFlowPage::layOut()
{
    auto *payment = new QVBoxLayout(m_payment);
    auto *top = new QHBoxLayout;
    top->addWidget(m_amount, 1);
    top->addWidget(m_state);
    payment->addLayout(top);
    payment->addWidget(m_toWhom);
    payment->addWidget(m_facts);

    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    QLabel *what = makeLabel({});
    what->setWordWrap(true);
    setWords(what, tr("The whole amount goes back from the shop's M-PESA account, which must hold that much. It takes seconds, sometimes hours. "
                      "Refunded is said only when M-PESA has confirmed it; until then do not pay it out in cash."));
    form->addWidget(named(what, u"flowWhat"_s));
    auto *why = new QHBoxLayout;
    why->addWidget(new FormField(tr("Reason"), m_reason), 2, Qt::AlignTop);
    why->addWidget(m_noteField, 3, Qt::AlignTop);
    form->addLayout(why);

    auto *story = new QVBoxLayout(m_story);
    story->setContentsMargins(0, 0, 0, 0);
    story->addWidget(m_says);
    story->addWidget(m_steps);
    story->addWidget(m_people);
    story->addWidget(m_small);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_bar);   // scrolls with the rest: in big letters it is high
    column->addWidget(m_lookup);
    column->addWidget(m_payment);
    column->addWidget(m_form);
    column->addWidget(m_story);
    column->addStretch();
    fillScroll(m_scroll, content);

    auto *actions = new QHBoxLayout;
    actions->addWidget(m_back);
    actions->addStretch(1);
    actions->addWidget(m_check);
    actions->addWidget(m_next);
    auto *all = new QVBoxLayout(this);
    all->addWidget(makeLabel(tr("Refund"), Type::Title));
    all->addWidget(m_scroll, 1);
    all->addLayout(actions);
}

void RefundFlowPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_payment->layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    m_payment->layout()->setSpacing(theme.space(1));
    QLayout *column = m_scroll->widget()->layout();
    column->setContentsMargins(0, 0, theme.space(2), 0);
    column->setSpacing(theme.space(3));
    m_form->layout()->setSpacing(theme.space(3));
    m_story->layout()->setSpacing(theme.space(2));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(3));
}

void RefundFlowPage::start()
{
    const Stage stage = m_model.stage();
    if (stage == Stage::Choosing || stage == Stage::NotPossible)
        m_receipt->setFocus(Qt::OtherFocusReason);
    else if (stage == Stage::Form)
        (m_model.reasonIndex() < 0 ? static_cast<QWidget *>(m_reason) : m_next)->setFocus(Qt::OtherFocusReason);
    else if (stage == Stage::Following)
        m_next->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);   // nothing is to be pressed just now
    if (QWidget *focused = focusWidget(); focused && m_scroll->isAncestorOf(focused)) {
        m_scroll->widget()->layout()->activate();   // its place is known only now
        m_scroll->ensureWidgetVisible(focused);
    }
}

void RefundFlowPage::primary()
{
    const Stage stage = m_model.stage();
    if (stage == Stage::Choosing || stage == Stage::NotPossible)
        m_model.start(m_receipt->text());
    else if (stage == Stage::Form)
        m_model.askApproval();
    else if (stage == Stage::Following)
        m_model.close();
}

void RefundFlowPage::refresh()
{
    const Stage stage = m_model.stage();
    const bool news = stage != m_shown;
    if (news && isVisible())
        setFocus(Qt::OtherFocusReason);   // else what is disabled hands the focus to its neighbour, and a second Enter presses that
    const bool looking = stage == Stage::Choosing || stage == Stage::Looking || stage == Stage::NotPossible;
    const bool form = stage == Stage::Form || stage == Stage::Approving || stage == Stage::Sending;
    if (news && looking && m_receipt->text().simplified().remove(u' ').toUpper() != m_model.receipt())
        m_receipt->setText(m_model.receipt());
    m_lookup->setVisible(looking);
    m_receipt->setEnabled(stage != Stage::Looking);
    m_payment->setVisible(!looking || !m_model.offer().saleNumber.isEmpty());
    m_form->setVisible(form);
    m_story->setVisible(stage == Stage::Following);
    m_amount->setText(m_model.amountText());
    const bool story = stage == Stage::Following;   // one line less, so that a small screen shows its end
    m_toWhom->setText(m_model.toWhom());
    m_toWhom->setVisible(!story);
    m_facts->setText(story ? m_model.toWhom() + u" · "_s + m_model.paymentText() : m_model.paymentText());
    m_state->setVisible(story);
    if (const BarNotice notice = m_model.notice(); notice.isEmpty()) {
        m_bar->clear();
    } else {
        m_bar->setAction(notice.action);
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    }
    refreshForm();
    refreshStory();
    refreshActions();
    m_shown = stage;
    if (news && isVisible())
        start();
}

void RefundFlowPage::refreshForm()
{
    const bool open = m_model.stage() == Stage::Form;
    if (m_reason->currentIndex() != m_model.reasonIndex()) {
        const QSignalBlocker quiet(m_reason);
        m_reason->setCurrentIndex(m_model.reasonIndex());
    }
    if (m_note->text().simplified() != m_model.note()) {   // what is typed keeps its blanks
        const QSignalBlocker quiet(m_note);
        m_note->setText(m_model.note());
    }
    m_reason->setEnabled(open);
    m_note->setEnabled(open);
    m_noteField->setLabel(m_model.needsNote() ? tr("Which reason?") : tr("Note (may stay empty)"));
    m_noteField->setProblem(m_model.noteProblem());
}

void RefundFlowPage::refreshStory()
{
    if (m_model.stage() != Stage::Following)
        return;
    const ListedState state = refundListedState(m_model.refund());
    setAccessibleDescription(state.state.word + u". "_s + state.says);
    m_state->setState(state.state.glyph, state.state.word, state.state.tone);
    setWords(m_says, state.says);
    m_steps->setRows(refundSteps(m_model.refund()));
    m_people->setText(refundPeople(m_model.refund()) + u" · "_s + m_model.refund().reason);
    m_small->setText(refundSmallPrint(m_model.refund()));
}

void RefundFlowPage::refreshActions()
{
    const Stage stage = m_model.stage();
    m_back->setEnabled(stage != Stage::Sending);
    m_back->setVisible(stage != Stage::Following);
    m_check->setVisible(m_model.offersCheck());
    m_check->setEnabled(m_model.canCheck());
    switch (stage) {
    case Stage::Closed:
    case Stage::Choosing:
    case Stage::NotPossible:
        m_next->setText(tr("Look it up"));
        m_next->setEnabled(!m_receipt->text().simplified().isEmpty());
        break;
    case Stage::Looking:
        m_next->setText(tr("Looking it up…"));
        m_next->setEnabled(false);
        break;
    case Stage::Form:
        m_next->setText(tr("Ask a second person"));
        m_next->setEnabled(m_model.canAskApproval());
        break;
    case Stage::Approving:
        m_next->setText(tr("Waiting for the second person"));
        m_next->setEnabled(false);
        break;
    case Stage::Sending:
        m_next->setText(tr("Sending…"));
        m_next->setEnabled(false);
        break;
    case Stage::Following:
        m_next->setText(refund::isOpen(m_model.refund().state.status) ? tr("Leave it waiting") : tr("Done"));
        m_next->setEnabled(true);
        break;
    }
}

void RefundFlowPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    start();
}

void RefundFlowPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        m_model.close();
    else if (event->key() == Qt::Key_F5)
        m_model.checkNow();
    else if (enter && !event->isAutoRepeat() && m_next->isEnabled())
        primary();
    else if (!enter)
        QWidget::keyPressEvent(event);
}

void RefundFlowPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
