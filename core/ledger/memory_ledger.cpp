#include "core/ledger/memory_ledger.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/ledger/involved.h"

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSaltBytes = 32;

LedgerFault played(LedgerError error)
{
    return {error, u"played by the test"_s};
}

void undoAll(const MemoryTables::Undo &undo)
{
    for (auto step = undo.rbegin(); step != undo.rend(); ++step)
        (*step)();
}

} // namespace

MemoryLedger::MemoryLedger(const Clock &clock, RandomSource &random, QString till) : m_clock(clock), m_random(random), m_till(std::move(till)) {}

PersonOf MemoryLedger::persons() const
{
    return [this](const QString &id) { return m_tables.person(id).value_or(StoredPerson{}).record; };
}

template <class Stored>
auto MemoryLedger::allShown(const QList<Stored> &stored) const
{
    QList<decltype(shown(Stored{}, persons()))> records;
    for (const Stored &one : stored)
        records.append(shown(one, persons()));
    return records;
}

template <class Stored>
auto MemoryLedger::oneShown(const std::optional<Stored> &stored) const
{
    return stored ? std::optional(shown(*stored, persons())) : std::nullopt;
}

Result<Done, LedgerFault> MemoryLedger::append(const QList<Change> &changes)
{
    if (m_appendError)
        return Fail{played(*m_appendError)};
    MemoryTables::Undo undo;
    for (const Change &change : changes) {
        if (const auto fault = appendOne(change, undo)) {
            undoAll(undo);
            return Fail{*fault};
        }
    }
    return Done{};
}

std::optional<LedgerFault> MemoryLedger::appendOne(const Change &change, MemoryTables::Undo &undo)
{
    std::optional<StoredPerson> person;
    if (change.person) {
        const auto known = m_tables.person(change.person->id);
        person = StoredPerson{*change.person, known ? known->salt : m_random.bytes(kSaltBytes)};
        if (auto fault = m_tables.putPerson(*person, undo))
            return fault;
    }
    NewEvent event = change.event;
    event.payload = journalPayload(change, person, involvedIn(change, *this), persons());
    const auto rows = rowsOf(event.payload, kEventVersion, persons());
    if (!rows)
        return LedgerFault{LedgerError::Other, u"rows that cannot be read back"_s};
    auto fault = put(*rows, undo);
    if (!fault && change.pin)
        fault = m_records.putPin(*change.pin, undo);
    if (!fault)
        write(event, undo);
    return fault;
}

std::optional<LedgerFault> MemoryLedger::put(const JournalRows &rows, MemoryTables::Undo &undo)
{
    std::optional<LedgerFault> fault;
    if (rows.sale)
        fault = m_tables.putSale(*rows.sale, undo);
    if (!fault && rows.charge)
        fault = m_tables.putCharge(*rows.charge, undo);
    if (!fault && rows.payment)
        fault = m_tables.putPayment(*rows.payment, undo);
    if (!fault && rows.refund)
        fault = m_records.putRefund(*rows.refund, undo);
    if (!fault && rows.enquiry)
        fault = m_records.putEnquiry(*rows.enquiry, undo);
    if (!fault && rows.user)
        fault = m_records.putUser(*rows.user, undo);
    if (!fault && rows.claim)
        fault = m_records.putClaim(*rows.claim, undo);
    return fault;
}

void MemoryLedger::write(const NewEvent &event, MemoryTables::Undo &undo)
{
    m_entriesOf[event.subject].append(static_cast<qsizetype>(m_entries.size()));
    m_entries.push_back({m_clock.nowUtc(), event});
    undo.emplace_back([this, subject = event.subject] {
        m_entriesOf[subject].removeLast();
        m_entries.pop_back();
    });
}

void MemoryLedger::setSetting(const QString &name, const QString &value)
{
    if (!m_settingsFail)
        m_settings[name] = value;
}

Result<Done, LedgerFault> MemoryLedger::readyToCharge()
{
    if (m_readyError)
        return Fail{played(*m_readyError)};
    return Done{};
}

