#pragma once

#include "core/ledger/migrations.h"
#include "core/ledger/reserve.h"
#include "core/ledger/sqlite_queries.h"

namespace kaunta {
class Clock;
class RandomSource;
} // namespace kaunta

namespace kaunta::ledger {

struct SqliteLedgerOptions {
    QString path;                                //!< …/ledger.sqlite; its folder must exist
    QString till = QStringLiteral("A1");         //!< whose chain append() continues
    std::chrono::milliseconds busyTimeout{2000}; //!< how long a call waits for another writer before it says Busy
    qint64 reserveBytes = 16LL * 1024 * 1024;    //!< reserve.bin, beside the ledger
    qint64 checkUpTo = 32LL * 1024 * 1024;       //!< files up to this size are checked page by page when opened
    QList<Migration> migrations = embeddedMigrations();
};

//! The ledger of a till in one SQLite file (WAL, synchronous=FULL: an append is one fsync; mode 0600). The files beside it:
//! -wal and -shm while it is open, reserve.bin, backup/. Everything is called on the thread that opened it. It relies on the
//! caller's WriterLock for "one writer"; a second writer would be told Busy or wait its turn, and breaks nothing.
class SqliteLedger final : public Ledger
{
public:
    //! Opens, makes or migrates. Newer, Corrupt, ReadOnly, Full and Busy as the names say; a file that is refused is left as
    //! it was. An empty file beside a reserve is Corrupt: there was a ledger.
    static Result<std::unique_ptr<SqliteLedger>, LedgerFault> open(const SqliteLedgerOptions &options, const Clock &clock, RandomSource &random);
    //! A read-only connection for another thread or process: no lock, sees every append that returned. To be used and
    //! deleted on the thread that opened it. Newer as above; an older file must have been opened by the till once (Other).
    static Result<std::unique_ptr<LedgerReader>, LedgerFault> openReader(const QString &path, const QString &till = QStringLiteral("A1"));

    Result<Done, LedgerFault> append(const QList<Change> &changes) override;
    Result<Done, LedgerFault> readyToCharge() override;
    //! The number is also wiped from the pages of the file, unless a reader holds an older state of it at that moment.
    //! Backups are not touched.
    Result<Done, LedgerFault> erasePerson(const QString &id, const QString &actor) override;
    void setSetting(const QString &name, const QString &value) override;

    //! Writes sales, charges, payments, refunds, enquiries, users and claims again from the events. For support, and for migrations that change them.
    Result<Done, LedgerFault> rebuild();
    QString connectionName() const { return m_read.connection().name(); } //!< for diagnostics and tests

    std::optional<SaleRecord> sale(const QString &idOrNumber) const override { return m_read.sale(idOrNumber); }
    std::optional<ChargeRecord> charge(const QString &id) const override { return m_read.charge(id); }
    std::optional<ChargeRecord> chargeByKey(const QString &key) const override { return m_read.chargeByKey(key); }
    std::optional<ChargeRecord> chargeByToken(const QString &callbackToken) const override { return m_read.chargeByToken(callbackToken); }
    std::optional<PersonRecord> person(const QString &id) const override { return m_read.person(id); }
    std::optional<PersonRecord> personByMsisdn(const QString &msisdn) const override { return m_read.personByMsisdn(msisdn); }
    std::optional<PaymentRecord> payment(const QString &receipt) const override { return m_read.payment(receipt); }
    QList<ChargeRecord> chargesOfSale(const QString &saleId) const override { return m_read.chargesOfSale(saleId); }
    QList<ChargeRecord> pendingCharges() const override { return m_read.pendingCharges(); }
    QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const override
    {
        return m_read.chargesOfPerson(personId, since);
    }
    QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const override { return m_read.chargesSince(since, limit); }
    QList<EventRecord> eventsOf(const QString &subject) const override { return m_read.eventsOf(subject); }
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const override { return m_read.wireReferenceUsed(reference, since); }
    int saleCount() const override { return m_read.saleCount(); }
    QList<PaymentRecord> paymentsOfSale(const QString &saleId) const override { return m_read.paymentsOfSale(saleId); }
    QList<PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const override
    {
        return m_read.directPayments(since, limit, matchedToo);
    }
    std::optional<RefundRecord> refund(const QString &id) const override { return m_read.refund(id); }
    std::optional<RefundRecord> refundByToken(const QString &token) const override { return m_read.refundByToken(token); }
    QList<RefundRecord> refundsOfReceipt(const QString &receipt) const override { return m_read.refundsOfReceipt(receipt); }
    QList<RefundRecord> openRefunds() const override { return m_read.openRefunds(); }
    QList<RefundRecord> refundsSince(const QDateTime &since, int limit) const override { return m_read.refundsSince(since, limit); }
    std::optional<EnquiryRecord> enquiry(const QString &id) const override { return m_read.enquiry(id); }
    std::optional<EnquiryRecord> enquiryByToken(const QString &token) const override { return m_read.enquiryByToken(token); }
    QList<EnquiryRecord> openEnquiries() const override { return m_read.openEnquiries(); }
    QList<EnquiryRecord> enquiriesOf(EnquiryRecord::Kind kind, int limit) const override { return m_read.enquiriesOf(kind, limit); }
    QList<UserRecord> users() const override { return m_read.users(); }
    std::optional<UserRecord> user(const QString &name) const override { return m_read.user(name); }
    std::optional<PinRecord> pin(const QString &userId) const override { return m_read.pin(userId); }
    std::optional<ClaimRecord> claim(const QString &code) const override { return m_read.claim(code); }
    QList<ClaimRecord> claims(ClaimRecord::State state, int limit) const override { return m_read.claims(state, limit); }
    QString setting(const QString &name) const override { return m_read.setting(name); }
    Head head() const override { return m_read.head(); }
    bool holds(const Head &head) const override { return m_read.holds(head); }
    std::optional<LedgerFault> readFault() const override { return m_read.readFault(); }

private:
    SqliteLedger(std::unique_ptr<SqliteConnection> connection, const SqliteLedgerOptions &options, const Clock &clock, RandomSource &random);
    static Result<std::unique_ptr<SqliteLedger>, LedgerFault> openFile(const SqliteLedgerOptions &options, const Clock &clock, RandomSource &random);
    //! In one transaction; after Full the reserve is given back.
    Result<Done, LedgerFault> write(const std::function<Result<Done, LedgerFault>()> &work);
    Result<Done, LedgerFault> probe();
    Result<Done, LedgerFault> stillOurFile() const;

    SqliteQueries m_read;
    Reserve m_reserve;
    QString m_path;
    QByteArray m_identity;
    const Clock &m_clock;
    RandomSource &m_random;
};

} // namespace kaunta::ledger
