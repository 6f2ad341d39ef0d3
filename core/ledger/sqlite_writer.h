#pragma once

#include "core/ledger/sqlite_queries.h"

namespace kaunta::ledger {

//! Writes rows inside a transaction that somebody else opened. The rules of Change are enforced here and by the schema.
class SqliteWriter
{
public:
    using Outcome = Result<Done, LedgerFault>;
    explicit SqliteWriter(const SqliteQueries &read) : m_read(read), m_connection(read.connection()) {}

    //! One event and its rows. `freshSalt` is used if the person is new.
    Outcome append(const Change &change, const QDateTime &at, const QByteArray &freshSalt);
    //! Journals that the person is erased, and erases.
    Outcome erase(const StoredPerson &person, const QString &actor, const QDateTime &at);
    //! Empties the projections and writes them again from the events.
    Outcome rebuild();

private:
    Outcome put(const JournalRows &rows);
    Outcome putPerson(const StoredPerson &person);
    Outcome putCharge(const ChargeRecord &charge);
    Outcome putRefund(const StoredRefund &refund);
    Outcome putEnquiry(const StoredEnquiry &enquiry);
    Outcome putPin(const PinRecord &pin);
    Outcome tokensFree(const QStringList &tokens, const QString &owner);
    //! For a statement that changes nothing when a rule stands against it: then `otherwise`.
    Outcome putOr(const char *sql, const QVariantList &values, LedgerError otherwise, const QString &why);
    Outcome putEvent(const NewEvent &event, const QDateTime &at);
    Outcome ran(const char *sql, const QVariantList &values);

    const SqliteQueries &m_read;
    SqliteConnection &m_connection;
};

} // namespace kaunta::ledger
