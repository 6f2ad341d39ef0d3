#include "ui/widgets/pending_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/action_strip.h"
#include "ui/widgets/decision_box.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pending_card.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

//! A day without a line can leave hundreds open; a screenful is made at once, the rest when it is asked for.
constexpr int kFirstRows = 40;

} // namespace

PendingPage::PendingPage(PendingViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_headline(named(makeLabel({}, Type::Title), u"headlineLabel"_s)), m_summary(named(makeLabel({}, Type::Body, true), u"summaryLabel"_s)),
      m_limits(named(makeLabel({}, Type::Body, true), u"limitsLabel"_s)),
      m_scroll(named(new QScrollArea, u"pendingScroll"_s, tr("Open payments"))), m_list(new QVBoxLayout), m_stack(new QStackedLayout), m_empty(new QWidget),
      m_emptyTitle(named(makeLabel({}, Type::Title), u"emptyTitleLabel"_s)), m_emptyWords(named(makeLabel({}, Type::Body, true), u"emptyWordsLabel"_s)),
      m_more(named(new ActionButton({}, ActionButton::Kind::Quiet), u"moreButton"_s)), m_decision(new DecisionBox(m_model.decision())), m_side(makeDecisionScroll(m_decision)),
      m_check(named(new ActionButton(tr("Check now"), ActionButton::Kind::Secondary, u"F5"_s), u"checkButton"_s)),
      m_look(named(new ActionButton(tr("Look in 48 h list"), ActionButton::Kind::Secondary, u"F4"_s), u"lookButton"_s)),
      m_code(named(new ActionButton(tr("Customer shows code"), ActionButton::Kind::Secondary, u"F7"_s), u"codeButton"_s)),
      m_decide(named(new ActionButton(tr("Ask manager"), ActionButton::Kind::Secondary, u"F6"_s), u"decideButton"_s)),
      m_open(named(new ActionButton(tr("Show it"), ActionButton::Kind::Primary, u"⏎"_s), u"openButton"_s)),
      m_strip(new ActionStrip({m_check, m_look, m_code, m_decide}, m_open)), m_limit(kFirstRows)
{
    setObjectName(u"pendingPage"_s);
    setAccessibleName(tr("Pending"));
    m_look->setAccessibleDescription(tr("Looks in M-PESA's own list of the payments of the last 48 hours."));
    layOut();
    applyMetrics();

    connect(&m_model, &PendingViewModel::reset, this, &PendingPage::rebuild);
    connect(&m_model, &PendingViewModel::rowInserted, this, &PendingPage::insertRow);
    connect(&m_model, &PendingViewModel::rowRemoved, this, &PendingPage::removeRow);
    connect(&m_model, &PendingViewModel::rowChanged, this, &PendingPage::changeRow);
    connect(&m_model, &PendingViewModel::countChanged, this, &PendingPage::refreshHead);
    connect(&m_model.decision(), &DecisionViewModel::changed, this, &PendingPage::refreshActions);
    connect(m_check, &QPushButton::clicked, this, [this] { m_model.checkNow(m_chosen); });
    connect(m_look, &QPushButton::clicked, this, [this] { m_model.lookInList(m_chosen); });
    connect(m_code, &QPushButton::clicked, this, &PendingPage::showCode);
    connect(m_decide, &QPushButton::clicked, this, [this] { m_model.openDecision(m_chosen); });
    connect(m_open, &QPushButton::clicked, this, &PendingPage::openChosen);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit = static_cast<int>(m_model.rows().size());
        const qsizetype next = m_cards.size();
        rebuild();
        focusRow(next);
    });
    rebuild();
}

void PendingPage::layOut()
{
    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_list);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addStretch();
    fillScroll(m_scroll, rows);
    m_side->setProperty("card", true);

    m_empty->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);   // it asks for no room while it is not shown
    auto *quiet = new QVBoxLayout(m_empty);
    quiet->addStretch(2);
    auto *tick = new GlyphLabel(Glyph::Paid, Tone::Paid, Type::Amount);
    quiet->addWidget(tick, 0, Qt::AlignHCenter);
    quiet->addWidget(m_emptyTitle, 0, Qt::AlignHCenter);
    m_emptyWords->setWordWrap(true);
    m_emptyWords->setAlignment(Qt::AlignHCenter);
    quiet->addWidget(m_emptyWords);
    quiet->addStretch(3);

    m_summary->setWordWrap(true);
    m_limits->setWordWrap(true);
    setWords(m_limits, m_model.limitsWords());
    auto *head = new QHBoxLayout;
    head->addWidget(m_headline);
    head->addWidget(m_summary, 1);
    auto *body = new QHBoxLayout;
    body->addLayout(m_stack, 1);
    body->addWidget(m_side);
    auto *all = new QVBoxLayout(this);
    all->addLayout(head);
    all->addWidget(m_limits);
    all->addLayout(body, 1);
    all->addWidget(m_strip);
    m_stack->addWidget(m_scroll);   // after the layout has a parent: a stack shows its first widget at once
    m_stack->addWidget(m_empty);
    m_scroll->installEventFilter(this);
    connect(m_decision, &DecisionBox::left, this, [this] { focusRow(chosenRow()); });
}

void PendingPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_list->setSpacing(theme.space(1));
    for (QHBoxLayout *row : layout()->findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(4));
    m_side->widget()->layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    m_side->setFixedWidth(std::clamp(width() * 34 / 100, std::min(theme.px(290), width() * 40 / 100), theme.px(440)));
}

PendingCard *PendingPage::makeRow(int row)
{
    auto *card = new PendingCard;
    card->setRow(m_model.rows().at(row));
    connect(card, &PendingCard::chosen, this, [this, card] { choose(card->id()); });
    connect(card, &PendingCard::opened, this, &PendingPage::openChosen);
    return card;
}

void PendingPage::rebuild()
{
    const qsizetype before = std::max<qsizetype>(0, chosenRow());
    const bool mine = rowHasFocus() || (isVisible() && (hasFocus() || !isAncestorOf(focusWidget())));
    const int rows = std::min(static_cast<int>(m_model.rows().size()), m_limit);
    for (int row = 0; row < rows; ++row) {
        if (row < m_cards.size()) {   // a card is a place: the list is told anew each time the page is shown
            m_cards.at(row)->setRow(m_model.rows().at(row));
            continue;
        }
        m_cards << makeRow(row);
        m_list->addWidget(m_cards.last());
    }
    keepFirst(rows);
    const qsizetype same = chosenRow();
    const qsizetype now = same >= 0 ? same : std::min(before, m_cards.size() - 1);
    choose(now < 0 ? QString() : m_cards.at(now)->id());
    refreshHead();
    if (mine)
        focusRow(now);
}

void PendingPage::keepFirst(qsizetype count)
{
    while (m_cards.size() > count) {
        PendingCard *card = m_cards.takeLast();
        m_list->removeWidget(card);
        card->hide();
        card->deleteLater();   // its own key press may have led here
    }
}

void PendingPage::insertRow(int row)
{
    if (row >= m_limit) {
        refreshHead();
        return;
    }
    m_cards.insert(row, makeRow(row));
    m_list->insertWidget(row, m_cards.at(row));
    if (!isVisible())
        keepFirst(m_limit);
    else if (m_cards.size() > m_limit)
        ++m_limit;   // what is on the screen stays there
    QScrollBar *bar = m_scroll->verticalScrollBar();
    if (bar->value() > 0) {   // somebody reads farther down: the new row comes above without moving theirs
        m_scroll->widget()->layout()->activate();
        bar->setValue(bar->value() + m_cards.at(row)->sizeHint().height() + m_list->spacing());
    }
    refreshHead();
}

void PendingPage::removeRow(int row)
{
    if (row < m_cards.size()) {
        PendingCard *card = m_cards.takeAt(row);
        const bool hadFocus = card->hasFocus();
        m_list->removeWidget(card);
        if (m_cards.size() < m_model.rows().size() && m_cards.size() < m_limit) {
            const int next = static_cast<int>(m_cards.size());
            m_cards << makeRow(next);
            m_list->addWidget(m_cards.last());
        }
        const qsizetype next = std::min<qsizetype>(row, m_cards.size() - 1);
        if (hadFocus)
            focusRow(next);
        else if (card->id() == m_chosen)
            choose(next < 0 ? QString() : m_cards.at(next)->id());
        card->hide();
        card->deleteLater();
    }
    refreshHead();
}

void PendingPage::changeRow(int row)
{
    if (row < m_cards.size())
        m_cards.at(row)->setRow(m_model.rows().at(row));
    refreshActions();
}

void PendingPage::refreshHead()
{
    const qsizetype hidden = m_model.rows().size() - m_cards.size();
    m_headline->setText(m_model.headline());
    m_summary->setText(m_model.summary());
    m_more->setText(tr("Show %1 more").arg(hidden));
    m_more->setAccessibleName(m_more->text());
    m_more->setVisible(hidden > 0);
    const bool empty = m_model.rows().isEmpty();
    m_headline->setVisible(!empty);
    m_limits->setVisible(!empty && !m_model.limitsWords().isEmpty());
    m_emptyTitle->setText(m_model.headline());
    m_emptyWords->setText(!m_model.isLoaded()   ? QString()
                           : m_model.offersCheck() ? tr("Every request has its answer. A payment whose outcome is not known yet waits here, and is asked about by itself.")
                                                       : tr("Every request has its answer. A payment whose outcome is not known yet waits here for its report."));
    m_stack->setCurrentWidget(empty ? m_empty : static_cast<QWidget *>(m_scroll));
    refreshActions();
}

