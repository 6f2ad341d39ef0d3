#pragma once

#include "tests/simulation/witness.h"

namespace kaunta::sim {

//! The people of one run: customers, cashiers with their double clicks and second thoughts, and a manager.
class Shop
{
public:
    Shop(World &world, Storage storage, Provider provider);
    ~Shop();

    //! Lives through the day: trouble until `steps` were taken (nothing: until the shop closes), then calm, then the next morning.
    void run(std::optional<qint64> steps);

private:
    void open();
    void live(qint64 until, std::optional<qint64> steps);
    void settle();
    void weather();
    void registerAddress();
    void post(const QString &url, const QByteArray &body, qint64 after, const Mpesa::Kept &kept);
    void deliver(const QString &url, const QByteArray &body, const Mpesa::Kept &kept);
    std::optional<QByteArray> validate(const QString &url, const QByteArray &body, const Paid &payment);
    SimTill *tillOf(const QString &url);
    void restart(SimTill &till, qint64 after);
    void mustStart(SimTill &till);

    void act(SimTill &till);
    void sell(SimTill &till);
    void clickTwice(SimTill &till);
    void sendAgain(SimTill &till);
    void pressKeys(SimTill &till);
    void askManager(SimTill &till);
    void refund(SimTill &till);
    void sortDirectPayments(SimTill &till);
    void showCode(SimTill &till);
    void payDirectly(SimTill &till);
    void askBalance(SimTill &till);
    void order(SimTill &till, const sale::ChargeOrder &order);
    QString ticket() { return u"t%1"_s.arg(++m_tickets); }

    World &m_world;
    Mpesa m_mpesa;
    Witness m_witness;
    std::vector<std::unique_ptr<SimTill>> m_tills;
    QStringList m_customers;
    QHash<QString, sale::ChargeOrder> m_lastOrder;   //!< by till
    Storage m_storage;
    int m_ordersLeft = 0;
    int m_tickets = 0;
    qint64 m_lastPost = 0;
    bool m_open = true;
};

} // namespace kaunta::sim
