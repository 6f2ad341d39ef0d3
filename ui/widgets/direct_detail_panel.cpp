#include "ui/widgets/direct_detail_panel.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/decision_box.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_badge.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

DirectDetailPanel::DirectDetailPanel(DirectViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_content(new QWidget), m_scroll(named(new QScrollArea, u"directScroll"_s, tr("What is known of the payment"))),
      m_nothing(named(makeLabel(tr("Choose a payment to see who sent it."), Type::Body, true), u"directNothing"_s)), m_amount(named(new AmountLabel(Type::State), u"directAmount"_s)),
      m_state(named(new StateBadge(Type::Body), u"directState"_s)), m_payer(named(makeLabel({}, Type::Title), u"directPayer"_s)), m_says(named(makeLabel({}), u"directSays"_s)),
      m_facts(named(makeLabel({}, Type::Body, true), u"directFacts"_s)), m_matched(named(makeLabel({}, Type::Body, true), u"directMatched"_s)),
      m_small(named(makeSmallPrint(), u"directSmallPrint"_s)), m_actions(new QWidget), m_sale(named(new QLineEdit, u"saleEdit"_s)),
      m_saleField(new FormField(tr("Sale number"), m_sale, {}, true)),
      m_newSale(named(new ActionButton(tr("New sale of it"), ActionButton::Kind::Secondary, tr("Ctrl+N")), u"newSaleButton"_s)),
      m_match(named(new ActionButton({}, ActionButton::Kind::Primary, u"⏎"_s), u"matchButton"_s)),
      m_undo(named(new ActionButton(tr("Take it off"), ActionButton::Kind::Secondary, u"F6"_s), u"undoButton"_s))
{
    setProperty("card", true);
    named(this, u"directDetail"_s, tr("The payment that is chosen"));
    for (QLabel *label : {m_payer, m_says, m_facts, m_matched, m_nothing})
        label->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_sale->installEventFilter(this);
    layOut();
    applyMetrics();

    connect(m_sale, &QLineEdit::textChanged, &m_model, &DirectViewModel::setSale);
    connect(m_match, &QPushButton::clicked, this, &DirectDetailPanel::matchWanted);
    connect(m_newSale, &QPushButton::clicked, this, &DirectDetailPanel::newSaleWanted);
    connect(m_undo, &QPushButton::clicked, this, &DirectDetailPanel::undoWanted);
    connect(&m_model, &DirectViewModel::changed, this, &DirectDetailPanel::refreshActions);
    m_detail.receipt = u"-"_s;   // so that the first, empty one counts as a change
    setDetail({});
}

void DirectDetailPanel::layOut()
{
    auto *decision = new DecisionBox(m_model.undo());
    auto *column = new QVBoxLayout(m_content);
    for (QWidget *part : std::initializer_list<QWidget *>{m_amount, m_payer, m_state, m_says, m_newSale, decision, m_matched, m_facts, m_small})
        column->addWidget(part);
    column->addStretch();
    fillScroll(m_scroll, m_content);
    auto *actions = new QVBoxLayout(m_actions);
    for (QWidget *part : std::initializer_list<QWidget *>{m_saleField, m_match, m_undo})
        actions->addWidget(part);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_nothing, 1);
    all->addWidget(m_actions);
    connect(&m_model.undo(), &DecisionViewModel::changed, this, [this, decision] {
        refreshActions();
        if (m_model.undo().isOpen() && decision->isVisible()) {
            m_content->layout()->activate();   // its place is known only now
            m_scroll->ensureWidgetVisible(decision->focusWidget() ? decision->focusWidget() : decision);
        }
    });
    connect(decision, &DecisionBox::left, this, &DirectDetailPanel::decisionLeft);
}

void DirectDetailPanel::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
    layout()->setSpacing(theme.space(2));
    m_content->layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(3), theme.space(2));
    m_content->layout()->setSpacing(theme.space(2));
    m_scroll->setMinimumHeight(theme.touch());   // in big letters the field and its buttons need the room
    m_actions->layout()->setContentsMargins(theme.space(2), 0, theme.space(2), theme.space(2));
    m_actions->layout()->setSpacing(theme.space(2));
}

void DirectDetailPanel::setDetail(const DirectDetail &detail)
{
    if (detail == m_detail)
        return;
    const bool another = detail.receipt != m_detail.receipt;
    m_detail = detail;
    const bool any = !detail.receipt.isEmpty();
    m_scroll->setVisible(any);
    m_nothing->setVisible(!any);
    m_amount->setText(detail.amount);
    m_state->setState(detail.state.state.glyph, detail.state.state.word, detail.state.state.tone);
    m_payer->setText(QString(detail.payer).replace(u"…"_s, u"…\u2060"_s));   // the phone's end stays in one piece
    setWords(m_says, detail.state.says);
    m_facts->setText(detail.facts);
    m_matched->setText(detail.matched);
    m_small->setText(any ? detail.receipt + u" · "_s + detail.source : QString());
    if (another && m_model.undo().question().subject != detail.receipt)
        m_model.undo().close();   // a form about something else than what is shown would be a trap
    refreshActions();
}

void DirectDetailPanel::refreshActions()
{
    const bool deciding = m_model.undo().isOpen();
    const bool matches = m_detail.offersMatch && !deciding;
    const bool leaves = m_sale->hasFocus() && !matches;
    if (tidySaleNumber(m_sale->text()) != m_model.sale())   // what is typed stays as it was typed
        m_sale->setText(m_model.sale());
    const bool ready = !m_model.isBusy();
    m_match->setText(m_model.sale().isEmpty() ? tr("Put on a sale") : tr("Put on %1").arg(m_model.sale()));
    m_match->setEnabled(ready && !m_model.sale().isEmpty());
    m_newSale->setEnabled(ready);
    for (QWidget *part : std::initializer_list<QWidget *>{m_saleField, m_newSale, m_match})
        part->setVisible(matches);
    m_undo->setVisible(m_detail.offersUndo && !deciding);
    m_actions->setVisible(matches || m_undo->isVisibleTo(m_actions));
    for (QLabel *told : {m_says, m_facts, m_small})
        told->setVisible(!deciding && !told->text().isEmpty());   // the form needs the room, and was opened by somebody who has read them
    m_payer->setVisible(!m_detail.payer.isEmpty());
    m_matched->setVisible(!deciding && !m_detail.matched.isEmpty());
    if (leaves)
        Q_EMIT saleLeft();   // what is hidden keeps no focus
}

void DirectDetailPanel::askForSale()
{
    m_sale->setFocus(Qt::OtherFocusReason);
    m_sale->selectAll();
}

bool DirectDetailPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_sale || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!key->isAutoRepeat())
            Q_EMIT matchWanted();
        return true;
    case Qt::Key_Escape:
        Q_EMIT saleLeft();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        Q_EMIT rowWanted(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void DirectDetailPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
