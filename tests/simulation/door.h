#pragma once

#include "core/ledger/ledger.h"
#include "tests/simulation/world.h"

namespace kaunta::sim {

using namespace Qt::StringLiterals;

//! One life of a till's process: everything that it does to the outside passes here. A process that is killed in the middle of a
//! call goes on running as far as C++ is concerned, until the stack is unwound; once the door is shut nothing that it does has any
//! effect, which is what death looks like from outside.
struct Door {
    bool shut = false;
    bool powerCut = false;   //!< the machine went off too
};

//! What a disk does today.
enum class Disk { Works, Full, ReadOnly };

//! The ledger as the engines see it: the real one, behind a disk that fails and a process that dies.
class DoorLedger final : public ledger::Ledger
{
public:
    DoorLedger(World &world, std::shared_ptr<Door> door, ledger::Ledger &inner, const Disk &disk) : m_world(world), m_door(std::move(door)), m_in(inner), m_disk(disk) {}

    Result<Done, ledger::LedgerFault> append(const QList<ledger::Change> &changes) override
    {
        if (const auto fault = broken())
            return Fail{*fault};
        const bool dies = m_world.fires(Fault::KilledAtWrite);
        if (dies && m_world.chance.perMille(500)) {
            m_door->shut = true;
            return Fail{ledger::LedgerFault{}};
        }
        if (m_world.fires(Fault::WriteFails))
            return Fail{ledger::LedgerFault{ledger::LedgerError::Other, u"I/O error"_s}};
        auto written = m_in.append(changes);
        if (written)
            m_acknowledged += changes.size();
        if (dies) {
            m_door->shut = true;
            m_door->powerCut = m_world.chance.perMille(500);
        }
        return written;
    }
    Result<Done, ledger::LedgerFault> readyToCharge() override
    {
        if (const auto fault = broken())
            return Fail{*fault};
        return m_in.readyToCharge();
    }
    Result<Done, ledger::LedgerFault> erasePerson(const QString &id, const QString &actor) override { return m_in.erasePerson(id, actor); }
    void setSetting(const QString &name, const QString &value) override
    {
        if (!broken())
            m_in.setSetting(name, value);
    }

    std::optional<ledger::SaleRecord> sale(const QString &id) const override { return m_in.sale(id); }
    std::optional<ledger::ChargeRecord> charge(const QString &id) const override { return m_in.charge(id); }
    std::optional<ledger::ChargeRecord> chargeByKey(const QString &key) const override { return m_in.chargeByKey(key); }
    std::optional<ledger::ChargeRecord> chargeByToken(const QString &token) const override { return m_in.chargeByToken(token); }
    std::optional<ledger::PersonRecord> person(const QString &id) const override { return m_in.person(id); }
    std::optional<ledger::PersonRecord> personByMsisdn(const QString &msisdn) const override { return m_in.personByMsisdn(msisdn); }
    std::optional<ledger::PaymentRecord> payment(const QString &receipt) const override { return m_in.payment(receipt); }
    QList<ledger::ChargeRecord> chargesOfSale(const QString &id) const override { return m_in.chargesOfSale(id); }
    QList<ledger::ChargeRecord> pendingCharges() const override { return m_in.pendingCharges(); }
    QList<ledger::ChargeRecord> chargesOfPerson(const QString &id, const QDateTime &since) const override { return m_in.chargesOfPerson(id, since); }
    QList<ledger::ChargeRecord> chargesSince(const QDateTime &since, int limit) const override { return m_in.chargesSince(since, limit); }
    QList<ledger::EventRecord> eventsOf(const QString &subject) const override { return m_in.eventsOf(subject); }
    bool wireReferenceUsed(const QString &reference, const QDateTime &since) const override { return m_in.wireReferenceUsed(reference, since); }
    int saleCount() const override { return m_in.saleCount(); }
    QList<ledger::PaymentRecord> paymentsOfSale(const QString &id) const override { return m_in.paymentsOfSale(id); }
    QList<ledger::PaymentRecord> directPayments(const QDateTime &since, int limit, bool matchedToo) const override { return m_in.directPayments(since, limit, matchedToo); }
    std::optional<ledger::RefundRecord> refund(const QString &id) const override { return m_in.refund(id); }
    std::optional<ledger::RefundRecord> refundByToken(const QString &token) const override { return m_in.refundByToken(token); }
    QList<ledger::RefundRecord> refundsOfReceipt(const QString &receipt) const override { return m_in.refundsOfReceipt(receipt); }
    QList<ledger::RefundRecord> openRefunds() const override { return m_in.openRefunds(); }
    QList<ledger::RefundRecord> refundsSince(const QDateTime &since, int limit) const override { return m_in.refundsSince(since, limit); }
    std::optional<ledger::EnquiryRecord> enquiry(const QString &id) const override { return m_in.enquiry(id); }
    std::optional<ledger::EnquiryRecord> enquiryByToken(const QString &token) const override { return m_in.enquiryByToken(token); }
    QList<ledger::EnquiryRecord> openEnquiries() const override { return m_in.openEnquiries(); }
    QList<ledger::EnquiryRecord> enquiriesOf(ledger::EnquiryRecord::Kind kind, int limit) const override { return m_in.enquiriesOf(kind, limit); }
    QList<ledger::UserRecord> users() const override { return m_in.users(); }
    std::optional<ledger::UserRecord> user(const QString &name) const override { return m_in.user(name); }
    std::optional<ledger::PinRecord> pin(const QString &id) const override { return m_in.pin(id); }
    std::optional<ledger::ClaimRecord> claim(const QString &code) const override { return m_in.claim(code); }
    QList<ledger::ClaimRecord> claims(ledger::ClaimRecord::State state, int limit) const override { return m_in.claims(state, limit); }
    QString setting(const QString &name) const override { return m_in.setting(name); }
    Head head() const override { return m_in.head(); }
    bool holds(const Head &head) const override { return m_in.holds(head); }
    std::optional<ledger::LedgerFault> readFault() const override { return m_in.readFault(); }

    //! Events that were acknowledged to the engines in this life.
    qint64 acknowledged() const { return m_acknowledged; }

private:
    std::optional<ledger::LedgerFault> broken() const
    {
        if (m_door->shut)
            return ledger::LedgerFault{};
        if (m_disk == Disk::Full)
            return ledger::LedgerFault{ledger::LedgerError::Full, u"disk full"_s};
        if (m_disk == Disk::ReadOnly)
            return ledger::LedgerFault{ledger::LedgerError::ReadOnly, u"read-only"_s};
        return std::nullopt;
    }

    World &m_world;
    std::shared_ptr<Door> m_door;
    ledger::Ledger &m_in;
    const Disk &m_disk;
    qint64 m_acknowledged = 0;
};

} // namespace kaunta::sim
