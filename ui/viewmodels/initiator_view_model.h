#pragma once

#include "core/refund/refund_service.h"
#include "ui/viewmodels/decision_view_model.h"

#include <QObject>

namespace kaunta::ui {

//! The stop after M-PESA refused the shop's user for refunds and balances. It stands until a manager says that the user is right
//! now: a few repeats with a wrong password lock that user at M-PESA. One for all pages that need the user.
class InitiatorViewModel final : public QObject
{
    Q_OBJECT
public:
    InitiatorViewModel(refund::RefundService &refunds, const QString &user, QObject *parent = nullptr);
    void setUser(const QString &user) { m_decision.setUser(user); }

    bool isStopped() const { return !m_code.isEmpty(); }
    BarNotice notice() const;             //!< empty: nothing is stopped
    DecisionViewModel &decision() { return m_decision; }
    void openDecision();                  //!< the notice's button
    void refresh();

Q_SIGNALS:
    void changed();

private:
    refund::RefundService &m_refunds;
    DecisionViewModel m_decision;
    QString m_code;
};

} // namespace kaunta::ui
