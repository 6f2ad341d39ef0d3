#include "ui/widgets/balance_page.h"

#include "ui/widgets/account_card.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/initiator_bar.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/story_lines.h"

#include <QBoxLayout>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

BalancePage::BalancePage(BalanceViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_asOf(named(makeLabel({}, Type::Title, true), u"asOfLabel"_s)), m_bar(new InlineBar), m_scroll(named(new QScrollArea, u"balanceScroll"_s, tr("Accounts"))),
      m_columns(new QBoxLayout(QBoxLayout::LeftToRight)), m_accounts(new QVBoxLayout), m_historyCard(makeCard()), m_history(named(new StoryLines, u"historyLines"_s)),
      m_empty(named(makeLabel({}, Type::Body, true), u"emptyLabel"_s)), m_stack(new QStackedLayout),
      m_ask(named(new ActionButton(tr("Ask M-PESA"), ActionButton::Kind::Primary, u"⏎"_s), u"askButton"_s))
{
    setObjectName(u"balancePage"_s);
    setAccessibleName(tr("Balance"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    layOut();
    applyMetrics();
    connect(m_ask, &QPushButton::clicked, &m_model, &BalanceViewModel::ask);
    connect(&m_model, &BalanceViewModel::changed, this, &BalancePage::refresh);
    refresh();
}

void BalancePage::layOut()
{
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Balance"), Type::Title));
    head->addStretch(1);
    head->addWidget(m_asOf);
    auto *history = new QVBoxLayout(m_historyCard);
    history->addWidget(makeLabel(tr("Earlier answers")));
    history->addWidget(m_history);
    history->addStretch();
    auto *content = new QWidget;
    content->setLayout(m_columns);
    auto *left = new QVBoxLayout;
    left->addLayout(m_accounts);
    left->addStretch();
    m_columns->addLayout(left, 3);
    m_columns->addWidget(m_historyCard, 2);
    fillScroll(m_scroll, content);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_ask);
    auto *all = new QVBoxLayout(this);
    all->addLayout(head);
    all->addWidget(m_bar);
    all->addLayout(m_stack, 1);
    all->addLayout(foot);
    m_stack->addWidget(m_scroll);   // after the layout has a parent: a stack shows its first widget at once
    m_stack->addWidget(m_empty);
}

void BalancePage::setInitiator(InitiatorViewModel &initiator)
{
    m_initiator = &initiator;
    auto *bar = new InitiatorBar(initiator);
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, bar);
    connect(bar, &InitiatorBar::left, this, [this] {
        setFocus(Qt::OtherFocusReason);
        refresh();
    });
}

void BalancePage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_columns->setContentsMargins(0, 0, theme.space(2), 0);
    m_columns->setSpacing(theme.space(3));
    m_accounts->setSpacing(theme.space(2));
    m_historyCard->layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    m_historyCard->layout()->setSpacing(theme.space(3));
}

void BalancePage::refresh()
{
    m_asOf->setText(m_model.asOfWords());
    if (const BarNotice notice = m_model.notice(); !notice.isEmpty())
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    else if (m_bar->isShown())
        m_bar->clear();
    refreshAccounts();
    refreshHistory();
    const bool anything = !m_cards.isEmpty() || m_history->count() > 0;
    setWords(m_empty, m_model.emptyWords());
    m_stack->setCurrentWidget(anything ? static_cast<QWidget *>(m_scroll) : m_empty);
    m_ask->setText(m_model.isWaiting() ? tr("Waiting for M-PESA") : tr("Ask M-PESA"));
    if (m_ask->hasFocus() && !m_model.canAsk())
        setFocus(Qt::OtherFocusReason);
    m_ask->setEnabled(m_model.canAsk());
    m_ask->setVisible(m_model.offersAsk());
    if (hasFocus() && m_model.canAsk())
        m_ask->setFocus(Qt::OtherFocusReason);
}

void BalancePage::refreshAccounts()
{
    const QList<AccountRow> rows = m_model.accounts();
    while (m_cards.size() > rows.size())
        delete m_cards.takeLast();
    while (m_cards.size() < rows.size()) {
        m_cards << new AccountCard;
        m_accounts->addWidget(m_cards.last());
    }
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_cards.at(i)->setRow(rows.at(i));
}

void BalancePage::refreshHistory()
{
    QList<PaymentDetail::Line> lines;
    for (const BalanceLine &line : m_model.history())
        lines << PaymentDetail::Line{line.time, line.says, {}};
    m_history->setLines(lines);
    m_historyCard->setVisible(!lines.isEmpty());
}

void BalancePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_model.setLive(true);
    if (m_initiator)
        m_initiator->refresh();
    setFocus(Qt::OtherFocusReason);   // and from here to the button as soon as it can be pressed
    refresh();
}

void BalancePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setLive(false);
}

void BalancePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(width() < Theme::current().px(700) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void BalancePage::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = m_scroll->verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_F5:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->isAutoRepeat())
            m_model.ask();
        return;
    case Qt::Key_F4:
        if (m_initiator)
            m_initiator->openDecision();
        return;
    case Qt::Key_Up: return bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Down: return bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_PageUp: return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    case Qt::Key_PageDown: return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    default: QWidget::keyPressEvent(event);
    }
}

void BalancePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
