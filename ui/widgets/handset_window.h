#pragma once

#include "ui/viewmodels/handset_view_model.h"

#include <QWidget>

class QLabel;

namespace kaunta::ui {

class ActionButton;
class HandsetKey;
class PinDots;

//! The customer's phone in practice, a small window of its own, drawn like a feature phone. The whole window reads the
//! keyboard: digits type the PIN, Enter sends, Esc cancels, N lets it ring out; P pays the shop without being asked. It comes
//! up without taking the keyboard from the till.
class HandsetWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit HandsetWindow(HandsetViewModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void primary();
    QWidget *makeScreen();
    QWidget *makeKeys();

    HandsetViewModel &m_model;
    QWidget *m_screen;
    QWidget *m_pad;
    QLabel *m_title;
    QLabel *m_time;
    QLabel *m_prompt;
    QLabel *m_ask;
    PinDots *m_dots;
    QLabel *m_problem;
    QLabel *m_queue;
    QLabel *m_hint;
    ActionButton *m_send;
    ActionButton *m_cancel;
    HandsetKey *m_ignore;
    QList<HandsetKey *> m_keys;
};

} // namespace kaunta::ui
