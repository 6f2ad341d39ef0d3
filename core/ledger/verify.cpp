#include "core/ledger/verify.h"

#include "core/ledger/migrations.h"
#include "core/ledger/record_json.h"
#include "core/ledger/sqlite_queries.h"
#include "core/ledger/sqlite_statements.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QSqlQuery>

namespace kaunta::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kWait = std::chrono::milliseconds(2000);

QByteArray printOf(const QJsonObject &row)
{
    return QCryptographicHash::hash(QJsonDocument(row).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256).first(16);
}

template <class Record>
QByteArray printOf(const Record &record)
{
    return printOf(toJson(record));
}

template <class Stored>
QByteArray printOfStored(const Stored &stored)
{
    QJsonObject row = toJson(stored.record);
    row["payer"_L1] = stored.payer;
    return printOf(row);
}

QByteArray printOf(const StoredRefund &refund)
{
    return printOfStored(refund);
}

QByteArray printOf(const StoredEnquiry &enquiry)
{
    return printOfStored(enquiry);
}

//! Fingerprints of one table as the events leave it.
using Prints = QHash<QString, QByteArray>;

class Walk
{
public:
    Walk(SqliteQueries &file, QString till, std::optional<Head> remembered)
        : m_file(file), m_till(std::move(till)), m_remembered(std::move(remembered))
    {}
    Verdict run();

private:
    void pages();
    void events();
    void event(const JournalEvent &event);
    void link(const JournalEvent &event);
    void rows(const JournalEvent &event);
    void end();
    template <class Read, class Name>
    void compare(const char *sql, Prints prints, Read read, Name name);
    void persons();
    void find(Finding finding, qint64 seq, const QString &subject, const QString &why);
    void readFailed(const LedgerFault &fault);
    bool sound() const { return m_verdict.sound(); }

    SqliteQueries &m_file;
    QString m_till;
    std::optional<Head> m_remembered;
    Verdict m_verdict;
    QString m_chain; //!< till of the event before
    Head m_last;     //!< of that chain
    bool m_metRemembered = false;
    Prints m_sales;
    Prints m_charges;
    Prints m_payments;
    Prints m_refunds;
    Prints m_enquiries;
    Prints m_users;
    Prints m_claims;
    Prints m_persons;
};

void Walk::find(Finding finding, qint64 seq, const QString &subject, const QString &why)
{
    if (!sound())
        return;
    m_verdict.finding = finding;
    m_verdict.seq = seq;
    m_verdict.till = m_chain;
    m_verdict.subject = subject;
    m_verdict.why = why;
}

void Walk::readFailed(const LedgerFault &fault)
{
    find(Finding::Damaged, m_last.seq, {}, fault.detail);
    m_verdict.fault = fault;
}

Verdict Walk::run()
{
    pages();
    events();
    m_verdict.head = m_file.head();
    persons(); // first: a changed number also changes rows, and is the better name for it
    compare(sql::kEverySale, m_sales, saleOf, [](const SaleRecord &sale) { return sale.id; });
    const auto soundCharge = [](const QSqlQuery &row) {
        auto charge = chargeOf(row);
        return charge && storedPending(row) == isPending(charge->state) ? charge : std::nullopt;
    };
    compare(sql::kEveryCharge, m_charges, soundCharge, [](const ChargeRecord &charge) { return charge.id; });
    compare(sql::kEveryPayment, m_payments, paymentOf, [](const PaymentRecord &payment) { return payment.receipt; });
    compare(sql::kEveryRefund, m_refunds, refundOf, [](const StoredRefund &refund) { return refund.record.id; });
    compare(sql::kEveryEnquiry, m_enquiries, enquiryOf, [](const StoredEnquiry &enquiry) { return enquiry.record.id; });
    compare(sql::kEveryUser, m_users, userOf, [](const UserRecord &user) { return user.id; });
    compare(sql::kEveryClaim, m_claims, claimOf, [](const ClaimRecord &claim) { return claim.code; });
    end();
    return m_verdict;
}

