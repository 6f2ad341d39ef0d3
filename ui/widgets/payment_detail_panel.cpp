#include "ui/widgets/payment_detail_panel.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/story_lines.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

PaymentDetailPanel::PaymentDetailPanel(QWidget *parent)
    : QFrame(parent), m_content(new QWidget), m_nothing(makeLabel(tr("Choose a payment to see its story."), Type::Body, true)), m_amount(new AmountLabel(Type::State)),
      m_state(new StateBadge(Type::Body)), m_says(makeLabel({})), m_receipt(makeLabel({}, Type::Title)), m_cannot(named(makeLabel({}, Type::Body, true), u"detailCannotRefund"_s)), m_who(makeLabel({}, Type::Body, true)), m_timeline(named(new StoryLines, u"storyLines"_s)),
      m_small(makeSmallPrint()), m_refund(named(new ActionButton(tr("Refund"), ActionButton::Kind::Secondary, u"F7"_s), u"refundButton"_s)),
      m_open(named(new ActionButton(tr("Show it"), ActionButton::Kind::Secondary, u"⏎"_s), u"openButton"_s))
{
    setProperty("card", true);
    named(this, u"paymentDetail"_s, tr("The payment that is chosen"));
    named(m_state, u"detailState"_s);
    named(m_says, u"detailSays"_s);
    named(m_receipt, u"detailReceipt"_s);
    named(m_who, u"detailWho"_s);
    named(m_small, u"detailSmallPrint"_s);
    named(m_nothing, u"detailNothing"_s);
    for (QLabel *label : {m_says, m_receipt, m_cannot, m_who, m_nothing})
        label->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_receipt->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_receipt->setFocusPolicy(Qt::NoFocus);

    auto *column = new QVBoxLayout(m_content);
    column->addWidget(m_amount);
    column->addWidget(m_state);
    column->addWidget(m_says);
    column->addWidget(m_receipt);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    column->addWidget(m_refund, 0, Qt::AlignLeft);
    column->addWidget(m_who);
    column->addWidget(m_cannot);
    column->addWidget(m_timeline);
    column->addWidget(m_small);
    column->addStretch();
    auto *scroll = named(new QScrollArea, u"detailScroll"_s, tr("Story of the payment"));
    fillScroll(scroll, m_content);
    auto *all = new QVBoxLayout(this);
    all->addWidget(scroll, 1);
    all->addWidget(m_nothing, 1);
    connect(m_refund, &QPushButton::clicked, this, &PaymentDetailPanel::refundWanted);
    connect(m_open, &QPushButton::clicked, this, &PaymentDetailPanel::openWanted);
    applyMetrics();
    m_detail.chargeId = u"-"_s;   // so that the first, empty one counts as a change
    setDetail({});
}

void PaymentDetailPanel::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
    m_content->layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(3), theme.space(2));
    m_content->layout()->setSpacing(theme.space(2));
}

void PaymentDetailPanel::setDetail(const PaymentDetail &detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    const bool any = !detail.chargeId.isEmpty();
    m_content->parentWidget()->parentWidget()->setVisible(any);
    m_nothing->setVisible(!any);
    m_refund->setText(detail.refundId.isEmpty() ? tr("Refund") : tr("Show the refund"));
    m_refund->setVisible(detail.offersRefund || !detail.refundId.isEmpty());
    setWords(m_cannot, detail.cannotRefund);
    m_cannot->setVisible(!detail.cannotRefund.isEmpty());
    m_amount->setText(detail.amount);
    m_state->setState(detail.state.state.glyph, detail.state.state.word, detail.state.state.tone);
    setWords(m_says, detail.state.says);
    m_receipt->setText(detail.receipt);
    m_receipt->setAccessibleName(tr("Receipt %1").arg(detail.receipt));
    m_receipt->setVisible(!detail.receipt.isEmpty());
    QStringList who{detail.phone, detail.number, detail.reference, detail.user};
    who.removeAll(QString());
    m_who->setText(who.join(u" · "_s));
    m_small->setText(detail.smallPrint);
    m_timeline->setLines(detail.timeline);
}

void PaymentDetailPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
