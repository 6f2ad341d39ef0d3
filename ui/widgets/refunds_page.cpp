#include "ui/widgets/refunds_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/filter_keys.h"
#include "ui/widgets/initiator_bar.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/refund_detail_panel.h"
#include "ui/widgets/refund_flow_page.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/totals_strip.h"

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
using Model = RefundsViewModel;

namespace {

//! What a row cannot show on a small screen stands in the panel beside it.
const RowTable::Columns &columns()
{
    static const RowTable::Columns columns{
        {u"00 Mmm 00:00"_s, u"A1-00000"_s, u"KES 250,000"_s, u"0722 … 000"_s, u"SKE52PAWR9W"_s, u"wanjiku.otieno"_s, u"Not back, no proof"_s},
        Model::State,
        {Model::AskedBy, Model::Number, Model::Receipt, Model::Phone, Model::Time},
        Model::State};
    return columns;
}

} // namespace

RefundsPage::RefundsPage(RefundsViewModel &model, RefundViewModel &flow, QWidget *parent)
    : QWidget(parent), m_model(model), m_flow(flow), m_period(named(new ChoiceBox, u"periodBox"_s, tr("Which days"))), m_filter(named(new QLineEdit, u"filterEdit"_s, tr("Find a refund"))),
      m_new(named(new ActionButton(tr("New refund"), ActionButton::Kind::Secondary, u"F7"_s), u"newRefundButton"_s)), m_totals(new TotalsStrip), m_limit(new InlineBar),
      m_table(named(new RowTable(model, columns()), u"refundsTable"_s, tr("Refunds"))), m_empty(named(makeLabel({}, Type::Body, true), u"emptyLabel"_s)),
      m_detail(new RefundDetailPanel(model)), m_rows(new QStackedLayout), m_body(new QWidget), m_list(makeList()), m_flowPage(new RefundFlowPage(flow)), m_stack(new QStackedLayout(this))
{
    setObjectName(u"refundsPage"_s);
    setAccessibleName(tr("Refunds"));
    m_totals->setAccessibleName(tr("Totals of the refunds"));
    m_period->addItems({tr("Today"), tr("7 days"), tr("All")});
    m_period->setCurrentIndex(static_cast<int>(m_model.period()));
    m_filter->setPlaceholderText(tr("Find: receipt, phone end, amount, name   Ctrl+F"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_table->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_flowPage);
    applyMetrics();

    connect(m_filter, &QLineEdit::textChanged, &m_model, &Model::setFilter);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this](int index) { m_model.setPeriod(static_cast<Model::Period>(index)); });
    connect(m_new, &QPushButton::clicked, &m_flow, &RefundViewModel::choose);
    connect(&m_model, &Model::totalsChanged, this, &RefundsPage::refreshHead);
    connect(&m_model, &Model::modelReset, this, &RefundsPage::keepSelection);
    connect(&m_model, &Model::refundUpdated, this, [this](const QString &refundId) {
        if (refundId == m_chosen)
            refreshDetail();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_chosen = current.data(Model::RefundIdRole).toString();
        refreshDetail();
    });
    connect(m_detail, &RefundDetailPanel::decisionLeft, this, &RefundsPage::focusList);
    connect(&m_flow, &RefundViewModel::changed, this, &RefundsPage::refreshFlow);
    connect(&m_flow, &RefundViewModel::refundShown, this, &RefundsPage::choose);
    auto *find = new QShortcut(QKeySequence::Find, m_list, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    m_new->setVisible(m_model.offersNew());
    refreshHead();
    refreshFlow();
}

QWidget *RefundsPage::makeList()
{
    auto *list = new QWidget;
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Refunds"), Type::Title));
    head->addWidget(m_period);
    head->addWidget(m_filter, 1);
    head->addWidget(m_new);
    auto *body = new QHBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->addLayout(m_rows, 1);
    body->addWidget(m_detail);
    auto *all = new QVBoxLayout(list);
    all->addLayout(head);
    all->addWidget(m_totals);
    all->addWidget(m_limit);
    all->addWidget(m_body, 1);
    m_rows->addWidget(m_table);   // after the layout has a parent: a stack shows its first widget at once
    m_rows->addWidget(m_empty);
    return list;
}

