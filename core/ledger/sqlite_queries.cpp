#include "core/ledger/sqlite_queries.h"

#include "core/ledger/record_json.h"
#include "core/ledger/sqlite_statements.h"

#include <QLoggingCategory>
#include <QSqlQuery>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcLedger, "kaunta.ledger")

namespace {

template <class Record>
std::optional<Record> first(const QList<Record> &records)
{
    return records.isEmpty() ? std::nullopt : std::optional(records.first());
}

} // namespace

void SqliteQueries::remember(const LedgerFault &fault) const
{
    if (!m_readFault)
        m_readFault = fault;
    qCWarning(lcLedger).noquote() << "the ledger could not be read:" << fault.detail;
}

template <class Record, class Read>
QList<Record> SqliteQueries::all(const char *sql, const QVariantList &values, Read &&read) const
{
    QList<Record> records;
    bool understood = true;
    const auto done = m_connection->each(sql, values, [&](const QSqlQuery &row) {
        if (const auto record = read(row))
            records.append(*record);
        else
            understood = false;
    });
    if (!done)
        remember(done.error());
    else if (!understood)
        remember({LedgerError::Corrupt, u"a row that makes no sense"_s});
    return records;
}

std::optional<ChargeRecord> SqliteQueries::oneCharge(const char *sql, const QString &name) const
{
    return name.isEmpty() ? std::nullopt : first(all<ChargeRecord>(sql, {name}, chargeOf));
}

std::optional<SaleRecord> SqliteQueries::sale(const QString &idOrNumber) const
{
    return first(all<SaleRecord>(sql::kSale, {boundText(idOrNumber), boundText(idOrNumber)}, saleOf));
}

std::optional<ChargeRecord> SqliteQueries::charge(const QString &id) const
{
    return oneCharge(sql::kCharge, id);
}

std::optional<ChargeRecord> SqliteQueries::chargeByKey(const QString &key) const
{
    return oneCharge(sql::kChargeByKey, key);
}

std::optional<ChargeRecord> SqliteQueries::chargeByToken(const QString &callbackToken) const
{
    const auto current = oneCharge(sql::kChargeByToken, callbackToken);
    return current ? current : oneCharge(sql::kChargeByEarlierToken, callbackToken);
}

std::optional<StoredPerson> SqliteQueries::storedPerson(const QString &id) const
{
    return id.isEmpty() ? std::nullopt : first(all<StoredPerson>(sql::kPerson, {id}, personOf));
}

std::optional<PersonRecord> SqliteQueries::person(const QString &id) const
{
    return recordOf(storedPerson(id));
}

std::optional<PersonRecord> SqliteQueries::personByMsisdn(const QString &msisdn) const
{
    return recordOf(first(all<StoredPerson>(sql::kPersonByMsisdn, {boundText(msisdn)}, personOf)));
}

std::optional<PaymentRecord> SqliteQueries::payment(const QString &receipt) const
{
    return first(payments(sql::kPayment, {boundText(receipt)}));
}

QList<PaymentRecord> SqliteQueries::payments(const char *sql, const QVariantList &values) const
{
    QList<PaymentRecord> records = all<PaymentRecord>(sql, values, paymentOf);
    for (PaymentRecord &record : records)
        record = shown(std::move(record), persons());
    return records;
}

QList<PaymentRecord> SqliteQueries::paymentsOfSale(const QString &saleId) const
{
    return payments(sql::kPaymentsOfSale, {boundText(saleId)});
}

QList<PaymentRecord> SqliteQueries::directPayments(const QDateTime &since, int limit, bool matchedToo) const
{
    return payments(matchedToo ? sql::kDirectPayments : sql::kLoosePayments, {since.toMSecsSinceEpoch(), limit});
}

QList<RefundRecord> SqliteQueries::refunds(const char *sql, const QVariantList &values) const
{
    QList<RefundRecord> records;
    for (const StoredRefund &stored : all<StoredRefund>(sql, values, refundOf))
        records.append(shown(stored, persons()));
    return records;
}

std::optional<RefundRecord> SqliteQueries::refund(const QString &id) const
{
    return first(refunds(sql::kRefund, {boundText(id)}));
}

std::optional<RefundRecord> SqliteQueries::refundByToken(const QString &token) const
{
    return token.isEmpty() ? std::nullopt : first(refunds(sql::kRefundByToken, {token, token, token, token}));
}

QList<RefundRecord> SqliteQueries::refundsOfReceipt(const QString &receipt) const
{
    return refunds(sql::kRefundsOfReceipt, {boundText(receipt)});
}

QList<RefundRecord> SqliteQueries::openRefunds() const
{
    return refunds(sql::kOpenRefunds, {});
}

QList<RefundRecord> SqliteQueries::refundsSince(const QDateTime &since, int limit) const
{
    return refunds(sql::kRefundsSince, {since.toMSecsSinceEpoch(), limit});
}

QList<EnquiryRecord> SqliteQueries::enquiries(const char *sql, const QVariantList &values) const
{
    QList<EnquiryRecord> records;
    for (const StoredEnquiry &stored : all<StoredEnquiry>(sql, values, enquiryOf))
        records.append(shown(stored, persons()));
    return records;
}