void Walk::pages()
{
    QString text;
    const auto checked = m_file.connection().each("PRAGMA integrity_check(1)", {}, [&](const QSqlQuery &row) { text = row.value(0).toString(); });
    if (!checked)
        readFailed(checked.error());
    else if (text != "ok"_L1)
        readFailed({LedgerError::Corrupt, text});
}

void Walk::events()
{
    if (!sound())
        return;
    const auto read = m_file.connection().each(sql::kEveryEvent, {}, [&](const QSqlQuery &row) {
        if (!sound())
            return;
        if (const auto known = eventOf(row))
            event(*known);
    });
    if (!read)
        readFailed(read.error());
}

void Walk::event(const JournalEvent &event)
{
    if (event.till != m_chain) {
        m_chain = event.till;
        m_last = {};
    }
    link(event);
    if (!sound())
        return;
    rows(event);
    m_last = {event.seq, event.hash};
    ++m_verdict.events;
}

void Walk::link(const JournalEvent &event)
{
    const qint64 expected = m_last.seq + 1;
    if (event.seq != expected)
        find(Finding::BrokenLink, expected, {}, u"event %1 is missing: %2 follows %3"_s.arg(expected).arg(event.seq).arg(m_last.seq));
    else if (event.prevHash != m_last.hash)
        find(Finding::BrokenLink, event.seq, {}, u"event %1 does not follow the event before it"_s.arg(event.seq));
    else if (eventHash(event) != event.hash)
        find(Finding::BrokenLink, event.seq, {}, u"event %1 is not what was journaled: its hash does not fit"_s.arg(event.seq));
    if (!sound() || !m_remembered || event.till != m_till || event.seq != m_remembered->seq)
        return;
    m_metRemembered = true;
    if (event.hash != m_remembered->hash)
        find(Finding::OtherChain, event.seq, {}, u"event %1 is not the one that this till remembers"_s.arg(event.seq));
}

void Walk::rows(const JournalEvent &event)
{
    const auto rows = rowsOf(QJsonDocument::fromJson(event.payload).object(), event.version, m_file.persons());
    if (!rows) {
        find(Finding::BrokenLink, event.seq, {}, u"event %1 cannot be read"_s.arg(event.seq));
        return;
    }
    if (rows->sale)
        m_sales[rows->sale->id] = printOf(*rows->sale);
    if (rows->charge)
        m_charges[rows->charge->id] = printOf(*rows->charge);
    if (rows->payment)
        m_payments[rows->payment->receipt] = printOf(*rows->payment);
    if (rows->refund)
        m_refunds[rows->refund->record.id] = printOf(*rows->refund);
    if (rows->enquiry)
        m_enquiries[rows->enquiry->record.id] = printOf(*rows->enquiry);
    if (rows->user)
        m_users[rows->user->id] = printOf(*rows->user);
    if (rows->claim)
        m_claims[rows->claim->code] = printOf(*rows->claim);
    if (rows->person)
        m_persons[rows->person->id] = rows->person->digest;
}

template <class Read, class Name>
void Walk::compare(const char *sql, Prints prints, Read read, Name name)
{
    if (!sound())
        return;
    const auto done = m_file.connection().each(sql, {}, [&](const QSqlQuery &row) {
        const auto record = read(row);
        const QString subject = record ? name(*record) : row.value(0).toString();
        const auto known = prints.constFind(subject);
        if (known == prints.constEnd())
            find(Finding::RowsDiffer, m_last.seq, subject, u"a row that no event knows"_s);
        else if (!record || printOf(*record) != *known)
            find(Finding::RowsDiffer, m_last.seq, subject, u"a row is not what its last event says"_s);
        else
            prints.erase(known);
    });
    if (!done)
        readFailed(done.error());
    else if (sound() && !prints.isEmpty())
        find(Finding::RowsDiffer, m_last.seq, prints.constBegin().key(), u"a row that the events know is not there"_s);
}

