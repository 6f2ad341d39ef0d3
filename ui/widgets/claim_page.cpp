#include "ui/widgets/claim_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/decision_box.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_table.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using Model = ClaimsViewModel;
using Stage = ClaimsViewModel::Stage;

namespace {

constexpr int kRowsInSight = 2;   // at least

const RowTable::Columns &columns()
{
    static const RowTable::Columns columns{
        {u"00 Mmm 00:00"_s, u"SKE52PAWR9W"_s, u"A1-00000"_s, u"wanjiku.otieno"_s, u"Not verified"_s}, Model::State, {Model::ClaimedBy, Model::Time}, Model::State};
    return columns;
}

} // namespace

ClaimPage::ClaimPage(ClaimsViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_scroll(named(new QScrollArea, u"claimScroll"_s, tr("Customer shows code"))), m_sale(named(new QLineEdit, u"claimSaleEdit"_s)),
      m_code(named(new QLineEdit, u"codeEdit"_s)), m_codeField(new FormField(tr("Customer's code"), m_code)), m_form(new QWidget), m_place(new QWidget), m_bar(new InlineBar),
      m_limits(named(makeLabel({}, Type::Body, true), u"claimLimits"_s)), m_listTitle(makeLabel(tr("Claimed, not verified"), Type::Title)), m_table(named(new RowTable(model, columns()), u"claimsTable"_s, tr("Codes that are claimed, not verified"))),
      m_empty(named(makeLabel({}, Type::Body, true), u"claimsEmpty"_s)), m_rows(new QStackedLayout),
      m_back(named(new ActionButton(tr("Back"), ActionButton::Kind::Secondary, tr("Esc")), u"claimBack"_s)),
      m_decide(named(new ActionButton(tr("Manager decides"), ActionButton::Kind::Secondary, u"F6"_s), u"claimDecide"_s)),
      m_again(named(new ActionButton(tr("Look again"), ActionButton::Kind::Secondary, u"F5"_s), u"claimAgain"_s)),
      m_look(named(new ActionButton({}, ActionButton::Kind::Primary, u"⏎"_s), u"claimLook"_s))
{
    setObjectName(u"claimPage"_s);
    setAccessibleName(tr("Customer shows code"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_limits->setWordWrap(true);
    setWords(m_limits, m_model.limitsWords());
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);   // takes what is left, and asks for no more
    m_code->installEventFilter(this);
    m_sale->installEventFilter(this);
    layOut();
    applyMetrics();
    connect(m_sale, &QLineEdit::textChanged, &m_model, &Model::setSale);
    connect(m_code, &QLineEdit::textChanged, &m_model, &Model::setCode);
    connect(m_back, &QPushButton::clicked, &m_model, &Model::close);
    connect(m_look, &QPushButton::clicked, this, &ClaimPage::claim);
    connect(m_again, &QPushButton::clicked, this, [this] { m_model.lookAgain(chosen()); });
    connect(m_decide, &QPushButton::clicked, this, [this] { m_model.openDecision(chosen()); });
    connect(&m_model, &Model::changed, this, &ClaimPage::refresh);
    connect(&m_model, &Model::listChanged, this, &ClaimPage::refreshList);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_model.decision().question().subject != chosen())
            m_model.decision().close();   // a form about another code than the chosen one would be a trap
        refresh();
    });
    refreshList();
    refresh();
}

void ClaimPage::layOut()
{
    auto *form = new QHBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->addWidget(new FormField(tr("Sale number"), m_sale), 1, Qt::AlignTop);
    form->addWidget(m_codeField, 2, Qt::AlignTop);
    auto *place = new QVBoxLayout(m_place);
    place->setContentsMargins(0, 0, 0, 0);
    place->addWidget(m_bar);
    place->addStretch();
    auto *decision = new DecisionBox(m_model.decision());
    auto *list = new QHBoxLayout;
    list->addLayout(m_rows, 3);
    auto *side = new QVBoxLayout;
    for (QWidget *part : std::initializer_list<QWidget *>{m_again, m_decide, decision})
        side->addWidget(part);
    side->addStretch();
    list->addLayout(side, 2);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_limits);
    column->addWidget(m_form);
    column->addWidget(m_place);
    column->addWidget(m_listTitle);
    column->addLayout(list, 1);
    m_rows->addWidget(m_table);   // after the layout has a parent: a stack shows its first widget at once
    m_rows->addWidget(m_empty);
    fillScroll(m_scroll, content);
    auto *actions = new QHBoxLayout;
    actions->addWidget(m_back);
    actions->addStretch(1);
    actions->addWidget(m_look);
    auto *all = new QVBoxLayout(this);
    all->addWidget(makeLabel(tr("Customer shows code"), Type::Title));
    all->addWidget(m_scroll, 1);
    all->addLayout(actions);
    connect(&m_model.decision(), &DecisionViewModel::changed, this, [this, decision] {
        refresh();
        if (m_model.decision().isOpen() && decision->isVisible()) {
            m_scroll->widget()->layout()->activate();   // its place is known only now
            m_scroll->ensureWidgetVisible(decision);
        }
    });
    connect(decision, &DecisionBox::left, this, &ClaimPage::start);
}