void RefundsPage::setInitiator(InitiatorViewModel &initiator)
{
    m_initiator = &initiator;
    // The form takes the place of the list, which goes before it comes and comes after it went: a small screen has no room for both.
    const auto place = [this, &initiator](bool shown) {
        if (initiator.decision().isOpen() == shown)
            return;
        m_body->setVisible(shown);
        m_totals->setVisible(shown && !initiator.isStopped());
    };
    connect(&initiator, &InitiatorViewModel::changed, this, [place] { place(false); });
    auto *bar = new InitiatorBar(initiator);
    static_cast<QVBoxLayout *>(m_list->layout())->insertWidget(1, bar);
    connect(&initiator, &InitiatorViewModel::changed, this, [place] { place(true); });
    connect(bar, &InitiatorBar::left, this, &RefundsPage::focusList);
}

void RefundsPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_list->layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    m_list->layout()->setSpacing(theme.space(3));
    for (QHBoxLayout *row : m_list->layout()->findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(4));
    m_table->applyMetrics();
    m_detail->setFixedWidth(std::clamp(width() * 28 / 100, std::min(theme.px(270), width() * 34 / 100), theme.px(420)));
}

void RefundsPage::refreshHead()
{
    m_totals->setTotals(m_model.totals());
    m_empty->setText(m_model.emptyWords());
    if (m_period->currentIndex() != static_cast<int>(m_model.period()))
        m_period->setCurrentIndex(static_cast<int>(m_model.period()));
    if (m_filter->text() != m_model.filter())
        m_filter->setText(m_model.filter());
    const bool empty = !m_model.emptyWords().isEmpty();
    const bool nothingEver = !m_model.offersNew() && empty && m_model.filter().isEmpty();   // then there is nothing to look through
    m_totals->setVisible(!nothingEver);
    m_period->setVisible(!nothingEver);
    m_filter->setVisible(!nothingEver);
    m_detail->setVisible(!nothingEver);
    const bool appears = !empty && m_rows->currentWidget() != m_table;
    m_rows->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    if (appears && m_list->isVisible() && (!m_filter->hasFocus() || m_filter->text().isEmpty()))
        m_table->setFocus(Qt::OtherFocusReason);   // the next key belongs to the list
    if (const QString limit = m_model.limitWords(); !limit.isEmpty())
        m_limit->tell(Tone::Info, Glyph::Info, limit);
    else if (m_limit->isShown())
        m_limit->clear();
}

void RefundsPage::refreshDetail()
{
    m_detail->setDetail(m_model.detail(m_chosen));
}

void RefundsPage::refreshFlow()
{
    QWidget *wanted = m_flow.isOpen() ? static_cast<QWidget *>(m_flowPage) : m_list;
    if (m_stack->currentWidget() == wanted)
        return;
    const QString made = m_flow.refund().refundId;
    m_stack->setCurrentWidget(wanted);
    if (wanted != m_list)
        return;
    if (!made.isEmpty())
        choose(made);   // the one that was just made is the one to look at
    if (isVisible())
        focusList();
}

void RefundsPage::focusList()
{
    if (m_model.rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);   // F7 begins one; what is hidden takes no focus
}

void RefundsPage::keepSelection()
{
    const int row = m_model.rowOf(m_chosen);
    if (m_model.rowCount() > 0)
        m_table->selectRow(row < 0 ? 0 : row);
    else
        m_chosen.clear();
    refreshDetail();
    m_table->layOut();
}

void RefundsPage::choose(const QString &refundId)
{
    m_chosen = refundId;
    m_model.reveal(refundId);
    keepSelection();
}

void RefundsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_model.setLive(true);
    if (m_initiator)
        m_initiator->refresh();
    if (m_flow.isOpen())
        m_flowPage->start();
    else
        focusList();
}

void RefundsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setLive(false);
}

void RefundsPage::keyPressEvent(QKeyEvent *event)
{
    const bool onList = m_stack->currentWidget() == m_list && !event->isAutoRepeat();
    if (onList && event->key() == Qt::Key_F5)
        m_model.checkNow(m_chosen);
    else if (onList && event->key() == Qt::Key_F6)
        m_model.openDecision(m_chosen);
    else if (onList && event->key() == Qt::Key_F4 && m_initiator)
        m_initiator->openDecision();
    else if (onList && event->key() == Qt::Key_F7 && m_model.offersNew())
        m_flow.choose();
    else
        QWidget::keyPressEvent(event);
}

bool RefundsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_table ? listKey(*key, *m_filter) : watched == m_filter && searchKey(*key, *m_filter, *m_table))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RefundsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyMetrics();
}

void RefundsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
