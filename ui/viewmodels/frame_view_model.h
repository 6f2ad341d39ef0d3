#pragma once

#include "core/base/clock.h"
#include "core/refund/refund_service.h"
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
    //! Alerts about refunds as well; `refunds` must outlive the frame or be gone with it.
    void watch(refund::RefundService &refunds);

    //! Nothing was asked yet: neither on nor off line is known.
    bool isConnectionKnown() const { return m_online.has_value(); }
    bool isOnline() const { return m_online.value_or(true); }
    QString connectionWord() const;     //!< "Online", "No connection since 13:40"
    QString clockText() const;          //!< "14:02", on the shop's wall

    //! The most urgent alert; empty: none. Money first come, first shown; trouble with the ledger before it, and what is not about
    //! money in this till after it.
    BarNotice alert() const;
    qsizetype alertCount() const { return m_alerts.size(); }
    void dismissAlert();                //!< a ledger that cannot be written stays until it works again
    bool canDismiss() const;
    void showAlert();                   //!< the notice's button
    void tick();
    //! The till could not open: stands before everything and stays.
    void showTrouble(const Failure &failure);
    bool hasTrouble() const { return m_trouble.has_value(); }
    //! The till works, but M-PESA's results cannot reach it. `canAsk`: payments are followed by questions all the same.
    void showReceiverFailure(bool canAsk);
    //! The till broke off by itself before this start; `note`: the name of the file for whoever supports it.
    void showCrash(const QString &note);

Q_SIGNALS:
    void changed();
    void chargeWanted(const kaunta::sale::ChargeSnapshot &charge);
    void refundWanted(const QString &refundId);

private:
    enum class Rank { Ledger, Money, Shop, Past };   //!< the most urgent first
    struct Entry {
        Rank rank = Rank::Money;
        BarNotice notice;
        bool stays = false;             //!< nobody can close it
        sale::ChargeSnapshot charge = {};   //!< what the button shows; at most one of the two
        QString refundId = {};
    };
    void add(Entry entry);
    void onAlert(const sale::Alert &alert);
    void onOnline(bool online);

    const Clock &m_clock;
    std::optional<bool> m_online;
    QDateTime m_offlineSince;
    QList<Entry> m_alerts;   //!< by rank, then oldest first; of the others than Money the newest alone
    QString m_clockShown;
    std::optional<Failure> m_trouble;
};

} // namespace kaunta::ui
