#pragma once

#include "core/ledger/memory_tables.h"

namespace kaunta::ledger {

//! The projections in memory that refer to sales, charges and payments: refunds, enquiries, users with their PINs, claims.
//! Each put… either refuses and changes nothing, or says how to take it back.
class MemoryRecords
{
public:
    using Undo = MemoryTables::Undo;
    explicit MemoryRecords(const MemoryTables &tables) : m_tables(tables) {}

    std::optional<LedgerFault> putRefund(const StoredRefund &refund, Undo &undo);
    std::optional<LedgerFault> putEnquiry(const StoredEnquiry &enquiry, Undo &undo);
    std::optional<LedgerFault> putUser(const UserRecord &record, Undo &undo);
    std::optional<LedgerFault> putPin(const PinRecord &record, Undo &undo);
    std::optional<LedgerFault> putClaim(const ClaimRecord &record, Undo &undo);

    std::optional<StoredRefund> refund(const QString &id) const;
    std::optional<StoredRefund> refundByToken(const QString &token) const;
    QList<StoredRefund> refundsOfReceipt(const QString &receipt) const;
    QList<StoredRefund> openRefunds() const;
    QList<StoredRefund> refundsSince(const QDateTime &since, int limit) const;
    std::optional<StoredEnquiry> enquiry(const QString &id) const;
    std::optional<StoredEnquiry> enquiryByToken(const QString &token) const;
    QList<StoredEnquiry> openEnquiries() const;
    QList<StoredEnquiry> enquiriesOf(EnquiryRecord::Kind kind, int limit) const;
    QList<UserRecord> users() const { return {m_users.begin(), m_users.end()}; }
    std::optional<UserRecord> user(const QString &name) const;
    std::optional<PinRecord> pin(const QString &userId) const;
    std::optional<ClaimRecord> claim(const QString &code) const;
    QList<ClaimRecord> claims(ClaimRecord::State state, int limit) const;

private:
    bool tokensAreFree(const QStringList &tokens, const QString &owner) const;
    std::optional<LedgerFault> saleIsKnown(const QString &saleId) const;

    const MemoryTables &m_tables;
    std::vector<StoredRefund> m_refunds; // in the order in which they came; there are few, so that no list needs an index
    std::vector<StoredEnquiry> m_enquiries;
    std::vector<UserRecord> m_users;
    std::vector<ClaimRecord> m_claims;
    QHash<QString, PinRecord> m_pins;
};

} // namespace kaunta::ledger
