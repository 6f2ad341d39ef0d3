#include "ui/widgets/pending_page.h"

#include "ui/widgets/action_button.h"
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
    : QWidget(parent), m_model(model), m_headline(makeLabel({}, Type::Title)), m_summary(makeLabel({}, Type::Body, true)), m_scroll(new QScrollArea),
      m_list(new QVBoxLayout), m_stack(new QStackedLayout), m_empty(new QWidget), m_emptyTitle(makeLabel({}, Type::Title)),
      m_emptyWords(makeLabel({}, Type::Body, true)), m_more(new ActionButton({}, ActionButton::Kind::Quiet)), m_limit(kFirstRows)
{
    setObjectName(u"pendingPage"_s);
    setAccessibleName(tr("Pending"));
    named(m_headline, u"headlineLabel"_s);
    named(m_summary, u"summaryLabel"_s);
    named(m_emptyTitle, u"emptyTitleLabel"_s);
    named(m_emptyWords, u"emptyWordsLabel"_s);
    named(m_more, u"moreButton"_s);
    named(m_scroll, u"pendingScroll"_s, tr("Open payments"));

    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_list);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addStretch();
    m_scroll->setWidget(rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *quiet = new QVBoxLayout(m_empty);
    quiet->addStretch(2);
    auto *tick = new GlyphLabel(Glyph::Paid, Tone::Paid, Type::Amount);
    quiet->addWidget(tick, 0, Qt::AlignHCenter);
    quiet->addWidget(m_emptyTitle, 0, Qt::AlignHCenter);
    m_emptyWords->setWordWrap(true);
    m_emptyWords->setAlignment(Qt::AlignHCenter);
    quiet->addWidget(m_emptyWords);
    quiet->addStretch(3);

    auto *head = new QHBoxLayout;
    head->addWidget(m_headline);
    head->addWidget(m_summary, 1);
    auto *all = new QVBoxLayout(this);
    all->addLayout(head);
    all->addLayout(m_stack, 1);
    m_stack->addWidget(m_scroll);   // after the layout has a parent: a stack shows its first widget at once
    m_stack->addWidget(m_empty);
    m_scroll->installEventFilter(this);
    applyMetrics();

    connect(&m_model, &PendingViewModel::reset, this, &PendingPage::rebuild);
    connect(&m_model, &PendingViewModel::rowInserted, this, &PendingPage::insertRow);
    connect(&m_model, &PendingViewModel::rowRemoved, this, &PendingPage::removeRow);
    connect(&m_model, &PendingViewModel::rowChanged, this, &PendingPage::changeRow);
    connect(&m_model, &PendingViewModel::countChanged, this, &PendingPage::refreshHead);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit = static_cast<int>(m_model.rows().size());
        const qsizetype next = m_cards.size();
        rebuild();
        focusRow(next);
    });
    rebuild();
}

void PendingPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_list->setSpacing(theme.space(1));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>(QString(), Qt::FindDirectChildrenOnly))
        row->setSpacing(theme.space(4));
}

PendingCard *PendingPage::makeRow(int row)
{
    auto *card = new PendingCard;
    card->setRow(m_model.rows().at(row));
    connect(card, &PendingCard::checkRequested, &m_model, &PendingViewModel::checkNow);
    return card;
}

void PendingPage::rebuild()
{
    const qsizetype focused = focusedRow();
    const QString id = focused < 0 ? QString() : m_cards.at(focused)->chargeId();
    const int rows = std::min(static_cast<int>(m_model.rows().size()), m_limit);
    for (int row = 0; row < rows; ++row) {
        if (row < m_cards.size()) {   // a card is a place: the list is told anew each time the page is shown
            m_cards.at(row)->setRow(m_model.rows().at(row));
            continue;
        }
        m_cards << makeRow(row);
        m_list->addWidget(m_cards.last());
    }
    while (m_cards.size() > rows) {
        PendingCard *card = m_cards.takeLast();
        m_list->removeWidget(card);
        card->hide();
        card->deleteLater();   // its own key press may have led here
    }
    refreshHead();
    if (!id.isEmpty()) {
        const auto same = std::find_if(m_cards.cbegin(), m_cards.cend(), [&id](const PendingCard *card) { return card->chargeId() == id; });
        focusRow(same == m_cards.cend() ? focused : same - m_cards.cbegin());
    } else if (isVisible() && (hasFocus() || !isAncestorOf(focusWidget()))) {
        focusRow(0);
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
    if (m_cards.size() > m_limit)
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
        const bool hadFocus = focusedRow() == row;
        PendingCard *card = m_cards.takeAt(row);
        m_list->removeWidget(card);
        if (hadFocus)
            focusRow(std::min<qsizetype>(row, m_cards.size() - 1));
        card->hide();
        card->deleteLater();
        if (m_cards.size() < m_model.rows().size() && m_cards.size() < m_limit) {
            const int next = static_cast<int>(m_cards.size());
            m_cards << makeRow(next);
            m_list->addWidget(m_cards.last());
        }
    }
    refreshHead();
}

void PendingPage::changeRow(int row)
{
    if (row < m_cards.size())
        m_cards.at(row)->setRow(m_model.rows().at(row));
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
    m_emptyTitle->setText(m_model.headline());
    m_emptyWords->setText(m_model.isLoaded() ? tr("Every request has its answer. A payment whose outcome is not known yet waits here, and is asked about by itself.")
                                             : QString());
    m_stack->setCurrentWidget(empty ? m_empty : static_cast<QWidget *>(m_scroll));
}

qsizetype PendingPage::focusedRow() const
{
    const auto found = std::find_if(m_cards.cbegin(), m_cards.cend(), [](const PendingCard *card) { return card->hasFocus(); });
    return found == m_cards.cend() ? -1 : found - m_cards.cbegin();
}

void PendingPage::focusRow(qsizetype row)
{
    if (m_cards.isEmpty() || row < 0)
        return m_cards.isEmpty() ? setFocus() : focusRow(0);
    PendingCard *card = m_cards.at(std::clamp<qsizetype>(row, 0, m_cards.size() - 1));
    if (isVisible())
        card->show();   // a new one is shown by its layout only later, and what is hidden takes no focus
    card->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(card, 0, Theme::current().space(2));
}

void PendingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_model.setLive(true);
    focusRow(std::max<qsizetype>(0, focusedRow()));
}

void PendingPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setLive(false);
}

void PendingPage::keyPressEvent(QKeyEvent *event)
{
    const qsizetype row = focusedRow();
    switch (event->key()) {
    case Qt::Key_F5:
        if (!event->isAutoRepeat() && row >= 0)
            m_model.checkNow(m_cards.at(row)->chargeId());
        return;
    case Qt::Key_Up: return focusRow(row - 1);
    case Qt::Key_Down: return focusRow(row + 1);
    case Qt::Key_Home: return focusRow(0);
    case Qt::Key_End: return focusRow(m_cards.size() - 1);
    case Qt::Key_PageUp: return focusRow(row - 4);
    case Qt::Key_PageDown: return focusRow(row + 4);
    default: QWidget::keyPressEvent(event);
    }
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
