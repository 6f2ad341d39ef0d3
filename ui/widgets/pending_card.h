#pragma once

#include "ui/viewmodels/pending_view_model.h"

#include <QFrame>

class QBoxLayout;
class QLabel;

namespace kaunta::ui {

class ActionButton;
class AmountLabel;
class StateBadge;

//! One open charge. Takes the focus itself, so that arrow keys and F5 have a place to be; the edge in the state's colour
//! tells rows apart from across the counter.
class PendingCard final : public QFrame
{
    Q_OBJECT
public:
    explicit PendingCard(QWidget *parent = nullptr);
    void setRow(const PendingRow &row);
    QString chargeId() const { return m_row.chargeId; }
    ActionButton *checkButton() const { return m_check; }

Q_SIGNALS:
    void checkRequested(const QString &chargeId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();

    PendingRow m_row;
    AmountLabel *m_amount;
    StateBadge *m_state;
    QLabel *m_who;
    QLabel *m_says;
    QLabel *m_times;
    ActionButton *m_check;
};

} // namespace kaunta::ui
