// Names of the machine's states and events: in the ledger, in lines of the command line. Never changed once released.
#include "core/refund/refund_machine.h"

namespace kaunta::refund {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kStatusNames[] = {"draft", "journaled", "accepted", "unknown", "done", "refused", "not_sent", "conflict", "done_by_manager", "closed_by_manager"};
constexpr const char *kEvidenceNames[] = {"", "result", "status"};
constexpr const char *kEventNames[] = {"refund.approved", "refund.accepted", "refund.failed", "refund.done", "refund.refused", "refund.already_reversed",
                                       "refund.unclear", "refund.contradicts", "refund.queue_timeout", "refund.wait_over", "refund.restarted", "refund.manager_done", "refund.manager_closed"};
static_assert(std::size(kEventNames) == std::variant_size_v<Event>);
static_assert(std::size(kStatusNames) == static_cast<std::size_t>(Status::ClosedByManager) + 1);
static_assert(std::size(kEvidenceNames) == static_cast<std::size_t>(Evidence::StatusResult) + 1);

template <class E, std::size_t N>
E fromName(const char *const (&names)[N], const QString &name, E fallback)
{
    for (std::size_t i = 0; i < N; ++i)
        if (name == QLatin1StringView(names[i]))
            return static_cast<E>(i);
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
    for (const Action action : step.actions) {
        if (action == Action::AlertConflict)
            names << QStringLiteral("conflict");
        if (action == Action::AlertLateRefund)
            names << QStringLiteral("late-refund");
    }
    return names;
}

} // namespace kaunta::refund