std::optional<EnquiryRecord> SqliteQueries::enquiry(const QString &id) const
{
    return first(enquiries(sql::kEnquiry, {boundText(id)}));
}

std::optional<EnquiryRecord> SqliteQueries::enquiryByToken(const QString &token) const
{
    return token.isEmpty() ? std::nullopt : first(enquiries(sql::kEnquiryByToken, {token, token}));
}

QList<EnquiryRecord> SqliteQueries::openEnquiries() const
{
    return enquiries(sql::kOpenEnquiries, {});
}

QList<EnquiryRecord> SqliteQueries::enquiriesOf(EnquiryRecord::Kind kind, int limit) const
{
    return enquiries(sql::kEnquiriesOf, {kindName(kind), limit});
}

bool SqliteQueries::tokenTaken(const QString &token, const QString &byOtherThan) const
{
    const auto refund = refundByToken(token);
    const auto enquiry = enquiryByToken(token);
    return (refund && refund->id != byOtherThan) || (enquiry && enquiry->id != byOtherThan);
}

QList<UserRecord> SqliteQueries::users() const
{
    return all<UserRecord>(sql::kEveryUser, {}, userOf);
}

std::optional<UserRecord> SqliteQueries::user(const QString &name) const
{
    return first(all<UserRecord>(sql::kUser, {boundText(name)}, userOf));
}

bool SqliteQueries::userKnown(const QString &id) const
{
    return !all<UserRecord>(sql::kUserById, {boundText(id)}, userOf).isEmpty();
}

std::optional<PinRecord> SqliteQueries::pin(const QString &userId) const
{
    return first(all<PinRecord>(sql::kPin, {boundText(userId)}, pinOf));
}

std::optional<ClaimRecord> SqliteQueries::claim(const QString &code) const
{
    return first(all<ClaimRecord>(sql::kClaim, {boundText(code)}, claimOf));
}

QList<ClaimRecord> SqliteQueries::claims(ClaimRecord::State state, int limit) const
{
    return all<ClaimRecord>(sql::kClaims, {stateName(state), limit}, claimOf);
}

QList<ChargeRecord> SqliteQueries::chargesOfSale(const QString &saleId) const
{
    return all<ChargeRecord>(sql::kChargesOfSale, {boundText(saleId)}, chargeOf);
}

QList<ChargeRecord> SqliteQueries::pendingCharges() const
{
    return all<ChargeRecord>(sql::kPendingCharges, {}, chargeOf);
}

QList<ChargeRecord> SqliteQueries::chargesOfPerson(const QString &personId, const QDateTime &since) const
{
    return all<ChargeRecord>(sql::kChargesOfPerson, {boundText(personId), since.toMSecsSinceEpoch()}, chargeOf);
}

QList<ChargeRecord> SqliteQueries::everyChargeOfPerson(const QString &personId) const
{
    return all<ChargeRecord>(sql::kEveryChargeOfPerson, {boundText(personId)}, chargeOf);
}

QList<SaleRecord> SqliteQueries::salesOfPerson(const QString &personId) const
{
    return all<SaleRecord>(sql::kSalesOfPerson, {boundText(personId)}, saleOf);
}

QList<ChargeRecord> SqliteQueries::chargesSince(const QDateTime &since, int limit) const
{
    return all<ChargeRecord>(sql::kChargesSince, {since.toMSecsSinceEpoch(), limit}, chargeOf);
}

QList<EventRecord> SqliteQueries::eventsOf(const QString &subject) const
{
    return all<EventRecord>(sql::kEventsOf, {boundText(subject)}, [](const QSqlQuery &row) {
        const auto event = eventOf(row);
        return event ? std::optional(ledger::recordOf(*event)) : std::nullopt;
    });
}

bool SqliteQueries::wireReferenceUsed(const QString &reference, const QDateTime &since) const
{
    return !all<int>(sql::kReferenceUsed, {boundText(reference), since.toMSecsSinceEpoch()}, [](const QSqlQuery &) {
                return std::optional(1);
            }).isEmpty();
}

int SqliteQueries::saleCount() const
{
    return first(all<int>(sql::kSaleCount, {}, [](const QSqlQuery &row) { return std::optional(row.value(0).toInt()); })).value_or(0);
}

QString SqliteQueries::setting(const QString &name) const
{
    return first(all<QString>(sql::kSetting, {boundText(name)}, [](const QSqlQuery &row) { return std::optional(row.value(0).toString()); }))
        .value_or(QString());
}

bool SqliteQueries::holds(const Head &head) const
{
    if (head.seq == 0)
        return true;
    const auto hash = first(
        all<QByteArray>(sql::kHashAt, {boundText(m_till), head.seq}, [](const QSqlQuery &row) { return std::optional(row.value(0).toByteArray()); }));
    return hash == head.hash;
}

Head SqliteQueries::head() const
{
    return first(all<Head>(sql::kHead, {boundText(m_till)},
                           [](const QSqlQuery &row) {
                               return std::optional(Head{row.value(0).toLongLong(), row.value(1).toByteArray()});
                           }))
        .value_or(Head{});
}

PersonOf SqliteQueries::persons() const
{
    return [this](const QString &id) { return person(id).value_or(PersonRecord{}); };
}

} // namespace kaunta::ledger
