#pragma once

#include "core/ledger/phone_veil.h"

#include <QHash>
#include <functional>
#include <set>
#include <vector>

namespace kaunta::ledger {

//! The projections in memory with their rules and indexes. Each put… either refuses and changes nothing, or says how to take
//! it back.
class MemoryTables
{
public:
    using Undo = std::vector<std::function<void()>>; //!< to be run backwards

    std::optional<LedgerFault> putPerson(const StoredPerson &person, Undo &undo);
    std::optional<LedgerFault> putSale(const SaleRecord &record, Undo &undo);
    std::optional<LedgerFault> putCharge(const ChargeRecord &record, Undo &undo);
    std::optional<LedgerFault> putPayment(const PaymentRecord &record, Undo &undo);
    void forgetPerson(const QString &id);

    std::optional<SaleRecord> sale(const QString &idOrNumber) const;
    std::optional<ChargeRecord> charge(const QString &id) const;
    std::optional<ChargeRecord> chargeByKey(const QString &key) const;
    std::optional<ChargeRecord> chargeByToken(const QString &token) const;
    std::optional<StoredPerson> person(const QString &id) const;
    std::optional<StoredPerson> personByMsisdn(const QString &msisdn) const;
    std::optional<PaymentRecord> payment(const QString &receipt) const;
    //! Payments as they stand in the events: see phone_veil.h.
    QList<PaymentRecord> paymentsOfSale(const QString &saleId) const;
    QList<PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const;
    QList<ChargeRecord> chargesOfSale(const QString &saleId) const;
    QList<ChargeRecord> pendingCharges() const;
    QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const;
    QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const;
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const;
    int saleCount() const { return static_cast<int>(m_sales.size()); }

private:
    using Index = std::size_t;
    void link(Index at);
    void unlink(Index at);
    void linkPayment(Index at);
    void unlinkPayment(Index at);
    QList<ChargeRecord> picked(const std::set<Index> &indexes) const;

    std::vector<SaleRecord> m_sales; // in the order in which they came
    std::vector<ChargeRecord> m_charges;
    std::vector<PaymentRecord> m_payments;
    QHash<QString, StoredPerson> m_persons;

    QHash<QString, Index> m_saleById;
    QHash<QString, Index> m_saleByNumber;
    QHash<QString, Index> m_chargeById;
    QHash<QString, Index> m_chargeByKey;
    QHash<QString, Index> m_chargeByToken;
    QHash<QString, Index> m_chargeByEarlierToken;
    QHash<QString, Index> m_paymentByReceipt;
    QHash<QString, std::set<Index>> m_paymentsOfSale;
    std::set<std::pair<qint64, Index>> m_direct; //!< payments without a charge, by `at` in ms; those without a time are not in it
    QHash<QString, QString> m_personByMsisdn;
    QHash<QString, std::set<Index>> m_chargesOfSale;
    QHash<QString, std::set<Index>> m_chargesOfPerson;
    QHash<QString, std::set<Index>> m_chargesByReference;
    std::set<Index> m_pending;
    std::set<std::pair<qint64, Index>> m_byTime; //!< journaledAt in ms; charges without one are not in it
};

} // namespace kaunta::ledger
