#pragma once

#include "core/ledger/journal_event.h"
#include "core/ledger/memory_records.h"

namespace kaunta {
class Clock;
class RandomSource;
} // namespace kaunta

namespace kaunta::ledger {

//! A ledger without a disk, for tests and simulation: same rules, same chain, same answers as SqliteLedger (one conformance
//! suite runs over both), gone when the object is gone. Hashes are computed when somebody asks for them.
class MemoryLedger final : public Ledger
{
public:
    MemoryLedger(const Clock &clock, RandomSource &random, QString till = QStringLiteral("A1"));

    Result<Done, LedgerFault> append(const QList<Change> &changes) override;
    Result<Done, LedgerFault> readyToCharge() override;
    Result<Done, LedgerFault> erasePerson(const QString &id, const QString &actor) override;
    void setSetting(const QString &name, const QString &value) override;

    std::optional<SaleRecord> sale(const QString &idOrNumber) const override { return m_tables.sale(idOrNumber); }
    std::optional<ChargeRecord> charge(const QString &id) const override { return m_tables.charge(id); }
    std::optional<ChargeRecord> chargeByKey(const QString &key) const override { return m_tables.chargeByKey(key); }
    std::optional<ChargeRecord> chargeByToken(const QString &callbackToken) const override { return m_tables.chargeByToken(callbackToken); }
    std::optional<PersonRecord> person(const QString &id) const override;
    std::optional<PersonRecord> personByMsisdn(const QString &msisdn) const override;
    std::optional<PaymentRecord> payment(const QString &receipt) const override;
    QList<ChargeRecord> chargesOfSale(const QString &saleId) const override { return m_tables.chargesOfSale(saleId); }
    QList<ChargeRecord> pendingCharges() const override { return m_tables.pendingCharges(); }
    QList<ChargeRecord> chargesOfPerson(const QString &personId, const QDateTime &since) const override
    {
        return m_tables.chargesOfPerson(personId, since);
    }
    QList<ChargeRecord> chargesSince(const QDateTime &since, int limit) const override { return m_tables.chargesSince(since, limit); }
    QList<EventRecord> eventsOf(const QString &subject) const override;
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const override { return m_tables.wireReferenceUsed(reference, since); }
    int saleCount() const override { return m_tables.saleCount(); }
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
    QList<UserRecord> users() const override { return m_records.users(); }
    std::optional<UserRecord> user(const QString &name) const override { return m_records.user(name); }
    std::optional<PinRecord> pin(const QString &userId) const override { return m_records.pin(userId); }
    std::optional<ClaimRecord> claim(const QString &code) const override { return m_records.claim(code); }
    QList<ClaimRecord> claims(ClaimRecord::State state, int limit) const override { return m_records.claims(state, limit); }
    QString setting(const QString &name) const override { return m_settings.value(name); }
    Head head() const override;
    bool holds(const Head &head) const override;

    //! Every event so far, hashed: what a test compares.
    QList<JournalEvent> events() const;

    //! What a broken disk does, for tests: append() (and erasePerson()) resp. readyToCharge() fail until it is cleared.
    void failAppends(std::optional<LedgerError> error) { m_appendError = error; }
    void failReadyToCharge(std::optional<LedgerError> error) { m_readyError = error; }
    void failSettings(bool fails) { m_settingsFail = fails; }   //!< setSetting() writes nothing

private:
    struct Entry {
        QDateTime at;
        NewEvent event; //!< rows included
    };
    std::optional<LedgerFault> appendOne(const Change &change, MemoryTables::Undo &undo);
    std::optional<LedgerFault> put(const JournalRows &rows, MemoryTables::Undo &undo);
    void write(const NewEvent &event, MemoryTables::Undo &undo);
    void chain() const;
    PersonOf persons() const;
    template <class Stored>
    auto allShown(const QList<Stored> &stored) const;
    template <class Stored>
    auto oneShown(const std::optional<Stored> &stored) const;

    const Clock &m_clock;
    RandomSource &m_random;
    QString m_till;
    MemoryTables m_tables;
    MemoryRecords m_records{m_tables};
    std::vector<Entry> m_entries;
    QHash<QString, QList<qsizetype>> m_entriesOf;
    mutable std::vector<JournalEvent> m_chained; //!< a prefix of m_entries
    QHash<QString, QString> m_settings;
    std::optional<LedgerError> m_appendError;
    std::optional<LedgerError> m_readyError;
    bool m_settingsFail = false;
};

} // namespace kaunta::ledger
