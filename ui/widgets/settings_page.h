#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QWidget>

class QBoxLayout;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class InlineBar;
class NoticeRow;
class ProfileCard;

//! Shop, secrets, test and appearance. Two columns where there is room. Enter saves the profile; Esc takes nothing away.
class SettingsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsPage(SettingsViewModel &model, QWidget *parent = nullptr);
    ~SettingsPage() override;

    //! One more card below the others; the page owns it.
    void addCard(QWidget *card);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void save();
    void refresh();

    SettingsViewModel &m_model;
    ProfileCard *m_profile;
    QScrollArea *m_scroll;
    QBoxLayout *m_columns;
    QBoxLayout *m_right;
    NoticeRow *m_banner;
    ActionButton *m_undo;
    ActionButton *m_save;
};

} // namespace kaunta::ui
