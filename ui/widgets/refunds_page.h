#pragma once

#include "ui/viewmodels/initiator_view_model.h"
#include "ui/viewmodels/refund_view_model.h"
#include "ui/viewmodels/refunds_view_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedLayout;

namespace kaunta::ui {

class ActionButton;
class InlineBar;
class RefundDetailPanel;
class RefundFlowPage;
class RowTable;
class TotalsStrip;

//! The shop's refunds, and over the list the one that is being made. Typing filters; arrows choose a row, whose story stands beside
//! it; F5 asks M-PESA about it, F6 has a manager decide, F7 begins a new one.
class RefundsPage final : public QWidget
{
    Q_OBJECT
public:
    RefundsPage(RefundsViewModel &model, RefundViewModel &flow, QWidget *parent = nullptr);
    //! Gives the stop of M-PESA's user its place; `initiator` must outlive the page.
    void setInitiator(InitiatorViewModel &initiator);
    //! Brings one refund into the list, whatever filter and period say, and its story beside it.
    void choose(const QString &refundId);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeList();
    void refreshHead();
    void refreshDetail();
    void refreshFlow();
    void focusList();
    void keepSelection();
    void applyMetrics();

    RefundsViewModel &m_model;
    RefundViewModel &m_flow;
    InitiatorViewModel *m_initiator = nullptr;
    QComboBox *m_period;
    QLineEdit *m_filter;
    ActionButton *m_new;
    TotalsStrip *m_totals;
    InlineBar *m_limit;
    RowTable *m_table;
    QLabel *m_empty;
    RefundDetailPanel *m_detail;
    QStackedLayout *m_rows;     //!< the table, or why it is empty
    QWidget *m_body;            //!< rows and story
    QWidget *m_list;
    RefundFlowPage *m_flowPage;
    QStackedLayout *m_stack;    //!< the list, or the refund that is being made
    QString m_chosen;           //!< refund whose row is chosen: it stays so while rows come above it
};

} // namespace kaunta::ui
