#include "ui/widgets/test_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

TestCard::TestCard(SettingsViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_hint(named(makeLabel({}, Type::Body, true), u"testHint"_s)),
      m_test(named(new ActionButton(tr("Test"), ActionButton::Kind::Secondary), u"testButton"_s))
{
    setProperty("card", true);
    const Theme &theme = Theme::current();
    m_hint->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(m_hint, 1);
    head->addWidget(m_test, 0, Qt::AlignTop);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space(4));
    grid->setVerticalSpacing(theme.space(3));
    grid->setColumnStretch(1, 1);
    const QList<TestRow> rows = m_model.tests();
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        Line line{makeLabel(rows.at(i).label), named(new NoticeRow, u"testLine%1"_s.arg(i)), makeLabel({}, Type::Body, true), makeSmallPrint()};
        line.next->setWordWrap(true);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(line.state);
        words->addWidget(line.next);
        words->addWidget(line.detail);
        grid->addWidget(line.label, i, 0, Qt::AlignTop);
        grid->addLayout(words, i, 1);
        m_lines << line;
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    column->addWidget(makeLabel(tr("Test"), Type::Title));
    column->addLayout(head);
    column->addLayout(grid);
    connect(m_test, &QPushButton::clicked, &m_model, &SettingsViewModel::runTests);
    connect(&m_model, &SettingsViewModel::testsChanged, this, &TestCard::refresh);
    connect(&m_model, &SettingsViewModel::changed, this, &TestCard::refresh);
    refresh();
}

void TestCard::refresh()
{
    m_hint->setText(m_model.testHint());
    m_test->setEnabled(m_model.canTest());
    const QList<TestRow> rows = m_model.tests();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const TestRow &row = rows.at(i);
        m_lines.at(i).label->setVisible(row.applies);
        m_lines.at(i).state->setNotice(row.applies ? row.state : Notice{});
        m_lines.at(i).state->setAccessibleName(u"%1: %2 %3"_s.arg(row.label, row.state.text, row.next));
        m_lines.at(i).next->setText(row.next);
        m_lines.at(i).next->setVisible(row.applies && !row.next.isEmpty());
        m_lines.at(i).detail->setText(row.detail);
        m_lines.at(i).detail->setVisible(row.applies && !row.detail.isEmpty());
    }
}

} // namespace kaunta::ui
