#pragma once

#include "core/ledger/sqlite_connection.h"
#include "core/ledger/sqlite_rows.h"

namespace kaunta::ledger {

//! The answers of a ledger file, over one connection of the calling thread.
class SqliteQueries final : public LedgerReader
{
public:
    SqliteQueries(std::unique_ptr<SqliteConnection> connection, QString till) : m_connection(std::move(connection)), m_till(std::move(till)) {}

    std::optional<SaleRecord> sale(const QString &idOrNumber) const override;
    std::optional<ChargeRecord> charge(const QString &id) const override;
    std::optional<ChargeRecord> chargeByKey(const QString &key) const override;
    std::optional<ChargeRecord> chargeByToken(const QString &callbackToken) const override;
    std::optional<PersonRecord> person(const QString &id) const override;
    std::optional<PersonRecord> personByMsisdn(const QString &msisdn) const override;
    std::optional<PaymentRecord> payment(const QString &receipt) const override;
    QList<ChargeRecord> chargesOfSale(const QString &saleId) const override;
    QList<ChargeRecord> pendingCharges() const override;
    QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const override;
    QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const override;
    QList<EventRecord> eventsOf(const QString &subject) const override;
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const override;
    int saleCount() const override;
    QList<PaymentRecord> paymentsOfSale(const QString &saleId) const override;
    QList<PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const override;
    std::optional<RefundRecord> refund(const QString &id) const override;
    std::optional<RefundRecord> refundByToken(const QString &token) const override;
    QList<RefundRecord> refundsOfReceipt(const QString &receipt) const override;
    QList<RefundRecord> openRefunds() const override;
    QList<RefundRecord> refundsSince(const QDateTime &since, int limit) const override;
    std::optional<EnquiryRecord> enquiry(const QString &id) const override;
    std::optional<EnquiryRecord> enquiryByToken(const QString &token) const override;
    QList<EnquiryRecord> openEnquiries() const override;
    QList<EnquiryRecord> enquiriesOf(EnquiryRecord::Kind kind, int limit) const override;
    QList<UserRecord> users() const override;
    std::optional<UserRecord> user(const QString &name) const override;
    std::optional<PinRecord> pin(const QString &userId) const override;
    std::optional<ClaimRecord> claim(const QString &code) const override;
    QList<ClaimRecord> claims(ClaimRecord::State state, int limit) const override;
    QString setting(const QString &name) const override;
    Head head() const override;
    bool holds(const Head &head) const override;
    std::optional<LedgerFault> readFault() const override { return m_readFault; }

    //! What the writer needs besides.
    std::optional<StoredPerson> storedPerson(const QString &id) const;
    QList<ChargeRecord> everyChargeOfPerson(const QString &personId) const;
    QList<SaleRecord> salesOfPerson(const QString &personId) const;
    PersonOf persons() const;
    bool tokenTaken(const QString &token, const QString &byOtherThan) const; //!< by a refund or an enquiry with another id
    bool userKnown(const QString &id) const;
    SqliteConnection &connection() const { return *m_connection; }
    QString till() const { return m_till; }

private:
    template <class Record, class Read>
    QList<Record> all(const char *sql, const QVariantList &values, Read &&read) const;
    std::optional<ChargeRecord> oneCharge(const char *sql, const QString &name) const;
    QList<PaymentRecord> payments(const char *sql, const QVariantList &values) const;
    QList<RefundRecord> refunds(const char *sql, const QVariantList &values) const;
    QList<EnquiryRecord> enquiries(const char *sql, const QVariantList &values) const;
    void remember(const LedgerFault &fault) const;

    std::unique_ptr<SqliteConnection> m_connection;
    QString m_till;
    mutable std::optional<LedgerFault> m_readFault;
};

} // namespace kaunta::ledger
