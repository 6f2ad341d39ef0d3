#include "ui/widgets/payments_page.h"

#include "ui/widgets/filter_keys.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/payment_detail_panel.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/totals_strip.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using Model = PaymentsViewModel;

namespace {

//! What a row cannot show on a small screen stands in the panel beside it.
const RowTable::Columns &columns()
{
    static const RowTable::Columns columns{
        {u"00:00"_s, u"A1-00000"_s, u"KES 250,000"_s, u"0722 … 000"_s, u"INVOICE-2026"_s, u"Paid, refund unproven"_s, u"SKE52PAWR9W"_s},
        Model::State,
        {Model::Reference, Model::Receipt, Model::Number, Model::Phone, Model::Time},
        Model::Receipt};
    return columns;
}

//! As high as its content while there is room; big letters on a small screen and a day with everything in it are scrolled.
class GivingScroll final : public QScrollArea
{
public:
    explicit GivingScroll(QWidget *content)
    {
        setWidget(content);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    }
    QSize sizeHint() const override
    {
        const QSize wanted = widget()->sizeHint();
        return parentWidget() ? QSize(wanted.width(), std::min(wanted.height(), parentWidget()->height() * 2 / 5)) : wanted;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

PaymentsPage::PaymentsPage(PaymentsViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_title(makeLabel(tr("Payments"), Type::Title)), m_day(makeLabel({}, Type::Body, true)), m_filter(new QLineEdit),
      m_shown(makeLabel({}, Type::Caption, true)), m_totals(new TotalsStrip), m_limit(new InlineBar), m_table(new RowTable(model, columns())), m_empty(makeLabel({}, Type::Body, true)),
      m_stack(new QStackedLayout), m_detail(new PaymentDetailPanel)
{
    setObjectName(u"paymentsPage"_s);
    setAccessibleName(tr("Payments"));
    named(m_filter, u"filterEdit"_s, tr("Find a payment of today"));
    named(m_table, u"paymentsTable"_s, tr("Payments of today"));
    named(m_empty, u"emptyLabel"_s);
    named(m_day, u"dayLabel"_s);
    named(m_shown, u"shownLabel"_s);
    m_filter->setPlaceholderText(tr("Find: receipt, phone end, amount, reference   Ctrl+F"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    m_table->installEventFilter(this);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_day);
    head->addStretch(1);
    head->addWidget(m_shown);
    head->addWidget(m_filter, 2);
    auto *list = new QHBoxLayout;
    list->addLayout(m_stack, 1);
    list->addWidget(m_detail);
    m_detail->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);   // a long story takes no room from the totals
    auto *all = new QVBoxLayout(this);
    all->addLayout(head);
    all->addWidget(named(new GivingScroll(m_totals), u"totalsScroll"_s, tr("Totals of today")));
    all->addWidget(m_limit);
    all->addLayout(list, 1);
    m_stack->addWidget(m_table);   // after the layout has a parent: a stack shows its first widget at once
    m_stack->addWidget(m_empty);
    applyMetrics();

    connect(m_filter, &QLineEdit::textChanged, &m_model, &Model::setFilter);
    connect(&m_model, &Model::totalsChanged, this, &PaymentsPage::refreshHead);
    connect(&m_model, &Model::modelReset, this, &PaymentsPage::keepSelection);
    connect(&m_model, &Model::rowsInserted, this, [this] {
        if (m_chosen.isEmpty())
            keepSelection();
        m_table->layOut();
    });
    connect(&m_model, &Model::chargeUpdated, this, [this](const QString &chargeId) {
        if (chargeId == m_chosen)
            refreshDetail();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_chosen = current.data(Model::ChargeIdRole).toString();
        refreshDetail();
    });
    connect(m_detail, &PaymentDetailPanel::refundWanted, this, &PaymentsPage::wantRefund);
    connect(m_detail, &PaymentDetailPanel::openWanted, this, &PaymentsPage::openChosen);
    connect(m_table, &QTableView::doubleClicked, this, &PaymentsPage::openChosen);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    refreshHead();
}

void PaymentsPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    for (QHBoxLayout *row : layout()->findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(4));
    m_table->applyMetrics();
    sizeDetail(width());
}

void PaymentsPage::sizeDetail(int pageWidth)
{
    const Theme &theme = Theme::current();
    m_detail->setFixedWidth(std::clamp(pageWidth * 24 / 100, std::min(theme.px(250), pageWidth * 31 / 100), theme.px(380)));
}

void PaymentsPage::refreshHead()
{
    m_day->setText(m_model.dayWords());
    m_shown->setText(m_model.shownWords());
    m_totals->setTotals(m_model.totals());
    m_empty->setText(m_model.emptyWords());
    const bool empty = !m_model.emptyWords().isEmpty();
    const bool appears = !empty && m_stack->currentWidget() != m_table;
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    if (appears && isVisible() && (!m_filter->hasFocus() || m_filter->text().isEmpty()))
        m_table->setFocus(Qt::OtherFocusReason);   // the next key belongs to the list
    const QString limit = m_model.limitWords();
    if (limit.isEmpty())
        m_limit->clear();
    else
        m_limit->tell(Tone::Info, Glyph::Info, limit);
}

void PaymentsPage::keepSelection()
{
    const int row = m_model.rowOf(m_chosen);
    if (m_model.rowCount() > 0)
        m_table->selectRow(row < 0 ? 0 : row);
    else
        m_chosen.clear();
    refreshDetail();
    m_table->layOut();
}

void PaymentsPage::wantRefund()
{
    const PaymentDetail detail = m_model.detail(m_chosen);
    if (!detail.refundId.isEmpty())
        Q_EMIT refundShown(detail.refundId);
    else if (detail.offersRefund)
        Q_EMIT refundWanted(detail.receipt);
}

void PaymentsPage::openChosen()
{
    if (const sale::ChargeSnapshot *charge = m_model.charge(m_chosen))
        Q_EMIT chargeWanted(*charge);
}

void PaymentsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_F7)
        return QWidget::keyPressEvent(event);
    if (!event->isAutoRepeat())
        wantRefund();
}

void PaymentsPage::refreshDetail()
{
    m_detail->setDetail(m_model.detail(m_chosen));
}

void PaymentsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refresh();
    m_model.setLive(true);
    m_table->setFocus(Qt::TabFocusReason);
}

void PaymentsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setLive(false);
}

bool PaymentsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_table ? onTableKey(key) : watched == m_filter && onFilterKey(key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool PaymentsPage::onTableKey(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!event->isAutoRepeat())
            openChosen();
        return true;
    }
    return listKey(*event, *m_filter);
}

bool PaymentsPage::onFilterKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_filter->text().isEmpty())
            return false;   // the window's: back
        m_filter->clear();
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_model.rowCount() > 0)
            m_table->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return false;
    }
}

void PaymentsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    sizeDetail(event->size().width());
}

void PaymentsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
