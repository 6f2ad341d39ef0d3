#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace kaunta::ui {

class ActionButton;
class FormField;

//! The settings that only the chosen provider has: those that a shop has to look at, and the others behind a button.
class ProviderSettings final : public QWidget
{
    Q_OBJECT
public:
    explicit ProviderSettings(SettingsViewModel &model, QWidget *parent = nullptr);
    //! Puts the cursor where something is wrong; false when nothing is.
    bool focusProblem();

Q_SIGNALS:
    void saveWanted();   //!< Enter in a field

private:
    struct Row {
        SettingRow setting;
        FormField *field = nullptr;
        QComboBox *choice = nullptr;   //!< one of the two
        QLineEdit *edit = nullptr;
    };
    void fill();      //!< another profile or another provider
    Row makeRow(const SettingRow &setting);
    void refresh();

    SettingsViewModel &m_model;
    QVBoxLayout *m_column;
    ActionButton *m_more;
    QList<Row> m_rows;
    bool m_all = false;
};

} // namespace kaunta::ui
