#pragma once

#include "ui/viewmodels/sale_flow.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class ActionStrip;
class AmountLabel;
class InlineBar;
class TonePanel;

//! How a sale ended, or that nobody knows yet.
class ResultPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ResultPage(SaleFlow &flow, QWidget *parent = nullptr);
    void start();

Q_SIGNALS:
    //! This payment shall go back to the customer.
    void refundWanted(const QString &receipt);
    //! The customer says that he paid straight to the till, for this sale.
    void codeWanted(const QString &saleNumber);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refresh();
    void refreshActions();
    void wantRefund();
    void wantCode();

    SaleFlow &m_flow;
    ResultViewModel &m_model;
    QScrollArea *m_scroll;
    TonePanel *m_panel;
    QLabel *m_state;
    AmountLabel *m_amount;
    QLabel *m_says;
    AmountLabel *m_receipt;
    QLabel *m_receiptWord;
    QLabel *m_detail;
    QLabel *m_group;
    QLabel *m_next;
    QLabel *m_say;
    QLabel *m_small;
    InlineBar *m_bar;
    ActionButton *m_check;
    ActionButton *m_code;
    ActionButton *m_refund;
    ActionButton *m_sendAgain;
    ActionButton *m_over;
    ActionButton *m_newSale;
    ActionStrip *m_actions;
};

} // namespace kaunta::ui
