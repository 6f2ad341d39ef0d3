// The names under which states, evidence and events stand in the ledger and on the command line. Never rename one: old
// ledgers hold them.
#include "core/sale/charge_machine.h"

#include <array>

namespace kaunta::sale {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kStatusNames{"draft", "journaled", "prompted", "unknown", "paid", "declined", "not_sent", "conflict", "accepted_by_manager", "closed_by_manager"};
constexpr std::array kEvidenceNames{"", "callback", "query", "pull", "status", "c2b"};
constexpr std::array kEventNames{"charge.confirmed",        "charge.push_accepted",    "charge.push_failed",      "charge.proof_of_payment",
                                 "charge.callback_declined", "charge.callback_unclear", "charge.callback_other_amount", "charge.query_paid",
                                 "charge.query_declined",   "charge.query_pending",    "charge.query_unclear",    "charge.prompt_window_over",
                                 "charge.restarted",        "charge.stopped_waiting",  "charge.manager_accepted", "charge.manager_closed"};
static_assert(kEventNames.size() == std::variant_size_v<Event>);

constexpr std::array<std::pair<Action, const char *>, 3> kAlerts{{
    {Action::AlertLateMoney, "late-money"},
    {Action::AlertConflict, "conflict"},
    {Action::AlertSecondReceipt, "second-receipt"},
}};

template <class Enum, class Names>
Enum fromName(const Names &names, const QString &name, Enum fallback)
{
    for (std::size_t i = 0; i < names.size(); ++i)
        if (name == QLatin1StringView(names[i]))
            return static_cast<Enum>(i);
    return fallback;
}

} // namespace

QString statusName(Status status)
{
    return QString::fromLatin1(kStatusNames[static_cast<std::size_t>(status)]);
}

Status statusFromName(const QString &name)
{
    return fromName(kStatusNames, name, Status::Unknown);   // a name from a later version: not known is the safe reading
}

QString evidenceName(Evidence evidence)
{
    return QString::fromLatin1(kEvidenceNames[static_cast<std::size_t>(evidence)]);
}

Evidence evidenceFromName(const QString &name)
{
    return fromName(kEvidenceNames, name, Evidence::None);
}

QString eventName(const Event &event)
{
    return QString::fromLatin1(kEventNames[event.index()]);
}

QStringList alertNames(const Step &step)
{
    QStringList names;
    for (const Action action : step.actions)
        for (const auto &[alert, name] : kAlerts)
            if (action == alert)
                names << QString::fromLatin1(name);
    return names;
}

Action alertNamed(const QString &name)
{
    for (const auto &[alert, known] : kAlerts)
        if (name == QLatin1StringView(known))
            return alert;
    return Action::AlertConflict;   // a name from a later version: a person must look
}

} // namespace kaunta::sale
