#include "ui/widgets/over_page.h"

#include "ui/viewmodels/state_words.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/decision_box.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/tone_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

OverPage::OverPage(ChargeViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_scroll(named(new QScrollArea, u"overScroll"_s, tr("The request that is open"))), m_panel(new TonePanel), m_state(named(makeLabel({}, Type::State), u"overState"_s)), m_amount(named(new AmountLabel(Type::State), u"overAmount"_s)),
      m_says(named(makeLabel({}, Type::Title), u"overSays"_s)), m_detail(named(makeLabel({}, Type::Body, true), u"overDetail"_s)), m_box(new DecisionBox(model.over()))
{
    setObjectName(u"overPage"_s);
    setFocusPolicy(Qt::StrongFocus);   // holds the keyboard while the PIN is looked at
    for (QLabel *label : {m_state, m_says, m_detail})
        label->setWordWrap(true);
    auto *facts = new QVBoxLayout(m_panel);
    facts->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_state, m_amount, m_says, m_detail})
        facts->addWidget(part);
    facts->addStretch(1);
    fillScroll(m_scroll, m_panel);
    auto *all = new QHBoxLayout(this);
    all->addWidget(m_scroll, 1);
    all->addWidget(makeDecisionScroll(m_box), 1);
    applyMetrics();
    connect(&m_model.over(), &DecisionViewModel::changed, this, &OverPage::refresh);
    connect(&m_model, &ChargeViewModel::changed, this, &OverPage::refresh);
}

void OverPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(2), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(5));
    m_panel->layout()->setContentsMargins(m_panel->markWidth() + theme.space(4), theme.space(3), theme.space(3), theme.space(3));
    m_panel->layout()->setSpacing(theme.space(2));
}

void OverPage::start()
{
    auto *reason = m_box->findChild<QLineEdit *>();
    if (reason && reason->isEnabled())
        reason->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
}

void OverPage::refresh()
{
    if (!m_model.over().isOpen())
        return;
    const sale::ChargeSnapshot &open = m_model.overlooked();
    const StateWords words = stateWords(open.state);
    setAccessibleName(m_model.over().question().title);
    m_panel->setState(words.glyph, words.tone);
    m_state->setText(words.word);
    setTone(m_state, words.tone);
    m_amount->setText(open.amount.toDisplay());
    setWords(m_says, tr("It is still open and may be paid. If the customer answers both, the shop takes the money twice."));
    m_detail->setText(u"%1 · %2 · %3"_s.arg(open.phoneMasked, open.saleNumber, shortTime(open.journaledAt)));
    // It scrolls, but not sideways.
    m_scroll->setMinimumWidth(m_panel->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width());
}

void OverPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        m_model.over().close();
    else
        QWidget::keyPressEvent(event);
}

void OverPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