Result<Done, LedgerFault> MemoryLedger::erasePerson(const QString &id, const QString &actor)
{
    if (m_appendError)
        return Fail{played(*m_appendError)};
    if (!m_tables.person(id))
        return Fail{LedgerFault{LedgerError::Other, u"no such person"_s}};
    const auto charges = m_tables.chargesOfPerson(id, QDateTime::fromMSecsSinceEpoch(0));
    if (std::any_of(charges.begin(), charges.end(), [](const ChargeRecord &charge) { return isPending(charge.state); }))
        return Fail{LedgerFault{LedgerError::Other, u"a charge of this person is pending"_s}};
    if (hasOpenRefund(id, *this))
        return Fail{LedgerFault{LedgerError::Other, u"a refund of this person is open"_s}};
    MemoryTables::Undo undo;
    write(personErased(id, actor), undo);
    m_tables.forgetPerson(id);
    return Done{};
}

void MemoryLedger::chain() const
{
    while (m_chained.size() < m_entries.size()) {
        const Entry &entry = m_entries[m_chained.size()];
        const Head before = m_chained.empty() ? Head{} : Head{m_chained.back().seq, m_chained.back().hash};
        m_chained.push_back(nextEvent(before, m_till, entry.at, entry.event));
    }
}

bool MemoryLedger::holds(const Head &head) const
{
    chain();
    return head.seq == 0 || std::any_of(m_chained.begin(), m_chained.end(),
                                        [&](const JournalEvent &event) { return event.seq == head.seq && event.hash == head.hash; });
}

Head MemoryLedger::head() const
{
    chain();
    return m_chained.empty() ? Head{} : Head{m_chained.back().seq, m_chained.back().hash};
}

QList<JournalEvent> MemoryLedger::events() const
{
    chain();
    return {m_chained.begin(), m_chained.end()};
}

QList<EventRecord> MemoryLedger::eventsOf(const QString &subject) const
{
    chain();
    QList<EventRecord> events;
    for (const qsizetype at : m_entriesOf.value(subject)) {
        const JournalEvent &event = m_chained[static_cast<std::size_t>(at)];
        const Entry &entry = m_entries[static_cast<std::size_t>(at)];   // what the text of the payload would be read back as
        events.append({event.seq, entry.at, event.actor, event.subject, event.kind, event.version, entry.event.payload, event.hash});
    }
    return events;
}

std::optional<PersonRecord> MemoryLedger::person(const QString &id) const
{
    return recordOf(m_tables.person(id));
}

std::optional<PersonRecord> MemoryLedger::personByMsisdn(const QString &msisdn) const
{
    return recordOf(m_tables.personByMsisdn(msisdn));
}

std::optional<PaymentRecord> MemoryLedger::payment(const QString &receipt) const
{
    return oneShown(m_tables.payment(receipt));
}

QList<PaymentRecord> MemoryLedger::paymentsOfSale(const QString &saleId) const
{
    return allShown(m_tables.paymentsOfSale(saleId));
}

QList<PaymentRecord> MemoryLedger::directPayments(const QDateTime &since, int limit, bool matchedToo) const
{
    return allShown(m_tables.directPayments(since, limit, matchedToo));
}

std::optional<RefundRecord> MemoryLedger::refund(const QString &id) const
{
    return oneShown(m_records.refund(id));
}

std::optional<RefundRecord> MemoryLedger::refundByToken(const QString &token) const
{
    return oneShown(m_records.refundByToken(token));
}

QList<RefundRecord> MemoryLedger::refundsOfReceipt(const QString &receipt) const
{
    return allShown(m_records.refundsOfReceipt(receipt));
}

QList<RefundRecord> MemoryLedger::openRefunds() const
{
    return allShown(m_records.openRefunds());
}

QList<RefundRecord> MemoryLedger::refundsSince(const QDateTime &since, int limit) const
{
    return allShown(m_records.refundsSince(since, limit));
}

std::optional<EnquiryRecord> MemoryLedger::enquiry(const QString &id) const
{
    return oneShown(m_records.enquiry(id));
}

std::optional<EnquiryRecord> MemoryLedger::enquiryByToken(const QString &token) const
{
    return oneShown(m_records.enquiryByToken(token));
}

QList<EnquiryRecord> MemoryLedger::openEnquiries() const
{
    return allShown(m_records.openEnquiries());
}

QList<EnquiryRecord> MemoryLedger::enquiriesOf(EnquiryRecord::Kind kind, int limit) const
{
    return allShown(m_records.enquiriesOf(kind, limit));
}

} // namespace kaunta::ledger
