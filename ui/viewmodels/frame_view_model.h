#pragma once

#include "core/base/clock.h"
#include "core/sale/sale_service.h"
#include "ui/viewmodels/bar_notice.h"

#include <QObject>
#include <optional>

namespace kaunta::ui {

//! What stands around every page: the connection, the clock, and alerts that must be seen wherever the cashier is.
class FrameViewModel final : public QObject
{
    Q_OBJECT
public:
    FrameViewModel(sale::SaleService &sales, const Clock &clock, QObject *parent = nullptr);

    //! Nothing was asked yet: neither on nor off line is known.
    bool isConnectionKnown() const { return m_online.has_value(); }
    bool isOnline() const { return m_online.value_or(true); }
    QString connectionWord() const;     //!< "Online", "No connection since 13:40"
    QString clockText() const;          //!< "14:02", on the shop's wall

    //! The most urgent alert; empty: none. Money first come, first shown; trouble with the ledger before everything.
    BarNotice alert() const;
    qsizetype alertCount() const { return m_alerts.size(); }
    void dismissAlert();                //!< a ledger that cannot be written stays until it works again
    bool canDismiss() const;
    void showAlert();                   //!< the notice's button
    void tick();
    //! The till could not open: stands before everything and stays.
    void showTrouble(const Failure &failure);
    bool hasTrouble() const { return m_trouble.has_value(); }

Q_SIGNALS:
    void changed();
    void chargeWanted(const kaunta::sale::ChargeSnapshot &charge);

private:
    void onAlert(const sale::Alert &alert);
    void onOnline(bool online);

    const Clock &m_clock;
    std::optional<bool> m_online;
    QDateTime m_offlineSince;
    QList<sale::Alert> m_alerts;   //!< oldest first, ledger trouble in front
    QString m_clockShown;
    std::optional<Failure> m_trouble;
};

} // namespace kaunta::ui
