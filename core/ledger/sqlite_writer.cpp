#include "core/ledger/sqlite_writer.h"

#include "core/ledger/sqlite_statements.h"

#include <QJsonDocument>
#include <QSqlQuery>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

using Outcome = SqliteWriter::Outcome;

namespace {

Outcome refused(LedgerError error, const QString &why)
{
    return Fail{LedgerFault{error, why}};
}

} // namespace

Outcome SqliteWriter::ran(const char *sql, const QVariantList &values)
{
    return m_connection.run(sql, values).map([](int) { return Done{}; });
}

Outcome SqliteWriter::append(const Change &change, const QDateTime &at, const QByteArray &freshSalt)
{
    std::optional<StoredPerson> person;
    if (change.person) {
        const auto known = m_read.storedPerson(change.person->id);
        person = StoredPerson{*change.person, known ? known->salt : freshSalt};
        if (auto put = putPerson(*person); !put)
            return put;
    }
    NewEvent event = change.event;
    const auto subject = m_read.charge(event.subject);
    event.payload = journalPayload(change, person, subject ? subject->personId : QString(), m_read.phoneOf());
    if (auto put = putEvent(event, at); !put)
        return put;
    const auto rows = rowsOf(event.payload, m_read.phoneOf());
    if (!rows)
        return refused(LedgerError::Other, u"rows that cannot be read back"_s);
    return put(*rows);
}

Outcome SqliteWriter::put(const JournalRows &rows)
{
    if (rows.sale) {
        if (auto put = ran(sql::kPutSale, valuesOf(*rows.sale)); !put)
            return put;
    }
    if (rows.charge) {
        if (auto put = putCharge(*rows.charge); !put)
            return put;
    }
    if (rows.payment)
        return putPayment(*rows.payment);
    return Done{};
}

Outcome SqliteWriter::putPerson(const StoredPerson &person)
{
    const auto changed = m_connection.run(sql::kPutPerson, valuesOf(person));
    if (!changed)
        return Fail{changed.error()};
    return *changed == 1 ? Outcome(Done{}) : refused(LedgerError::Other, u"a person's number never changes"_s);
}

Outcome SqliteWriter::putCharge(const ChargeRecord &charge)
{
    const auto changed = m_connection.run(sql::kPutCharge, valuesOf(charge));
    if (!changed)
        return Fail{changed.error()};
    return *changed == 1 ? Outcome(Done{}) : refused(LedgerError::Other, u"a charge keeps its sale, amount and key"_s);
}

Outcome SqliteWriter::putPayment(const PaymentRecord &payment)
{
    const auto changed = m_connection.run(sql::kPutPayment, valuesOf(payment));
    if (!changed)
        return Fail{changed.error()};
    return *changed == 1 ? Outcome(Done{}) : refused(LedgerError::Conflict, u"payment.receipt"_s);
}

Outcome SqliteWriter::putEvent(const NewEvent &event, const QDateTime &at)
{
    // The head is read in the same transaction: right even if another program wrote since.
    return ran(sql::kPutEvent, valuesOf(nextEvent(m_read.head(), m_read.till(), at, event)));
}

Outcome SqliteWriter::erase(const StoredPerson &person, const QString &actor, const QDateTime &at)
{
    const QList<ChargeRecord> charges = m_read.everyChargeOfPerson(person.record.id);
    if (std::any_of(charges.begin(), charges.end(), [](const ChargeRecord &charge) { return isPending(charge.state); }))
        return refused(LedgerError::Other, u"a charge of this person is pending"_s);
    if (auto put = putEvent(personErased(person.record.id, actor), at); !put)
        return put;
    for (const SaleRecord &sale : m_read.salesOfPerson(person.record.id)) {
        if (auto put = ran(sql::kPutSale, valuesOf(withoutPhone(sale, person.record.msisdn))); !put)
            return put;
    }
    for (const ChargeRecord &charge : charges) {
        const ChargeRecord bare = withoutPhone(charge, person.record.msisdn);
        if (bare.key != charge.key) {
            if (auto dropped = ran(sql::kDropKey, {charge.id}); !dropped)
                return dropped;
        }
        if (auto put = putCharge(bare); !put)
            return put;
    }
    return ran(sql::kForgetPerson, {person.record.id});
}

Outcome SqliteWriter::rebuild()
{
    for (const char *sql : {"DELETE FROM payment", "DELETE FROM charge", "DELETE FROM sale"}) {
        if (auto emptied = ran(sql, {}); !emptied)
            return emptied;
    }
    Outcome outcome = Done{};
    const auto read = m_connection.each(sql::kEveryEvent, {}, [&](const QSqlQuery &row) {
        const auto event = eventOf(row);
        if (!outcome || !event)
            return;
        const auto rows = rowsOf(QJsonDocument::fromJson(event->payload).object(), m_read.phoneOf());
        outcome = rows ? put(*rows) : refused(LedgerError::Corrupt, u"event "_s + QString::number(event->seq) + u" cannot be read"_s);
    });
    if (!read)
        return Fail{read.error()};
    return outcome;
}

} // namespace kaunta::ledger
