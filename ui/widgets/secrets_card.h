#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace kaunta::ui {

class ActionButton;
class NoticeRow;

//! Write-only fields: what is typed goes to the keychain and is shown nowhere again.
class SecretsCard final : public QFrame
{
    Q_OBJECT
public:
    explicit SecretsCard(SettingsViewModel &model, QWidget *parent = nullptr);

private:
    struct Row {
        QString key;
        QWidget *box = nullptr;
        QLineEdit *edit = nullptr;
        ActionButton *store = nullptr;
        ActionButton *clear = nullptr;
        QLabel *help = nullptr;   //!< where this provider's shops find it
        NoticeRow *state = nullptr;
    };
    Row makeRow(const SecretRow &secret);
    void refresh();

    SettingsViewModel &m_model;
    NoticeRow *m_hint;
    QList<Row> m_rows;
};

} // namespace kaunta::ui