void PendingPage::refreshActions()
{
    const PendingRow *row = m_model.row(m_chosen);
    m_check->setEnabled(row && row->canCheck);
    m_check->setVisible(m_model.offersCheck());
    m_look->setVisible(m_model.offersLook());
    m_look->setEnabled(row && row->canLook);
    m_code->setEnabled(row && row->canShowCode);
    m_decide->setEnabled(row && row->canDecide);
    m_open->setEnabled(row);
    const bool deciding = m_model.decision().isOpen();
    m_strip->setVisible(row && !deciding);   // the form needs the room
    m_side->setVisible(deciding);
}

void PendingPage::choose(const QString &id)
{
    m_chosen = id;
    for (PendingCard *card : std::as_const(m_cards))
        card->setChosen(card->id() == id);
    if (m_model.decision().question().subject != id)
        m_model.decision().close();   // a form about something else than what is chosen would be a trap
    refreshActions();
}

void PendingPage::openChosen()
{
    const PendingRow *row = m_model.row(m_chosen);
    if (!row)
        return;
    if (const sale::ChargeSnapshot *charge = m_model.charge(row->chargeId))
        Q_EMIT chargeWanted(*charge);
    else
        Q_EMIT refundWanted(row->refundId);
}

void PendingPage::showCode()
{
    if (const PendingRow *row = m_model.row(m_chosen); row && row->canShowCode)
        Q_EMIT codeWanted(row->number);
}

qsizetype PendingPage::chosenRow() const
{
    const auto found = std::find_if(m_cards.cbegin(), m_cards.cend(), [this](const PendingCard *card) { return card->id() == m_chosen; });
    return found == m_cards.cend() ? -1 : found - m_cards.cbegin();
}

bool PendingPage::rowHasFocus() const
{
    return std::any_of(m_cards.cbegin(), m_cards.cend(), [](const PendingCard *card) { return card->hasFocus(); });
}

void PendingPage::focusRow(qsizetype row)
{
    if (m_cards.isEmpty() || row < 0)
        return m_cards.isEmpty() ? setFocus() : focusRow(0);
    PendingCard *card = m_cards.at(std::clamp<qsizetype>(row, 0, m_cards.size() - 1));
    choose(card->id());   // what is hidden takes no focus, and is chosen all the same
    if (isVisible())
        card->show();     // a new one is shown by its layout only later
    card->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(card, 0, Theme::current().space(2));
}

void PendingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_model.setLive(true);
    focusRow(std::max<qsizetype>(0, chosenRow()));
}

void PendingPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setLive(false);
    m_limit = kFirstRows;   // what was asked for was asked for this once; a card is not small, and a long day has hundreds
    keepFirst(m_limit);
    refreshHead();
}

void PendingPage::keyPressEvent(QKeyEvent *event)
{
    const bool deciding = m_model.decision().isOpen();
    if (deciding && !rowHasFocus())
        return QWidget::keyPressEvent(event);   // an arrow in the form's line walks nowhere
    const qsizetype row = chosenRow();
    const bool again = event->isAutoRepeat() || deciding;
    switch (event->key()) {
    case Qt::Key_F5: return again ? void() : m_model.checkNow(m_chosen);
    case Qt::Key_F4: return again ? void() : m_model.lookInList(m_chosen);
    case Qt::Key_F7: return again ? void() : showCode();
    case Qt::Key_F6: return again ? void() : m_model.openDecision(m_chosen);
    case Qt::Key_Up: return focusRow(row - 1);
    case Qt::Key_Down: return focusRow(row + 1);
    case Qt::Key_Home: return focusRow(0);
    case Qt::Key_End: return focusRow(m_cards.size() - 1);
    case Qt::Key_PageUp: return focusRow(row - 4);
    case Qt::Key_PageDown: return focusRow(row + 4);
    default: QWidget::keyPressEvent(event);
    }
}

void PendingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyMetrics();
}

bool PendingPage::eventFilter(QObject *watched, QEvent *event)
{
    // Arrow keys walk from row to row; the scroll area would only scroll.
    if (watched == m_scroll && event->type() == QEvent::KeyPress) {
        keyPressEvent(static_cast<QKeyEvent *>(event));
        return event->isAccepted();
    }
    return QWidget::eventFilter(watched, event);
}

void PendingPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
