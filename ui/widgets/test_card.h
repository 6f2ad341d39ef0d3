#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QFrame>

class QLabel;

namespace kaunta::ui {

class ActionButton;
class NoticeRow;

//! Clock, token and passkey: one line each, whose place is there before the test ran.
class TestCard final : public QFrame
{
    Q_OBJECT
public:
    explicit TestCard(SettingsViewModel &model, QWidget *parent = nullptr);

private:
    struct Line {
        QLabel *label = nullptr;
        NoticeRow *state = nullptr;
        QLabel *next = nullptr;
        QLabel *detail = nullptr;
    };
    void refresh();

    SettingsViewModel &m_model;
    QLabel *m_hint;
    ActionButton *m_test;
    QList<Line> m_lines;
};

} // namespace kaunta::ui