void ClaimPage::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(3));
    QLayout *column = m_scroll->widget()->layout();
    column->setContentsMargins(0, 0, theme.space(2), 0);
    column->setSpacing(theme.space(2));
    for (QHBoxLayout *row : findChildren<QHBoxLayout *>())
        row->setSpacing(theme.space(3));
    for (QVBoxLayout *side : column->findChildren<QVBoxLayout *>())
        side->setSpacing(theme.space(2));
    m_place->setMinimumHeight(theme.touch() + theme.space(2));
    m_table->applyMetrics();
    m_table->setMinimumHeight((kRowsInSight + 1) * theme.touch());
    QFont code = theme.font(Type::Title);
    code.setCapitalization(QFont::AllUppercase);   // as it will be read
    m_code->setFont(code);
    m_sale->setFont(code);
}

QString ClaimPage::chosen() const
{
    return m_table->currentIndex().data(Model::CodeRole).toString();
}

void ClaimPage::showForm()
{
    const bool deciding = m_model.decision().isOpen();   // which needs the room
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_place, m_listTitle})
        part->setVisible(!deciding);
    m_limits->setVisible(!deciding && !m_model.offersLookUp());
}

void ClaimPage::start()
{
    showForm();
    if (m_model.stage() == Stage::Asking)
        return setFocus(Qt::OtherFocusReason);   // nothing is to be pressed just now
    QLineEdit *wanted = m_model.sale().isEmpty() ? m_sale : m_code;
    wanted->setFocus(Qt::OtherFocusReason);
    wanted->selectAll();
    m_scroll->ensureWidgetVisible(wanted);
}

void ClaimPage::claim()
{
    if (m_model.stage() == Stage::Form && m_model.sale().isEmpty())
        return m_sale->setFocus(Qt::OtherFocusReason);
    if (m_model.stage() == Stage::Form && m_model.code().isEmpty())
        return m_code->setFocus(Qt::OtherFocusReason);
    m_model.claim();
}

void ClaimPage::refresh()
{
    const Stage stage = m_model.stage();
    const bool asking = stage == Stage::Asking;
    const bool news = stage != m_shown;
    if (news && isVisible())
        setFocus(Qt::OtherFocusReason);   // else what is disabled hands the focus to its neighbour
    if (tidySaleNumber(m_sale->text()) != m_model.sale())   // what is typed keeps its blanks
        m_sale->setText(m_model.sale());
    if (tidySaleNumber(m_code->text()) != m_model.code())
        m_code->setText(m_model.code());
    m_sale->setEnabled(!asking);
    m_code->setEnabled(!asking);
    m_codeField->setHelp(m_model.codeHelp());
    m_codeField->setProblem(m_model.codeProblem());
    if (const BarNotice notice = m_model.notice(); !notice.isEmpty())
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    else if (m_bar->isShown())
        m_bar->clear();
    m_look->setText(asking ? tr("Asking M-PESA…") : m_model.offersLookUp() ? tr("Look it up") : tr("Take the code"));
    m_look->setEnabled(m_model.canClaim());
    showForm();
    const bool any = !chosen().isEmpty() && !m_model.decision().isOpen();
    m_decide->setVisible(any);
    m_again->setVisible(any && m_model.offersLookUp());
    m_again->setEnabled(stage == Stage::Form);
    m_shown = stage;
    if (news && isVisible() && stage == Stage::Form)
        start();
}

void ClaimPage::refreshList()
{
    const QString words = m_model.emptyWords();
    setWords(m_empty, words);
    m_rows->setCurrentWidget(words.isEmpty() ? static_cast<QWidget *>(m_table) : m_empty);
    if (words.isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    m_table->layOut();
    refresh();
}

bool ClaimPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (!key->isAutoRepeat())
                claim();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ClaimPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        m_model.close();
    else if (event->key() == Qt::Key_F5 && !event->isAutoRepeat())
        m_model.lookAgain(chosen());
    else if (event->key() == Qt::Key_F6 && !event->isAutoRepeat())
        m_model.openDecision(chosen());
    else
        QWidget::keyPressEvent(event);
}

void ClaimPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
