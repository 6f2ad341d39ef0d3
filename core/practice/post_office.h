#pragma once

#include "core/practice/customer_payment.h"

#include <QSet>

namespace kaunta::practice {

//! What M-PESA says to the shop of its own accord: callbacks, results, confirmations, and the question whether a customer may
//! pay.
class PostOffice
{
public:
    //! `stage` must live longer. `changed` is called when an answer came between two calls of work().
    PostOffice(Backstage &stage, Simulator::Deliver deliver, std::function<void()> changed);

    void onValidation(Simulator::AskShop ask) { m_ask = std::move(ask); }
    void onShopPaid(Simulator::ShopPaid listener) { m_shopPaid = std::move(listener); }

    void work();                             //!< everything that is due
    std::optional<qint64> nextDue() const;   //!< nothing to do: nullopt

private:
    void settleDirect();
    void settle(const DirectPayment &payment, bool accepted, const QString &thirdParty);
    void deliverDue();
    void deliver(const Notice &notice);

    Backstage &m_stage;
    Simulator::Deliver m_deliver;
    std::function<void()> m_changed;
    Simulator::AskShop m_ask;
    Simulator::ShopPaid m_shopPaid;
    QSet<QString> m_asking;      //!< receipts about which the shop is thinking
    QSet<qint64> m_delivered;    //!< those that the disk did not take down
    bool m_delivering = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>();   //!< an answer may come when this is gone
};

} // namespace kaunta::practice
