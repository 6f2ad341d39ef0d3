#pragma once

#include "ui/viewmodels/decision_view_model.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class FormField;
class InlineBar;

//! A decision's form, for a narrow column: what it means, the reason, one button for each choice. Hidden while there is nothing to
//! decide; Esc leaves it without deciding.
class DecisionBox final : public QFrame
{
    Q_OBJECT
public:
    explicit DecisionBox(DecisionViewModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    //! It closed itself; the focus has to go somewhere.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void applyMetrics();

    DecisionViewModel &m_model;
    QLabel *m_title;
    QLabel *m_says;
    QLineEdit *m_reason;
    FormField *m_field;
    InlineBar *m_bar;
    ActionButton *m_yes;
    ActionButton *m_no;
    ActionButton *m_leave;
    DecisionViewModel::Stage m_was = DecisionViewModel::Stage::Closed;
};

//! The box at the top of a place that scrolls where it is too small for it.
QScrollArea *makeDecisionScroll(DecisionBox *box);

} // namespace kaunta::ui
