// What the ledger says, without asking anyone: sale list, sale show, pending. Works while the till runs.
#include "app/cli/commands.h"

#include "core/base/clock.h"
#include "core/providers/provider_factory.h"
#include "core/sale/snapshots.h"
#include "ui/viewmodels/state_words.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostListed = 500;

//! The ledger of the chosen profile with the words for what stands in it; empty where nothing was ever charged.
struct Stored {
    Profile profile;
    std::unique_ptr<ledger::LedgerReader> ledger;

    QList<sale::ChargeSnapshot> shots(const QList<ledger::ChargeRecord> &charges) const
    {
        return sale::Snapshots(profile, *ledger, providers::wordsOf(profile).explain, nullptr).of(charges);
    }
};

Result<Stored, Failure> openStored(const Session &session)
{
    const auto profile = session.dataDir().andThen([&](const DataDir &dir) { return session.profile(dir); });
    if (!profile)
        return Fail{profile.error()};
    auto reader = session.reader();
    if (!reader)
        return Fail{reader.error()};
    return Stored{*profile, std::move(reader).value()};
}

void print(const Output &output, const ledger::SaleRecord &sale)
{
    output.object({{u"type"_s, u"sale"_s},
                   {u"sale"_s, sale.id},
                   {u"number"_s, sale.number},
                   {u"due"_s, sale.due.toPlain()},
                   {u"currency"_s, currencyCode(sale.due.currency())},
                   {u"reference"_s, sale.reference},
                   {u"user"_s, sale.user},
                   {u"at"_s, toIso(sale.createdAt)}},
                  u"%1  %2  %3  %4  by %5"_s.arg(toIso(sale.createdAt), sale.number, sale.due.toDisplay(), sale.reference, sale.user));
}

void print(const Output &output, const sale::TimelineEntry &entry)
{
    const QString code = entry.code.isEmpty() ? QString() : u" ("_s + entry.code + u')';
    output.object({{u"type"_s, u"event"_s}, {u"kind"_s, entry.kind}, {u"at"_s, toIso(entry.at)}, {u"code"_s, entry.code}, {u"text"_s, entry.text}},
                  u"    %1  %2%3"_s.arg(ui::exactTime(entry.at), ui::timelineWords(entry), code));
}

} // namespace

int pendingCommand(Session session)
{
    CommandArguments arguments(u"pending"_s, {});
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const auto stored = openStored(session);
    if (!stored)
        return output.failure(stored.error());
    const auto pending = stored->ledger ? stored->shots(stored->ledger->pendingCharges()) : QList<sale::ChargeSnapshot>();
    for (const sale::ChargeSnapshot &charge : pending)
        output.state(charge);
    if (pending.isEmpty())
        output.words(u"Nothing is pending."_s);
    return 0;
}

int saleCommand(Session session)
{
    CommandArguments arguments(u"sale"_s, {{u"limit"_s, u"At most so many, newest first."_s, u"N"_s, u"50"_s}}, {u"list|show"_s, u"ID"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const QStringList words = arguments.words();
    const bool show = words.first() == "show"_L1;
    if ((!show && words.first() != "list"_L1) || words.size() != (show ? 2 : 1))
        return output.failure({FailureCode::Usage, u"sale list, or sale show ID"_s});
    const auto stored = openStored(session);
    if (!stored)
        return output.failure(stored.error());
    if (!show) {
        const int limit = std::clamp(arguments.value(u"limit"_s).toInt(), 1, kMostListed);
        if (!stored->ledger)
            return 0;
        const QDateTime ever = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        for (const sale::ChargeSnapshot &charge : stored->shots(stored->ledger->chargesSince(ever, limit)))
            output.state(charge);
        return 0;
    }
    const auto sale = stored->ledger ? stored->ledger->sale(words.at(1)) : std::nullopt;
    if (!sale)
        return output.failure({FailureCode::NotFound, words.at(1)});
    print(output, *sale);
    for (const sale::ChargeSnapshot &charge : stored->shots(stored->ledger->chargesOfSale(sale->id))) {
        output.state(charge);
        for (const sale::TimelineEntry &entry : charge.timeline)
            print(output, entry);
    }
    return 0;
}

} // namespace kaunta::cli
