#pragma once

#include "ui/viewmodels/direct_view_model.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class FormField;
class StateBadge;

//! One direct payment: what M-PESA told of it, and which sale it is to be put on. Enter in the sale's field puts it there.
class DirectDetailPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit DirectDetailPanel(DirectViewModel &model, QWidget *parent = nullptr);
    void setDetail(const DirectDetail &detail);   //!< without a payment: an invitation to choose one
    bool offersMatch() const { return m_detail.offersMatch; }
    void askForSale();   //!< the focus goes to the sale's field

Q_SIGNALS:
    void matchWanted();
    void newSaleWanted();
    void undoWanted();
    void saleLeft();       //!< Esc in the sale's field, or the payment takes no sale
    void rowWanted(int step);   //!< an arrow there: the next or the previous payment
    void decisionLeft();   //!< its form closed: the focus has to go somewhere

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void applyMetrics();
    void refreshActions();

    DirectViewModel &m_model;
    DirectDetail m_detail;
    QWidget *m_content;
    QScrollArea *m_scroll;
    QLabel *m_nothing;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_payer;
    QLabel *m_says;
    QLabel *m_facts;
    QLabel *m_matched;
    QLabel *m_small;
    QWidget *m_actions;
    QLineEdit *m_sale;
    FormField *m_saleField;
    ActionButton *m_newSale;
    ActionButton *m_match;
    ActionButton *m_undo;
};

} // namespace kaunta::ui
