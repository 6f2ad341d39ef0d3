#pragma once

#include "ui/viewmodels/payments_view_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace kaunta::ui {

class InlineBar;
class PaymentDetailPanel;
class RowTable;
class TotalsStrip;

//! Today's list (F3). Typing anywhere on it filters; arrows choose a row, whose story stands beside it; Esc shows all again; F7 begins
//! to send the chosen payment back, or shows the refund that there is; Enter brings it to the counter.
class PaymentsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit PaymentsPage(PaymentsViewModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    //! This payment shall go back to the customer; whether it may is asked elsewhere.
    void refundWanted(const QString &receipt);
    //! It went back or is on its way: that refund shall be shown.
    void refundShown(const QString &refundId);
    //! Shall come to the counter.
    void chargeWanted(const kaunta::sale::ChargeSnapshot &charge);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshHead();
    void refreshDetail();
    void keepSelection();
    void sizeDetail(int pageWidth);
    void wantRefund();
    void openChosen();
    void applyMetrics();
    bool onTableKey(QKeyEvent *event);
    bool onFilterKey(QKeyEvent *event);

    PaymentsViewModel &m_model;
    QLabel *m_title;
    QLabel *m_day;
    QLineEdit *m_filter;
    QLabel *m_shown;
    TotalsStrip *m_totals;
    InlineBar *m_limit;
    RowTable *m_table;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    PaymentDetailPanel *m_detail;
    QString m_chosen;   //!< charge whose row is chosen: it stays so while rows come above it
};

} // namespace kaunta::ui