void Walk::persons()
{
    if (!sound())
        return;
    const auto done = m_file.connection().each(sql::kEveryPerson, {}, [&](const QSqlQuery &row) {
        const auto person = personOf(row);
        if (!person)
            return;
        const QByteArray journaled = m_persons.take(person->record.id);
        if (journaled.isEmpty())
            find(Finding::PersonDiffers, m_last.seq, person->record.id, u"a person that no event knows"_s);
        else if (journaled != personDigest(*person))
            find(Finding::PersonDiffers, m_last.seq, person->record.id, u"a phone number or name is not the one that was journaled"_s);
    });
    if (!done)
        readFailed(done.error());
    for (auto it = m_persons.constBegin(); sound() && it != m_persons.constEnd(); ++it) {
        if (!it.value().isEmpty()) // empty: erased, and journaled so
            find(Finding::PersonDiffers, m_last.seq, it.key(), u"a person is gone without a word in the journal"_s);
    }
}

//! The end of the chain is judged last: rows that know more than the events tell a cut tail from an older file.
void Walk::end()
{
    const bool rowsDiffer = m_verdict.finding == Finding::RowsDiffer || m_verdict.finding == Finding::PersonDiffers;
    if ((!sound() && !rowsDiffer) || !m_remembered || m_remembered->seq == 0 || m_metRemembered)
        return;
    const Verdict before = m_verdict;
    m_verdict.finding = Finding::Sound;
    m_chain = m_till;
    const QString end = u"the journal ends with event %1, this till remembers %2"_s.arg(before.head.seq).arg(m_remembered->seq);
    if (rowsDiffer)
        find(Finding::CutTail, before.head.seq, before.subject, end + u": events at the end were taken out"_s);
    else
        find(Finding::OlderFile, before.head.seq, {}, end + u": an older copy of the file was put back"_s);
}

} // namespace

Verdict verify(const QString &path, const QString &till, const std::optional<Head> &remembered)
{
    Verdict refused;
    refused.finding = Finding::CannotRead;
    refused.till = till;
    const auto cannotRead = [&](const LedgerFault &fault) {
        refused.fault = fault;
        refused.why = fault.detail;
        if (fault.error == LedgerError::Corrupt)
            refused.finding = Finding::Damaged;
        return refused;
    };
    if (!QFileInfo::exists(path))
        return cannotRead({LedgerError::Other, u"there is no such file"_s});
    auto connection = SqliteConnection::open(path, SqliteConnection::Mode::Read, kWait);
    if (!connection)
        return cannotRead(connection.error());
    const int latest = embeddedMigrations().last().version;
    const auto version = ledgerVersion(**connection, latest);
    if (!version)
        return cannotRead(version.error());
    if (*version != latest)
        return cannotRead({*version == 0 ? LedgerError::Corrupt : LedgerError::Other, u"the file holds no ledger of this version"_s});
    SqliteQueries file(std::move(connection).value(), till);
    Transaction snapshot(file.connection());
    if (auto begun = snapshot.beginReading(); !begun)
        return cannotRead(begun.error());
    return Walk(file, till, remembered).run();
}

QString findingName(Finding finding)
{
    switch (finding) {
    case Finding::Sound:
        return u"sound"_s;
    case Finding::CannotRead:
        return u"cannot-read"_s;
    case Finding::Damaged:
        return u"damaged"_s;
    case Finding::BrokenLink:
        return u"broken-link"_s;
    case Finding::CutTail:
        return u"cut-tail"_s;
    case Finding::OlderFile:
        return u"older-file"_s;
    case Finding::OtherChain:
        return u"other-chain"_s;
    case Finding::RowsDiffer:
        return u"rows-differ"_s;
    case Finding::PersonDiffers:
        return u"person-differs"_s;
    }
    Q_UNREACHABLE();
}

} // namespace kaunta::ledger
