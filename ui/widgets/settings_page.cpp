#include "ui/widgets/settings_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/appearance_card.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/profile_card.h"
#include "ui/widgets/secrets_card.h"
#include "ui/widgets/test_card.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(SettingsViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_profile(new ProfileCard(model)), m_scroll(named(new QScrollArea, u"settingsScroll"_s, tr("Settings"))), m_columns(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_banner(named(new NoticeRow, u"settingsBanner"_s)), m_undo(named(new ActionButton(tr("Undo changes"), ActionButton::Kind::Quiet), u"undoButton"_s)),
      m_save(named(new ActionButton(tr("Save"), ActionButton::Kind::Primary, tr("⏎")), u"saveButton"_s))
{
    setObjectName(u"settingsPage"_s);
    setAccessibleName(tr("Settings"));
    const Theme &theme = Theme::current();
    auto *right = new QVBoxLayout;
    right->setSpacing(theme.space(3));
    right->addWidget(new SecretsCard(m_model));
    right->addWidget(new TestCard(m_model));
    right->addWidget(new AppearanceCard(m_model));
    right->addStretch();
    m_right = right;
    auto *left = new QVBoxLayout;
    left->addWidget(m_profile);
    left->addStretch();
    auto *all = new QWidget;
    all->setLayout(m_columns);
    m_columns->setContentsMargins(0, 0, theme.space(2), 0);
    m_columns->setSpacing(theme.space(3));
    m_columns->addLayout(left, 1);
    m_columns->addLayout(right, 1);
    fillScroll(m_scroll, all);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme.space(3));
    foot->addWidget(m_banner, 1, Qt::AlignVCenter);
    foot->addStretch();
    foot->addWidget(m_undo);
    foot->addWidget(m_save);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4));
    page->setSpacing(theme.space(3));
    page->addWidget(makeLabel(tr("Settings"), Type::Title));
    page->addWidget(m_scroll, 1);
    page->addLayout(foot);

    connect(m_save, &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_profile, &ProfileCard::saveWanted, this, &SettingsPage::save);
    connect(m_undo, &QPushButton::clicked, &m_model, &SettingsViewModel::undo);
    connect(&m_model, &SettingsViewModel::changed, this, &SettingsPage::refresh);
    refresh();
}

SettingsPage::~SettingsPage()
{
    hide();   // a field that loses the focus tells the model, and the model tells us: while there still is an us
}

void SettingsPage::addCard(QWidget *card)
{
    m_right->insertWidget(m_right->count() - 1, card);   // the last thing is the stretch
}

void SettingsPage::save()
{
    if (!m_model.canSave())
        return;
    m_model.save();
    if (m_profile->focusProblem())   // nobody has to look for the marked field
        m_scroll->ensureWidgetVisible(focusWidget(), 0, Theme::current().space(7));
}

void SettingsPage::refresh()
{
    m_save->setEnabled(m_model.canSave());
    m_undo->setEnabled(m_model.isDirty() || m_model.isNew());
    m_banner->setNotice(m_model.banner());
}

void SettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.open();
}

void SettingsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(width() < Theme::current().px(860) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void SettingsPage::keyPressEvent(QKeyEvent *event)
{
    // Enter where no field took it: the page's one primary action.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat() && m_save->isEnabled())
        save();
    else
        QWidget::keyPressEvent(event);
}

} // namespace kaunta::ui
