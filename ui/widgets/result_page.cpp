#include "ui/widgets/result_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/action_strip.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/tone_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

ResultPage::ResultPage(SaleFlow &flow, QWidget *parent)
    : QWidget(parent), m_flow(flow), m_model(flow.result()), m_scroll(named(new QScrollArea, u"resultScroll"_s, tr("What became of the payment"))), m_panel(new TonePanel),
      m_state(named(makeLabel({}, Type::State), u"stateLabel"_s)),
      m_amount(named(new AmountLabel, u"amountLabel"_s)), m_says(named(makeLabel({}, Type::Title), u"saysLabel"_s)),
      m_receipt(named(new AmountLabel(Type::State), u"receiptLabel"_s)), m_receiptWord(named(makeLabel(tr("Receipt"), Type::Title, true), u"receiptWordLabel"_s)),
      m_detail(named(makeLabel({}, Type::Body, true), u"detailLabel"_s)), m_group(named(makeLabel({}, Type::Title), u"groupLabel"_s)),
      m_next(named(makeLabel({}), u"nextLabel"_s)), m_say(named(makeLabel({}, Type::Title), u"sayLabel"_s)), m_small(named(makeSmallPrint(), u"smallPrintLabel"_s)),
      m_bar(new InlineBar), m_check(named(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary, u"F5"_s), u"checkButton"_s)),
      m_code(named(new ActionButton(tr("Customer paid to the till"), ActionButton::Kind::Secondary, u"F7"_s), u"codeButton"_s)),
      m_refund(named(new ActionButton(tr("Refund"), ActionButton::Kind::Secondary, u"F7"_s), u"refundButton"_s)),
      m_sendAgain(named(new ActionButton(tr("Send again"), ActionButton::Kind::Secondary, u"F6"_s), u"sendAgainButton"_s)),
      m_over(named(new ActionButton(tr("Send again, with a supervisor"), ActionButton::Kind::Secondary, u"F6"_s), u"overButton"_s)),
      m_newSale(named(new ActionButton(tr("New sale"), ActionButton::Kind::Primary, u"⏎"_s), u"newSaleButton"_s)),
      m_actions(new ActionStrip({m_check, m_code, m_refund, m_sendAgain, m_over}, m_newSale))
{
    setObjectName(u"resultPage"_s);
    for (QLabel *label : {m_says, m_group, m_next, m_say})
        label->setWordWrap(true);
    m_amount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_bar->setClosable(true);
    layOut();
    applyMetrics();
    QWidget *before = m_newSale;
    for (QWidget *button : std::initializer_list<QWidget *>{m_over, m_sendAgain, m_refund, m_code, m_check}) {
        setTabOrder(before, button);
        before = button;
    }

    connect(m_newSale, &QPushButton::clicked, &m_flow, &SaleFlow::newSale);
    connect(m_sendAgain, &QPushButton::clicked, &m_flow, &SaleFlow::sendAgain);
    connect(m_over, &QPushButton::clicked, &m_flow, &SaleFlow::askOver);
    connect(m_check, &QPushButton::clicked, &m_model, &ResultViewModel::check);
    connect(m_refund, &QPushButton::clicked, this, &ResultPage::wantRefund);
    connect(m_code, &QPushButton::clicked, this, &ResultPage::wantCode);
    connect(m_bar, &InlineBar::closed, &m_flow.charge(), &ChargeViewModel::dismissNotice);
    connect(m_bar, &InlineBar::actionTriggered, &m_flow.charge(), &ChargeViewModel::showOpenCharge);
    connect(&m_model, &ResultViewModel::changed, this, &ResultPage::refresh);
    connect(&m_flow.charge(), &ChargeViewModel::changed, this, &ResultPage::refreshActions);
}

void ResultPage::layOut()
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_state, 0, Qt::AlignVCenter);
    head->addWidget(m_amount, 1);
    auto *receipt = new QHBoxLayout;
    receipt->addWidget(m_receiptWord);
    receipt->addWidget(m_receipt, 1);
    auto *panel = new QVBoxLayout(m_panel);
    panel->addStretch(1);
    panel->addLayout(head);
    panel->addLayout(receipt);
    panel->addWidget(m_says);
    panel->addWidget(m_detail);
    panel->addStretch(1);

    auto *story = new QWidget;
    auto *column = new QVBoxLayout(story);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel, 3);
    column->addWidget(m_group);
    column->addWidget(m_next);
    column->addWidget(m_say);
    column->addStretch(1);
    column->addWidget(m_bar);
    column->addWidget(m_small);
    fillScroll(m_scroll, story);   // big letters on a small screen: nothing is cut, and the buttons stay

    auto *all = new QVBoxLayout(this);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_actions);
}

void ResultPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(2), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_scroll->widget()->layout()->setSpacing(theme.space(3));
    m_panel->layout()->setContentsMargins(m_panel->markWidth() + theme.space(5), theme.space(3), theme.space(5), theme.space(4));
    m_panel->layout()->setSpacing(theme.space(2));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(3));
    m_small->setMinimumHeight(QFontMetrics(theme.font(Type::Caption)).height());
}

void ResultPage::start()
{
    refreshActions();   // what a supervisor may do depends on the screen
    m_newSale->setFocus(Qt::OtherFocusReason);
}

void ResultPage::refresh()
{
    const ResultWords &words = m_model.words();
    const bool receipt = !m_model.receipt().isEmpty();
    setAccessibleName(words.word + u". "_s + words.says);
    m_panel->setState(words.glyph, words.tone);
    m_state->setText(words.word);
    setTone(m_state, words.tone);
    m_amount->setText(m_model.amountText());
    m_receipt->setText(m_model.receipt());
    m_receipt->setAccessibleName(tr("Receipt %1").arg(m_model.receipt()));
    m_receipt->setVisible(receipt);
    m_receiptWord->setVisible(receipt);
    setWords(m_says, words.says);
    m_says->setVisible(!receipt);
    m_detail->setText(m_model.detailText());
    m_group->setText(words.group);
    m_group->setVisible(!words.group.isEmpty());
    setTone(m_group, words.tone);
    setWords(m_next, words.next);
    m_next->setVisible(!words.next.isEmpty());
    setWords(m_say, words.say);
    m_say->setVisible(!words.say.isEmpty());
    m_small->setText(m_model.smallPrint());
    refreshActions();
}

void ResultPage::refreshActions()
{
    const bool open = m_model.isOpen();
    m_newSale->setKeyHint(u"⏎"_s);
    m_newSale->setAccessibleDescription(open ? tr("The sale stays on Pending.") : QString());
    m_check->setVisible(m_model.offersCheck());
    m_check->setEnabled(m_model.canCheck());
    m_code->setVisible(m_model.offersCode());
    m_refund->setVisible(m_model.offersRefund());
    m_over->setVisible(m_flow.offersOver());
    m_sendAgain->setVisible(!m_flow.offersOver() && m_model.offersSendAgain() && (m_flow.knowsPhone() || m_flow.charge().isBusy()));
    m_sendAgain->setCountdown(m_model.countdownText());
    m_sendAgain->setEnabled(m_model.canSendAgain() && !m_flow.charge().isBusy());
    m_actions->updateGeometry();   // at once: they may need another line, and the page is about to be painted

    const BarNotice notice = m_flow.charge().notice();
    if (notice.isEmpty()) {
        m_bar->clear();
    } else {
        m_bar->setAction(notice.action);
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    }
}

void ResultPage::wantRefund()
{
    if (m_model.offersRefund())
        Q_EMIT refundWanted(m_model.receipt());
}

void ResultPage::wantCode()
{
    if (m_model.offersCode())
        Q_EMIT codeWanted(m_model.charge().saleNumber);
}

void ResultPage::keyPressEvent(QKeyEvent *event)
{
    const QString typed = event->text();
    const bool digit = typed.size() == 1 && typed.at(0) >= u'0' && typed.at(0) <= u'9';
    if (event->key() == Qt::Key_F5)
        m_model.check();
    else if (event->key() == Qt::Key_F6)
        m_flow.offersOver() ? m_flow.askOver() : m_flow.sendAgain();
    else if (event->key() == Qt::Key_F7 && !event->isAutoRepeat())
        m_model.offersRefund() ? wantRefund() : wantCode();
    else if ((event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat())
        m_flow.newSale();
    else if (digit)
        m_flow.newSaleWith(typed);
    else
        QWidget::keyPressEvent(event);
}

void ResultPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
