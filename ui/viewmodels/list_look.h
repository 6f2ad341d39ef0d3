#pragma once

#include "core/base/clock.h"
#include "core/enquiry/account_service.h"
#include "core/sale/sale_service.h"

#include <QHash>
#include <QObject>

namespace kaunta::ui {

//! Looks for charges in M-PESA's own list of payments, and says for each what came of it. What is found settles the charge by
//! itself; a list that does not hold it proves nothing, and one that M-PESA does not give is never shown as an empty one.
class ListLook final : public QObject
{
    Q_OBJECT
public:
    ListLook(enquiry::AccountService &account, const Clock &clock, const QString &user, QObject *parent = nullptr);
    void setUser(const QString &user) { m_user = user; }

    void look(const QString &chargeId);                      //!< once; further presses are ignored until M-PESA answered
    bool isLooking(const QString &chargeId) const;
    bool wasAsked(const QString &chargeId) const { return m_looks.contains(chargeId); }
    QString words(const sale::ChargeSnapshot &charge) const; //!< empty: not looked for yet
    void forget(const QString &chargeId) { m_looks.remove(chargeId); }

Q_SIGNALS:
    void changed(const QString &chargeId);

private:
    struct Look {
        QString ticket;
        enquiry::PullSnapshot pull;
        QDateTime at;                     //!< of the answer
        std::optional<Failure> refused;   //!< M-PESA was not asked
        bool running = true;
    };
    void onPull(const QString &ticket, const enquiry::PullSnapshot &pull);
    void onRefused(const QString &ticket, const Failure &failure);
    QString chargeOf(const QString &ticket) const;

    enquiry::AccountService &m_account;
    const Clock &m_clock;
    QString m_user;
    QHash<QString, Look> m_looks;   //!< by charge
    int m_tickets = 0;
};

} // namespace kaunta::ui
