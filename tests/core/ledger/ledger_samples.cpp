#include "tests/core/ledger/ledger_samples.h"

#include "core/ledger/record_json.h"

#include <QJsonDocument>

namespace kaunta::ledger::test {

namespace {

QString line(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

template <class Record>
void add(QStringList &lines, const char *what, const QList<Record> &records)
{
    for (const Record &record : records)
        lines += QLatin1StringView(what) + u": "_s + line(toJson(record));
}

template <class Record>
void add(QStringList &lines, const char *what, const std::optional<Record> &record)
{
    if (record)
        add(lines, what, QList<Record>{*record});
}

void addRefundsAndQuestions(QStringList &lines, const LedgerReader &ledger)
{
    add(lines, "loose", ledger.directPayments(at(2500), 10, false));
    add(lines, "direct", ledger.directPayments(at(0), 1000, true));
    add(lines, "open refunds", ledger.openRefunds());
    add(lines, "refunds since", ledger.refundsSince(at(2500), 10));
    add(lines, "open questions", ledger.openEnquiries());
    add(lines, "users", ledger.users());
    for (int i = 0; i < 5; ++i) {
        add(lines, "of kind", ledger.enquiriesOf(static_cast<EnquiryRecord::Kind>(i % 3), 7));
        add(lines, "claims", ledger.claims(static_cast<ClaimRecord::State>(i % 4), 7));
    }
    for (int i = 0; i < RandomShop::kDirect; ++i) {
        const QString n = QString::number(i);
        add(lines, "payment", ledger.payment(u"DR"_s + n));
        add(lines, "of sale", ledger.paymentsOfSale(u"S"_s + n));
        add(lines, "refund", ledger.refund(u"F"_s + n));
        add(lines, "of receipt", ledger.refundsOfReceipt(u"DR"_s + n));
        add(lines, "enquiry", ledger.enquiry(u"Q"_s + n));
        add(lines, "by token", ledger.refundByToken(u"T"_s + n));
        add(lines, "by token", ledger.refundByToken(u"result-F"_s + n));
        add(lines, "by token", ledger.enquiryByToken(u"T"_s + n));
        add(lines, "claim", ledger.claim(u"K"_s + n));
        add(lines, "user", ledger.user(u"user"_s + n));
        if (const auto pin = ledger.pin(u"U"_s + n))
            lines += u"pin: "_s + QString::fromLatin1(pin->salt + pin->hash);
        for (const EventRecord &event : ledger.eventsOf(u"DR"_s + n) + ledger.eventsOf(u"F"_s + n) + ledger.eventsOf(u"Q"_s + n))
            lines += line(event.payload);
    }
}

} // namespace

QStringList everythingIn(const LedgerReader &ledger, const RandomShop &shop)
{
    QStringList lines;
    add(lines, "pending", ledger.pendingCharges());
    add(lines, "since", ledger.chargesSince(at(2500), 100));
    add(lines, "all", ledger.chargesSince(at(0), 1'000'000));
    for (const QString &id : shop.chargeIds()) {
        const auto charge = ledger.charge(id);
        if (!charge)
            continue;
        add(lines, "of sale", ledger.chargesOfSale(charge->saleId));
        for (const auto &found :
             {ledger.chargeByKey(charge->key), ledger.chargeByToken(charge->callbackToken), ledger.chargeByToken(charge->earlierToken)})
            lines += u"found: "_s + (found ? found->id : u"nothing"_s);
        if (const auto sale = ledger.sale(charge->saleId))
            lines += line(toJson(*sale));
        for (const EventRecord &event : ledger.eventsOf(id))
            lines += QString::number(event.seq) + event.kind + line(event.payload) + QString::fromLatin1(event.hash.toHex());
    }
    for (int i = 0; i < RandomShop::kPersons; ++i) {
        add(lines, "of person", ledger.chargesOfPerson(u"P%1"_s.arg(i), at(1000)));
        const auto person = ledger.personByMsisdn(shop.phoneOf(i));
        lines += u"person: "_s + (person ? person->id + person->name : u"nobody"_s);
    }
    for (int i = 0; i < 400; ++i) {
        if (const auto payment = ledger.payment(u"R%1"_s.arg(i)))
            lines += line(toJson(*payment));
        if (ledger.wireReferenceUsed(u"INV%1"_s.arg(i), at(2500)))
            lines += u"used: %1"_s.arg(i);
    }
    addRefundsAndQuestions(lines, ledger);
    lines += QString::number(ledger.saleCount());
    lines += QString::number(ledger.head().seq) + QString::fromLatin1(ledger.head().hash.toHex());
    return lines;
}

} // namespace kaunta::ledger::test
