#include "ui/widgets/decision_box.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <utility>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

DecisionBox::DecisionBox(DecisionViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_title(named(makeLabel({}, Type::Title), u"decisionTitle"_s)), m_says(named(makeLabel({}, Type::Body, true), u"decisionSays"_s)),
      m_reason(named(new QLineEdit, u"decisionReason"_s)), m_field(new FormField(tr("Reason"), m_reason)), m_bar(new InlineBar),
      m_yes(named(new ActionButton({}, ActionButton::Kind::Secondary), u"decisionYes"_s)), m_no(named(new ActionButton({}, ActionButton::Kind::Secondary), u"decisionNo"_s)),
      m_leave(named(new ActionButton(tr("Leave it open"), ActionButton::Kind::Quiet, tr("Esc")), u"decisionLeave"_s))
{
    named(this, u"decisionBox"_s);
    for (QLabel *label : {m_title, m_says})
        label->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_says, m_field, m_bar, m_yes, m_no, m_leave})
        column->addWidget(part);
    connect(m_reason, &QLineEdit::textChanged, &m_model, &DecisionViewModel::setReason);
    connect(m_yes, &QPushButton::clicked, this, [this] { m_model.choose(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { m_model.choose(false); });
    connect(m_leave, &QPushButton::clicked, &m_model, &DecisionViewModel::close);
    connect(&m_model, &DecisionViewModel::changed, this, &DecisionBox::refresh);
    applyMetrics();
    refresh();
}

void DecisionBox::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(0, 0, 0, 0);
    layout()->setSpacing(theme.space(2));
}

void DecisionBox::refresh()
{
    const bool open = m_model.isOpen();
    const DecisionViewModel::Question &question = m_model.question();
    setAccessibleName(question.title);
    m_title->setText(question.title);
    setWords(m_says, question.says);
    if (m_reason->text().simplified() != m_model.reason())   // what is typed keeps its blanks
        m_reason->setText(m_model.reason());
    m_field->setProblem(m_model.reasonProblem());
    m_yes->setText(question.yes);
    m_no->setText(question.no);
    m_no->setVisible(!question.no.isEmpty());
    m_reason->setEnabled(m_model.stage() == DecisionViewModel::Stage::Form);
    m_yes->setEnabled(m_model.canChoose());
    m_no->setEnabled(m_model.canChoose());
    m_leave->setEnabled(!m_model.isBusy());
    if (const BarNotice notice = m_model.notice(); !notice.isEmpty())
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    else if (m_bar->isShown())
        m_bar->clear();
    setVisible(open);
    const DecisionViewModel::Stage was = std::exchange(m_was, m_model.stage());
    if (m_was == DecisionViewModel::Stage::Form && was != m_was)   // opened, or handed back by who did not approve
        m_reason->setFocus(Qt::OtherFocusReason);
    if (!open && was != DecisionViewModel::Stage::Closed)
        Q_EMIT left();
}

void DecisionBox::keyPressEvent(QKeyEvent *event)
{
    // No choice has Enter: none of them may happen because a hand was too fast.
    if (event->key() == Qt::Key_Escape)
        m_model.close();
    else if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QFrame::keyPressEvent(event);
}

void DecisionBox::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

QScrollArea *makeDecisionScroll(DecisionBox *box)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(box);
    column->addStretch();
    auto *scroll = named(new QScrollArea, u"decisionScroll"_s, DecisionBox::tr("A decision"));
    fillScroll(scroll, content);
    return scroll;
}

} // namespace kaunta::ui
