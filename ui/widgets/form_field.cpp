#include "ui/widgets/form_field.h"

#include "ui/widgets/glyph_label.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>

namespace kaunta::ui {

FormField::FormField(const QString &label, QWidget *editor, const QString &help, bool sparse, QWidget *parent)
    : QWidget(parent), m_editor(editor), m_label(makeLabel(label)), m_below(makeLabel({}, Type::Caption, true)), m_help(help)
{
    m_label->setBuddy(editor);
    m_label->setWordWrap(true);
    m_below->setWordWrap(true);
    m_below->setMinimumHeight(m_below->fontMetrics().height());   // one line is always there
    editor->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().space(1));
    column->addWidget(m_label);
    column->addWidget(editor);
    column->addWidget(m_below);
    m_below->setHidden(sparse);   // not earlier: without a parent it would flash up as a window of its own
    refresh();
}

void FormField::setLabel(const QString &label)
{
    m_label->setText(label);
    refresh();
}

void FormField::setHelp(const QString &help)
{
    m_help = help;
    refresh();
}

void FormField::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    refresh();
}

void FormField::refresh()
{
    const bool bad = !m_problem.isEmpty();
    m_below->setText(bad ? m_problem : m_help);
    setTone(m_below, bad ? Tone::Declined : Tone::Neutral);
    m_editor->setAccessibleName(m_label->text());
    m_editor->setAccessibleDescription(m_below->text());
    if (auto *edit = qobject_cast<QLineEdit *>(m_editor))
        setBad(edit, bad);
}

bool FormField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::FocusOut)
        Q_EMIT left();
    return QWidget::eventFilter(watched, event);
}

NoticeRow::NoticeRow(QWidget *parent) : QWidget(parent), m_glyph(new GlyphLabel), m_words(makeLabel({}))
{
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);   // beside the icon, however many lines follow
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::current().space(2));
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    named(m_words, QStringLiteral("noticeLabel"));
}

void NoticeRow::setNotice(const Notice &notice)
{
    m_glyph->setGlyph(notice.glyph, notice.tone);
    m_words->setText(notice.text);
    setTone(m_words, notice.tone);
    setVisible(!notice.text.isEmpty());
}

} // namespace kaunta::ui
