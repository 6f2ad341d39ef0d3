#pragma once

#include "ui/viewmodels/claims_view_model.h"
#include "ui/viewmodels/direct_view_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedLayout;

namespace kaunta::ui {

class ActionButton;
class ClaimPage;
class DirectDetailPanel;
class InlineBar;
class RowTable;

//! Payments that nobody asked for, and over the list the code that a customer shows. Typing searches; Enter asks for the sale and
//! Enter there puts the chosen payment on it, so that a hand that is too fast matches nothing; Ctrl+N makes a sale of it, F6 takes
//! the chosen one off again and Ctrl+Z the one that was put on a sale last, F7 is for a code.
class DirectPage final : public QWidget
{
    Q_OBJECT
public:
    DirectPage(DirectViewModel &model, ClaimsViewModel &claims, QWidget *parent = nullptr);

public Q_SLOTS:
    //! From another page: a customer says that this sale is paid. Asks for the code; the list is set for the sale too.
    void openFor(const QString &saleNumber);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeList();
    void applyMetrics();
    void refreshHead();
    void refreshDetail();
    void refreshClaims();
    void keepSelection();
    void focusList();
    void moveRow(int step);
    void undoLast();
    bool onTableKey(QKeyEvent *event);

    DirectViewModel &m_model;
    ClaimsViewModel &m_claims;
    QComboBox *m_which;
    QLineEdit *m_filter;
    InlineBar *m_limit;
    RowTable *m_table;
    QLabel *m_empty;
    InlineBar *m_bar;          //!< under the rows, which stay where they are when it comes
    ActionButton *m_code;
    DirectDetailPanel *m_detail;
    QStackedLayout *m_rows;    //!< the table, or why it is empty
    QWidget *m_list;
    ClaimPage *m_claimPage;
    QStackedLayout *m_stack;   //!< the list, or the code that a customer shows
    QString m_undoNext;        //!< code of the payment to be taken off as soon as the list has it
    QString m_chosen;          //!< code of the payment whose row is chosen: it stays so while rows come above it
};

} // namespace kaunta::ui
