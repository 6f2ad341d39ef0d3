#pragma once

#include "ui/viewmodels/claims_view_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedLayout;

namespace kaunta::ui {

class ActionButton;
class FormField;
class InlineBar;
class RowTable;

//! A customer shows a code: for which sale, which code, and what M-PESA says of it. Below stand the codes that M-PESA has not
//! confirmed. Enter looks the code up, F5 asks again about the chosen one, F6 has a manager decide, Esc leaves.
class ClaimPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ClaimPage(ClaimsViewModel &model, QWidget *parent = nullptr);
    void start();   //!< puts the focus where the next key belongs

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void refreshList();
    void showForm();
    void claim();
    QString chosen() const;

    ClaimsViewModel &m_model;
    ClaimsViewModel::Stage m_shown = ClaimsViewModel::Stage::Closed;
    QScrollArea *m_scroll;
    QLineEdit *m_sale;
    QLineEdit *m_code;
    FormField *m_codeField;
    QWidget *m_form;
    QWidget *m_place;      //!< reserved for the answer: nothing moves when it comes
    InlineBar *m_bar;
    QLabel *m_limits;      //!< that a code cannot be looked up
    QLabel *m_listTitle;
    RowTable *m_table;
    QLabel *m_empty;
    QStackedLayout *m_rows;
    ActionButton *m_back;
    ActionButton *m_decide;
    ActionButton *m_again;
    ActionButton *m_look;
};

} // namespace kaunta::ui
