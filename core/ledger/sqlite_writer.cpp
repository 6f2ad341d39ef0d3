#include "core/ledger/sqlite_writer.h"

#include "core/ledger/involved.h"
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
    event.payload = journalPayload(change, person, involvedIn(change, m_read), m_read.persons());
    if (auto put = putEvent(event, at); !put)
        return put;
    const auto rows = rowsOf(event.payload, kEventVersion, m_read.persons());
    if (!rows)
        return refused(LedgerError::Other, u"rows that cannot be read back"_s);
    const auto done = put(*rows);
    return done && change.pin ? putPin(*change.pin) : done;
}

Outcome SqliteWriter::put(const JournalRows &rows)
{
    Outcome done = Done{};
    if (rows.sale)
        done = ran(sql::kPutSale, valuesOf(*rows.sale));
    if (done && rows.charge)
        done = putCharge(*rows.charge);
    if (done && rows.payment)
        done = putOr(sql::kPutPayment, valuesOf(*rows.payment), LedgerError::Conflict, u"payment.receipt"_s);
    if (done && rows.refund)
        done = putRefund(*rows.refund);
    if (done && rows.enquiry)
        done = putEnquiry(*rows.enquiry);
    if (done && rows.user)
        done = ran(sql::kPutUser, valuesOf(*rows.user));
    if (done && rows.claim)
        done = putOr(sql::kPutClaim, valuesOf(*rows.claim), LedgerError::Conflict, u"claim.code"_s);
    return done;
}

Outcome SqliteWriter::putOr(const char *sql, const QVariantList &values, LedgerError otherwise, const QString &why)
{
    const auto changed = m_connection.run(sql, values);
    if (!changed)
        return Fail{changed.error()};
    return *changed == 1 ? Outcome(Done{}) : refused(otherwise, why);
}

Outcome SqliteWriter::putPerson(const StoredPerson &person)
{
    return putOr(sql::kPutPerson, valuesOf(person), LedgerError::Other, u"a person's number never changes"_s);
}

Outcome SqliteWriter::putCharge(const ChargeRecord &charge)
{
    return putOr(sql::kPutCharge, valuesOf(charge), LedgerError::Other, u"a charge keeps its sale, amount and key"_s);
}

Outcome SqliteWriter::putRefund(const StoredRefund &refund)
{
    const RefundRecord &record = refund.record;
    const auto payment = m_read.payment(record.receipt);
    if (!payment || payment->amount != record.amount)
        return refused(LedgerError::Other, u"a refund is of a payment and of its whole amount"_s);
    const QStringList tokens{record.resultToken, record.timeoutToken, record.earlierResultToken, record.earlierTimeoutToken};
    if (auto free = tokensFree(tokens, record.id); !free)
        return free;
    return putOr(sql::kPutRefund, valuesOf(refund), LedgerError::Other, u"a refund keeps its receipt and amount"_s);
}

Outcome SqliteWriter::putEnquiry(const StoredEnquiry &enquiry)
{
    if (auto free = tokensFree({enquiry.record.resultToken, enquiry.record.timeoutToken}, enquiry.record.id); !free)
        return free;
    return ran(sql::kPutEnquiry, valuesOf(enquiry));
}

//! The schema keeps each column unique; a token must not stand in two columns either.
Outcome SqliteWriter::tokensFree(const QStringList &tokens, const QString &owner)
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].isEmpty() && (tokens.indexOf(tokens[i], i + 1) >= 0 || m_read.tokenTaken(tokens[i], owner)))
            return refused(LedgerError::Conflict, u"token"_s);
    }
    return Done{};
}

Outcome SqliteWriter::putPin(const PinRecord &pin)
{
    if (!m_read.userKnown(pin.userId))
        return refused(LedgerError::Other, u"pin.user_id"_s);
    return ran(sql::kPutPin, valuesOf(pin));
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
    if (hasOpenRefund(person.record.id, m_read))
        return refused(LedgerError::Other, u"a refund of this person is open"_s);
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
    for (const char *sql : {"DELETE FROM claim", "DELETE FROM user", "DELETE FROM enquiry", "DELETE FROM refund", "DELETE FROM payment",
                            "DELETE FROM charge", "DELETE FROM sale"}) {
        if (auto emptied = ran(sql, {}); !emptied)
            return emptied;
    }
    Outcome outcome = Done{};
    const auto read = m_connection.each(sql::kEveryEvent, {}, [&](const QSqlQuery &row) {
        const auto event = eventOf(row);
        if (!outcome || !event)
            return;
        const auto rows = rowsOf(QJsonDocument::fromJson(event->payload).object(), event->version, m_read.persons());
        outcome = rows ? put(*rows) : refused(LedgerError::Corrupt, u"event "_s + QString::number(event->seq) + u" cannot be read"_s);
    });
    if (!read)
        return Fail{read.error()};
    return outcome;
}

} // namespace kaunta::ledger
