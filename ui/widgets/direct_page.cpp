#include "ui/widgets/direct_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/claim_page.h"
#include "ui/widgets/direct_detail_panel.h"
#include "ui/widgets/filter_keys.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_table.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QStackedLayout>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using Model = DirectViewModel;

namespace {

constexpr int kNarrow = 700;

//! What a row cannot show on a small screen stands in the panel beside it.
const RowTable::Columns &columns()
{
    static const RowTable::Columns columns{{u"00 Mmm 00:00"_s, u"KES 250,000"_s, u"WANJIKU …126"_s, u"SKE52PAWR9W"_s, u"INV-000000000"_s, u"Exact amount"_s},
                                           Model::State,
                                           {Model::Reference, Model::Receipt, Model::Time, Model::Payer},
                                           Model::Payer};   // names are of any length
    return columns;
}

} // namespace

DirectPage::DirectPage(DirectViewModel &model, ClaimsViewModel &claims, QWidget *parent)
    : QWidget(parent), m_model(model), m_claims(claims), m_which(named(new ChoiceBox, u"whichBox"_s, tr("Which payments"))),
      m_filter(named(new QLineEdit, u"filterEdit"_s, tr("Find a direct payment"))), m_limit(new InlineBar),
      m_table(named(new RowTable(model, columns()), u"directTable"_s, tr("Direct payments"))), m_empty(named(makeLabel({}, Type::Body, true), u"emptyLabel"_s)), m_bar(new InlineBar),
      m_code(named(new ActionButton({}, ActionButton::Kind::Secondary, u"F7"_s), u"codeButton"_s)), m_detail(new DirectDetailPanel(model)),
      m_rows(new QStackedLayout), m_list(makeList()), m_claimPage(new ClaimPage(claims)), m_stack(new QStackedLayout(this))
{
    setObjectName(u"directPage"_s);
    setAccessibleName(tr("Direct payments"));
    m_which->addItems({tr("On no sale"), tr("All")});
    m_which->setCurrentIndex(m_model.matchedToo() ? 1 : 0);
    m_filter->setPlaceholderText(tr("Find: code, phone end, name, amount   Ctrl+F"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_table->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_bar->setClosable(true);
    m_bar->setObjectName(u"directBar"_s);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_claimPage);
    applyMetrics();

    connect(m_filter, &QLineEdit::textChanged, &m_model, &Model::setFilter);
    connect(m_which, &QComboBox::currentIndexChanged, this, [this](int index) { m_model.setMatchedToo(index == 1); });
    connect(m_code, &QPushButton::clicked, this, [this] { m_claims.open(m_model.sale()); });
    connect(m_bar, &InlineBar::actionTriggered, this, &DirectPage::undoLast);
    connect(m_bar, &InlineBar::closed, &m_model, &Model::dismissNotice);
    connect(&m_model, &Model::listChanged, this, &DirectPage::refreshHead);
    connect(&m_model, &Model::changed, this, &DirectPage::refreshHead);
    connect(&m_model, &Model::modelReset, this, &DirectPage::keepSelection);
    connect(&m_model, &Model::dataChanged, this, &DirectPage::refreshDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_chosen = current.data(Model::ReceiptRole).toString();
        refreshDetail();
    });
    connect(m_detail, &DirectDetailPanel::matchWanted, this, [this] { m_model.match(m_chosen); });
    connect(m_detail, &DirectDetailPanel::newSaleWanted, this, [this] { m_model.matchNewSale(m_chosen); });
    connect(m_detail, &DirectDetailPanel::undoWanted, this, [this] { m_model.openUndo(m_chosen); });
    connect(m_detail, &DirectDetailPanel::saleLeft, this, &DirectPage::focusList);
    connect(m_detail, &DirectDetailPanel::rowWanted, this, &DirectPage::moveRow);
    connect(m_detail, &DirectDetailPanel::decisionLeft, this, &DirectPage::focusList);
    connect(&m_claims, &ClaimsViewModel::changed, this, &DirectPage::refreshClaims);
    connect(&m_claims, &ClaimsViewModel::listChanged, this, &DirectPage::refreshClaims);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    refreshHead();
    refreshClaims();
}

QWidget *DirectPage::makeList()
{
    auto *list = new QWidget;
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Direct"), Type::Title));
    head->addWidget(m_which);
    head->addWidget(m_filter, 1);
    auto *left = new QVBoxLayout;
    left->addLayout(m_rows, 1);
    left->addWidget(m_bar);
    left->addWidget(m_code, 0, Qt::AlignRight);
    auto *body = new QHBoxLayout;
    body->addLayout(left, 1);
    body->addWidget(m_detail);
    auto *all = new QVBoxLayout(list);
    all->addLayout(head);
    all->addWidget(m_limit);
    all->addLayout(body, 1);
    m_rows->addWidget(m_table);   // after the layout has a parent: a stack shows its first widget at once
    m_rows->addWidget(m_empty);
    return list;
}

void DirectPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_list->layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    m_list->layout()->setSpacing(theme.space(3));
    for (QBoxLayout *row : m_list->layout()->findChildren<QBoxLayout *>())
        row->setSpacing(theme.space(3));
    m_table->applyMetrics();
    m_detail->setFixedWidth(std::clamp(width() * 28 / 100, std::min(theme.px(270), width() * 40 / 100), theme.px(420)));
}

void DirectPage::openFor(const QString &saleNumber)
{
    m_model.setSale(saleNumber);
    m_claims.open(saleNumber);
}

void DirectPage::refreshHead()
{
    m_empty->setText(m_model.emptyWords());
    const bool empty = !m_model.emptyWords().isEmpty();
    const bool appears = !empty && m_rows->currentWidget() != m_table;
    m_rows->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_list->isVisible() && !m_filter->hasFocus() && !m_model.undo().isOpen()) {
        if (appears)
            m_table->setFocus(Qt::OtherFocusReason);   // the next key belongs to the list
        else if (empty && m_model.isLoaded() && !m_list->isAncestorOf(focusWidget()))
            setFocus(Qt::OtherFocusReason);
    }
    if (const QString limit = m_model.limitWords(); !limit.isEmpty())
        m_limit->tell(Tone::Info, Glyph::Info, limit);
    else if (m_limit->isShown())
        m_limit->clear();
    if (const BarNotice notice = m_model.notice(); !notice.isEmpty()) {
        const bool narrow = width() < Theme::current().px(kNarrow);   // big letters on a small screen: the key alone has to do
        m_bar->setAction(narrow ? QString() : notice.action, tr("Ctrl+Z"));
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    } else if (m_bar->isShown()) {
        m_bar->clear();
    }
    refreshDetail();
}

void DirectPage::refreshDetail()
{
    m_detail->setDetail(m_model.detail(m_chosen));
}

void DirectPage::refreshClaims()
{
    m_code->setText(m_claims.rowCount() > 0 ? tr("Customer shows code (%1)").arg(m_claims.rowCount()) : tr("Customer shows code"));
    QWidget *wanted = m_claims.isOpen() ? static_cast<QWidget *>(m_claimPage) : m_list;
    if (m_stack->currentWidget() == wanted)
        return;
    m_stack->setCurrentWidget(wanted);
    if (!isVisible())
        return;
    if (wanted == m_list)
        focusList();
    else
        m_claimPage->start();
}

void DirectPage::keepSelection()
{
    const int row = m_model.rowOf(m_chosen);
    if (m_model.rowCount() > 0 && (row >= 0 || m_undoNext.isEmpty()))
        m_table->selectRow(row < 0 ? 0 : row);
    else if (m_undoNext.isEmpty())
        m_chosen.clear();
    if (row < 0 && m_detail->isAncestorOf(focusWidget()))
        focusList();   // the payment that the field was for is gone: a second Enter must not take the next one
    refreshDetail();
    m_table->layOut();
    if (!m_undoNext.isEmpty() && m_chosen == m_undoNext) {
        m_undoNext.clear();
        m_model.openUndo(m_chosen);
    }
}

void DirectPage::undoLast()
{
    if (m_model.lastMatched().isEmpty())
        return;
    m_chosen = m_undoNext = m_model.lastMatched();
    m_filter->clear();
    m_which->setCurrentIndex(1);
    m_model.refresh();
}

void DirectPage::focusList()
{
    if (m_model.rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);   // F7 takes a code; what is hidden takes no focus
}

void DirectPage::moveRow(int step)
{
    const int row = m_model.rowOf(m_chosen) + step;
    if (row >= 0 && row < m_model.rowCount())
        m_table->selectRow(row);
}

void DirectPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_claims.refresh();
    if (m_claims.isOpen())
        m_claimPage->start();
    else
        focusList();
}

void DirectPage::keyPressEvent(QKeyEvent *event)
{
    const bool onList = m_stack->currentWidget() == m_list && !event->isAutoRepeat();
    if (onList && event->key() == Qt::Key_F5)
        m_model.refresh();
    else if (onList && event->key() == Qt::Key_F6)
        m_model.openUndo(m_chosen);
    else if (onList && event->key() == Qt::Key_F7)
        m_claims.open(m_model.sale());
    else if (onList && event->key() == Qt::Key_N && event->modifiers() == Qt::ControlModifier)
        m_model.matchNewSale(m_chosen);
    else if (onList && event->key() == Qt::Key_Z && event->modifiers() == Qt::ControlModifier)
        undoLast();
    else
        QWidget::keyPressEvent(event);
}

bool DirectPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_table ? onTableKey(key) : watched == m_filter && searchKey(*key, *m_filter, *m_table))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool DirectPage::onTableKey(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_detail->offersMatch() && !event->isAutoRepeat())
            m_detail->askForSale();
        return true;
    }
    return listKey(*event, *m_filter);
}

void DirectPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyMetrics();
}

void DirectPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
