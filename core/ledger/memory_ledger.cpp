#include "core/ledger/memory_ledger.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/random.h"

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSaltBytes = 32;

LedgerFault played(LedgerError error)
{
    return {error, u"played by the test"_s};
}

std::optional<PersonRecord> recordOf(const std::optional<StoredPerson> &person)
{
    return person ? std::optional(person->record) : std::nullopt;
}

void undoAll(const MemoryTables::Undo &undo)
{
    for (auto step = undo.rbegin(); step != undo.rend(); ++step)
        (*step)();
}

} // namespace

MemoryLedger::MemoryLedger(const Clock &clock, RandomSource &random, QString till) : m_clock(clock), m_random(random), m_till(std::move(till)) {}

PhoneOf MemoryLedger::phoneOf() const
{
    return [this](const QString &id) { return m_tables.person(id).value_or(StoredPerson{}).record.msisdn; };
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
    const auto subject = m_tables.charge(event.subject);
    event.payload = journalPayload(change, person, subject ? subject->personId : QString(), phoneOf());
    const auto rows = rowsOf(event.payload, phoneOf());
    if (!rows)
        return LedgerFault{LedgerError::Other, u"rows that cannot be read back"_s};
    std::optional<LedgerFault> fault;
    if (rows->sale)
        fault = m_tables.putSale(*rows->sale, undo);
    if (!fault && rows->charge)
        fault = m_tables.putCharge(*rows->charge, undo);
    if (!fault && rows->payment)
        fault = m_tables.putPayment(*rows->payment, undo);
    if (!fault)
        write(event, undo);
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
    for (const qsizetype at : m_entriesOf.value(subject))
        events.append(ledger::recordOf(m_chained[static_cast<std::size_t>(at)]));
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

} // namespace kaunta::ledger
