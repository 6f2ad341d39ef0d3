#include "core/ledger/sqlite_rows.h"

#include "core/ledger/record_json.h"
#include "core/ledger/sqlite_columns.h"

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPendingColumn = 24;

} // namespace

QVariant boundText(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QVariant boundTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QVariantList valuesOf(const SaleRecord &record)
{
    return {boundText(record.id),
            textOrNull(record.number),
            record.due.minor(),
            currencyCode(record.due.currency()),
            boundText(record.user),
            boundText(record.reference),
            boundText(record.description),
            boundText(record.personId),
            boundTime(record.createdAt)};
}

std::optional<SaleRecord> saleOf(const QSqlQuery &row)
{
    Columns columns(row);
    SaleRecord record;
    record.id = columns.text();
    record.number = columns.text();
    record.due = columns.money();
    record.user = columns.text();
    record.reference = columns.text();
    record.description = columns.text();
    record.personId = columns.text();
    record.createdAt = columns.time();
    return columns.whole() ? std::optional(record) : std::nullopt;
}

QVariantList valuesOf(const ChargeRecord &record)
{
    return {boundText(record.id),
            boundText(record.saleId),
            textOrNull(record.key),
            boundText(record.personId),
            record.amount.minor(),
            currencyCode(record.amount.currency()),
            sale::statusName(record.state.status),
            record.state.attempt,
            boundText(sale::evidenceName(record.state.evidence)),
            checkName(record.state.check),
            record.state.stopped ? 1 : 0,
            boundText(record.state.receipt),
            boundText(record.state.reason),
            boundText(record.wireReference),
            textOrNull(record.callbackToken),
            textOrNull(record.earlierToken),
            boundText(record.merchantRequestId),
            boundText(record.checkoutRequestId),
            boundTime(record.journaledAt),
            boundTime(record.acceptedAt),
            boundTime(record.settledAt),
            boundTime(record.lastAskedAt),
            boundText(record.bootId),
            record.journaledSinceBootMs,
            isPending(record.state) ? 1 : 0};
}

std::optional<ChargeRecord> chargeOf(const QSqlQuery &row)
{
    Columns columns(row);
    ChargeRecord record;
    record.id = columns.text();
    record.saleId = columns.text();
    record.key = columns.text();
    record.personId = columns.text();
    record.amount = columns.money();
    record.state.status = columns.known(strictStatus(columns.text()));
    record.state.attempt = static_cast<int>(columns.integer());
    record.state.evidence = columns.known(strictEvidence(columns.text()));
    record.state.check = columns.known(checkFromName(columns.text()));
    record.state.stopped = columns.integer() != 0;
    record.state.receipt = columns.text();
    record.state.reason = columns.text();
    record.wireReference = columns.text();
    record.callbackToken = columns.text();
    record.earlierToken = columns.text();
    record.merchantRequestId = columns.text();
    record.checkoutRequestId = columns.text();
    record.journaledAt = columns.time();
    record.acceptedAt = columns.time();
    record.settledAt = columns.time();
    record.lastAskedAt = columns.time();
    record.bootId = columns.text();
    record.journaledSinceBootMs = columns.integer();
    return columns.whole() ? std::optional(record) : std::nullopt;
}

bool storedPending(const QSqlQuery &chargeRow)
{
    return chargeRow.value(kPendingColumn).toInt() == 1;
}

QVariantList valuesOf(const PaymentRecord &record)
{
    return {boundText(record.receipt),
            textOrNull(record.saleId),
            textOrNull(record.chargeId),
            record.amount.minor(),
            currencyCode(record.amount.currency()),
            boundText(sale::evidenceName(record.evidence)),
            boundTime(record.at),
            boundTime(record.paidAt),
            boundText(record.personId),
            boundText(record.billReference),
            boundText(record.matchedBy),
            boundTime(record.matchedAt)};
}

std::optional<PaymentRecord> paymentOf(const QSqlQuery &row)
{
    Columns columns(row);
    PaymentRecord record;
    record.receipt = columns.text();
    record.saleId = columns.text();
    record.chargeId = columns.text();
    record.amount = columns.money();
    record.evidence = columns.known(strictEvidence(columns.text()));
    record.at = columns.time();
    record.paidAt = columns.time();
    record.personId = columns.text();
    record.billReference = columns.text();
    record.matchedBy = columns.text();
    record.matchedAt = columns.time();
    return columns.whole() ? std::optional(record) : std::nullopt;
}

QVariantList valuesOf(const StoredPerson &person)
{
    return {boundText(person.record.id), boundBytes(person.salt), textOrNull(person.record.msisdn), boundText(person.record.name),
            boundText(person.record.phoneHint)};
}

std::optional<StoredPerson> personOf(const QSqlQuery &row)
{
    Columns columns(row);
    StoredPerson person;
    person.record.id = columns.text();
    person.salt = columns.bytes();
    person.record.msisdn = columns.text();
    person.record.name = columns.text();
    person.record.phoneHint = columns.text();
    return person;
}

QVariantList valuesOf(const JournalEvent &event)
{
    return {boundText(event.till),
            event.seq,
            event.atUtc,
            boundText(event.actor),
            boundText(event.subject),
            boundText(event.kind),
            event.version,
            QString::fromUtf8(event.payload),
            boundBytes(event.prevHash),
            boundBytes(event.hash)};
}

std::optional<JournalEvent> eventOf(const QSqlQuery &row)
{
    Columns columns(row);
    JournalEvent event;
    event.till = columns.text();
    event.seq = columns.integer();
    event.atUtc = columns.text();
    event.actor = columns.text();
    event.subject = columns.text();
    event.kind = columns.text();
    event.version = static_cast<int>(columns.integer());
    event.payload = columns.text().toUtf8();
    event.prevHash = columns.bytes();
    event.hash = columns.bytes();
    return event;
}

} // namespace kaunta::ledger
