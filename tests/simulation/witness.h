#pragma once

#include "tests/simulation/sim_till.h"

namespace kaunta::sim {

//! Sees everything that the till tells people, holds it against what M-PESA knows, and remembers it.
class Witness
{
public:
    Witness(World &world, const Mpesa &mpesa) : m_world(world), m_mpesa(mpesa) {}

    //! A new life: its words are heard from now on, and what earlier lives said must still be true of the disk.
    void watch(SimTill &till);
    //! M-PESA was told that a post is kept.
    void acknowledged(const SimTill &till, const QString &path, const QByteArray &body);
    //! The world has been calm for long: nothing may be left open that could be known.
    void judge(SimTill &till);
    //! What the shop says to a payment that has not been made.
    void validated(const SimTill &till, const Paid &payment, const QByteArray &answer);
    //! A life that was busy, after a quiet while.
    void judgeSize(SimTill &till);
    //! The same for all tills that were judged, together.
    void judgeShop();

    //! Orders that cashiers confirmed; not more charges than these may ever be.
    int ordersConfirmed = 0;

private:
    struct Shown {
        sale::Status status = sale::Status::Draft;
        QString receipt;
        bool everDenied = false;   //!< shown as declined or not sent
        bool everPaid = false;
        bool alerted = false;      //!< late money or a conflict was told
    };
    struct ShownRefund {
        refund::Status status = refund::Status::Draft;
        bool everDenied = false;   //!< shown as refused, not sent, or closed by a manager
        bool alerted = false;
    };
    const Prompt *promptOf(const ledger::ChargeRecord &charge) const;   //!< of either attempt
    bool isPaid(const ledger::ChargeRecord &charge) const;
    int pushesOf(const ledger::ChargeRecord &charge) const;
    bool isOf(const Paid &paid, const ledger::ChargeRecord &charge) const;   //!< or straight to the shop: whoever has it
    void onCharge(SimTill &till, const sale::ChargeSnapshot &shot);
    void onRefund(SimTill &till, const refund::RefundSnapshot &shot);
    void checkShown(const ledger::ChargeRecord &charge);
    void checkPaid(const ledger::ChargeRecord &charge);
    void checkDeclined(const ledger::ChargeRecord &charge);

    void judgeCharge(SimTill &till, const ledger::ChargeRecord &charge);
    void judgePending(SimTill &till, const ledger::ChargeRecord &charge);
    void judgeRefund(SimTill &till, const ledger::RefundRecord &refund);
    void judgeRest(SimTill &till);
    void onBalance(const SimTill &till, const enquiry::BalanceSnapshot &balance);
    void judgeMoney(SimTill &till);
    void judgeKept(SimTill &till, const Paid &paid);
    void judgeJournal(SimTill &till);

    World &m_world;
    const Mpesa &m_mpesa;
    QHash<QString, Shown> m_shown;                    //!< by charge
    QHash<QString, ShownRefund> m_refunds;
    QSet<QString> m_used;       //!< receipts that are on a sale, of all tills that were judged
    QSet<QString> m_booked;     //!< receipts that some till knows
    qint64 m_charges = 0;       //!< of all tills
    QHash<QString, ledger::Head> m_heads;   //!< by till: the end of the chain when something was last shown
};

} // namespace kaunta::sim
