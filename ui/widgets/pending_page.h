#pragma once

#include "ui/viewmodels/pending_view_model.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace kaunta::ui {

class ActionButton;
class ActionStrip;
class DecisionBox;
class PendingCard;

//! Everything that is open (F9). Up, Down, Home and End walk over the rows; below them stands what can be done about the one with the
//! ring: F5 asks M-PESA, F4 looks in its list, F7 takes a code that the customer shows, F6 asks a manager, Enter opens it.
class PendingPage final : public QWidget
{
    Q_OBJECT
public:
    explicit PendingPage(PendingViewModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Shall come to the counter.
    void chargeWanted(const kaunta::sale::ChargeSnapshot &charge);
    //! Shall be shown among the refunds.
    void refundWanted(const QString &refundId);
    //! The customer shows a code for this sale.
    void codeWanted(const QString &saleNumber);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void rebuild();
    void keepFirst(qsizetype count);
    void insertRow(int row);
    void removeRow(int row);
    void changeRow(int row);
    void refreshHead();
    void refreshActions();
    void choose(const QString &id);
    void openChosen();
    void showCode();
    void focusRow(qsizetype row);
    qsizetype chosenRow() const;
    bool rowHasFocus() const;
    PendingCard *makeRow(int row);
    void applyMetrics();

    PendingViewModel &m_model;
    QLabel *m_headline;
    QLabel *m_summary;
    QLabel *m_limits;               //!< what this way to M-PESA cannot be asked
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QStackedLayout *m_stack;
    QWidget *m_empty;
    QLabel *m_emptyTitle;
    QLabel *m_emptyWords;
    ActionButton *m_more;
    DecisionBox *m_decision;
    QScrollArea *m_side;            //!< the manager's decision, while one is asked for
    ActionButton *m_check;
    ActionButton *m_look;
    ActionButton *m_code;
    ActionButton *m_decide;
    ActionButton *m_open;
    ActionStrip *m_strip;
    QList<PendingCard *> m_cards;   //!< the first rows of the model, at most m_limit
    QString m_chosen;               //!< row that the actions are about: it stays so while rows come and go around it
    int m_limit;
};

} // namespace kaunta::ui
