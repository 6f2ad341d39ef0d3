#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QFrame>

class QCheckBox;
class QComboBox;

namespace kaunta::ui {

//! Light or dark, text size, motion: in force at once.
class AppearanceCard final : public QFrame
{
    Q_OBJECT
public:
    explicit AppearanceCard(SettingsViewModel &model, QWidget *parent = nullptr);

private:
    void fill();
    void collect();

    SettingsViewModel &m_model;
    QComboBox *m_scheme;
    QComboBox *m_text;
    QCheckBox *m_calm;
};

} // namespace kaunta::ui
