#include "tests/core/ledger/ledger_samples.h"

#include "core/ledger/record_json.h"

#include <QJsonDocument>

namespace kaunta::ledger::test {

namespace {

QString line(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void add(QStringList &lines, const char *what, const QList<ChargeRecord> &charges)
{
    for (const ChargeRecord &charge : charges)
        lines += QLatin1StringView(what) + u": "_s + line(toJson(charge));
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
    lines += QString::number(ledger.saleCount());
    lines += QString::number(ledger.head().seq) + QString::fromLatin1(ledger.head().hash.toHex());
    return lines;
}

} // namespace kaunta::ledger::test
