#include "ui/viewmodels/refund_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using refund::RefundSnapshot;
using refund::Status;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(RefundWords)
};

QString fromCodes(const char *source)
{
    return source && *source ? QCoreApplication::translate("Codes", source) : QString();
}

QString unknownSays(const RefundSnapshot &refund)
{
    if (!refund.canAsk)
        return Tr::tr("No answer came to the request, so we don't know whether the money went back. Do not refund it in cash. A manager looks at M-PESA's own records and decides.");
    if (!refund.nextCheckAt.isValid())   // the plan is over: no promise that nobody keeps
        return Tr::tr("We don't know whether the money went back. Do not refund it in cash. Check now, or ask a manager.");
    return Tr::tr("We don't know yet whether the money went back. Do not refund it in cash. We keep asking M-PESA.");
}

QString says(const RefundSnapshot &refund)
{
    switch (refund.state.status) {
    case Status::Draft:
        return Tr::tr("Nothing was sent yet.");
    case Status::Journaled:
        return Tr::tr("The request is on its way to M-PESA.");
    case Status::Accepted:
        return Tr::tr("M-PESA took the request, but has not confirmed that the money went back. It takes seconds, sometimes hours. Do not refund it in cash.");
    case Status::Unknown:
        return unknownSays(refund);
    case Status::Done:
        return refund.state.reversalReceipt.isEmpty() ? Tr::tr("M-PESA confirms that the money is back with the customer.")
                                                      : Tr::tr("The money is back with the customer. Receipt of the refund: %1.").arg(refund.state.reversalReceipt);
    case Status::Refused: {
        const QString why = fromCodes(refund.explanation.says);
        const QString next = fromCodes(refund.explanation.next);
        const QString what = why.isEmpty() ? Tr::tr("M-PESA refused it. No money went back.") : why;
        return next.isEmpty() ? what : what + u' ' + next;
    }
    case Status::NotSent:
        return Tr::tr("The request never left this till. No money went back.");
    case Status::Conflict:
        return Tr::tr("M-PESA's answers contradict each other. Do not refund it in cash. A manager decides.");
    case Status::DoneByManager:
        return Tr::tr("A manager decided, without proof, that the money went back.");
    case Status::ClosedByManager:
        return Tr::tr("A manager decided, without proof, that the money did not go back.");
    }
    Q_UNREACHABLE();
}

StepRow lastStep(const RefundSnapshot &refund)
{
    using S = StepRow::State;
    const QString at = exactTime(refund.settledAt);
    switch (refund.state.status) {
    case Status::Draft:
    case Status::Journaled: return {S::Todo, Tr::tr("Money back with the customer"), {}};
    case Status::Accepted: return {S::Active, Tr::tr("Waiting for M-PESA"), {}};
    case Status::Unknown: return {S::Unclear, Tr::tr("Not known yet whether the money went back"), {}};
    case Status::Conflict: return {S::Unclear, Tr::tr("Answers contradict each other"), {}};
    case Status::Done:
        return {S::Done, refund.state.reversalReceipt.isEmpty() ? Tr::tr("Money back with the customer") : Tr::tr("Money back, receipt %1").arg(refund.state.reversalReceipt), at};
    case Status::Refused: return {S::Trouble, Tr::tr("Refused: no money went back"), at};
    case Status::NotSent: return {S::Todo, Tr::tr("No money went back"), {}};
    case Status::DoneByManager: return {S::Unclear, Tr::tr("A manager decided: it went back"), at};
    case Status::ClosedByManager: return {S::Unclear, Tr::tr("A manager decided: it did not go back"), at};
    }
    Q_UNREACHABLE();
}

} // namespace

StateWords refundStateWords(Status status)
{
    switch (status) {
    case Status::Draft: return {Tr::tr("Draft"), Glyph::Refunds, Tone::Neutral};
    case Status::Journaled: return {Tr::tr("Sending"), Glyph::Send, Tone::Waiting};
    case Status::Accepted: return {Tr::tr("Refund pending"), Glyph::Waiting, Tone::Waiting};
    case Status::Unknown: return {Tr::tr("Unknown"), Glyph::Unknown, Tone::Unknown};
    case Status::Done: return {Tr::tr("Refunded"), Glyph::Refunds, Tone::Info};   // green is for money that came
    case Status::Refused: return {Tr::tr("Not refunded"), Glyph::Declined, Tone::Declined};
    case Status::NotSent: return {Tr::tr("Not sent"), Glyph::NotSent, Tone::Declined};
    case Status::Conflict: return {Tr::tr("Conflict"), Glyph::Conflict, Tone::Unknown};
    case Status::DoneByManager: return {Tr::tr("Back, no proof"), Glyph::Manager, Tone::Neutral};
    case Status::ClosedByManager: return {Tr::tr("Not back, no proof"), Glyph::Manager, Tone::Neutral};
    }
    Q_UNREACHABLE();
}

ListedState refundListedState(const RefundSnapshot &refund)
{
    return {refundStateWords(refund.state.status), says(refund)};
}

StateWords refundBesidePayment(Status status)
{
    switch (status) {
    case Status::Journaled:
    case Status::Accepted: return refundStateWords(Status::Accepted);
    case Status::Unknown:
    case Status::Conflict: return {Tr::tr("Refund unknown"), Glyph::Unknown, Tone::Unknown};   // a conflict counts as unknown
    case Status::Done: return refundStateWords(status);
    case Status::DoneByManager: return {Tr::tr("Refund without proof"), Glyph::Manager, Tone::Neutral};
    case Status::Draft:
    case Status::Refused:
    case Status::NotSent:
    case Status::ClosedByManager: return {};
    }
    Q_UNREACHABLE();
}

bool countsAsRefunded(const refund::RefundState &state)
{
    return refund::movedMoneyBack(state.status);
}

bool wantsDecision(const refund::RefundState &state)
{
    return state.status == Status::Unknown || state.status == Status::Conflict;
}

QList<StepRow> refundSteps(const RefundSnapshot &refund)
{
    using S = StepRow::State;
    const Status status = refund.state.status;
    const bool taken = refund.acceptedAt.isValid();
    QList<StepRow> steps{{S::Done, Tr::tr("Asked for and approved"), exactTime(refund.journaledAt)}};
    if (status == Status::Draft)
        steps << StepRow{S::Todo, Tr::tr("Sent to M-PESA"), {}};
    else if (status == Status::Journaled)
        steps << StepRow{S::Active, Tr::tr("Sending to M-PESA"), {}};
    else if (status == Status::NotSent)
        steps << StepRow{S::Trouble, Tr::tr("Never left this till"), exactTime(refund.settledAt)};
    else
        steps << StepRow{S::Done, Tr::tr("Sent to M-PESA"), exactTime(refund.journaledAt)};
    if (taken)
        steps << StepRow{S::Done, Tr::tr("M-PESA took the request"), exactTime(refund.acceptedAt)};
    else if (status == Status::Draft || status == Status::Journaled || status == Status::NotSent)
        steps << StepRow{S::Todo, Tr::tr("M-PESA took the request"), {}};
    else if (status == Status::Refused)
        steps << StepRow{S::Trouble, Tr::tr("M-PESA did not take the request"), exactTime(refund.settledAt)};
    else
        steps << StepRow{S::Unclear, Tr::tr("No answer to the request"), {}};
    steps << lastStep(refund);
    return steps;
}

QString refundTimelineWords(const sale::TimelineEntry &entry)
{
    // Keyed by the journal's names, which never change; a test walks all of them.
    static const QHash<QString, const char *> words{
        {u"refund.approved"_s, QT_TRANSLATE_NOOP("Timeline", "approved and written down, sending to M-PESA")},
        {u"refund.accepted"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA took the request")},
        {u"refund.failed"_s, QT_TRANSLATE_NOOP("Timeline", "sending did not succeed")},
        {u"refund.done"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported: the money went back")},
        {u"refund.refused"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported: refused, no money went back")},
        {u"refund.already_reversed"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported: it was sent back before")},
        {u"refund.unclear"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported something we do not understand")},
        {u"refund.contradicts"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported a refund that does not fit")},
        {u"refund.queue_timeout"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA was too busy to answer in time: this proves nothing")},
        {u"refund.wait_over"_s, QT_TRANSLATE_NOOP("Timeline", "no answer for too long")},
        {u"refund.restarted"_s, QT_TRANSLATE_NOOP("Timeline", "the till was started again")},
        {u"refund.manager_done"_s, QT_TRANSLATE_NOOP("Timeline", "a manager decided: the money went back")},
        {u"refund.manager_closed"_s, QT_TRANSLATE_NOOP("Timeline", "a manager decided: the money did not go back")},
    };
    const auto found = words.constFind(entry.kind);
    return found == words.constEnd() ? entry.kind : QCoreApplication::translate("Timeline", *found);
}

QString refundSmallPrint(const RefundSnapshot &refund)
{
    QStringList small{refund.refundId, refund::evidenceName(refund.state.evidence), refund.state.reason, refund.providerText};
    small.removeAll(QString());
    return small.join(u" · "_s);
}

QString refundPeople(const RefundSnapshot &refund)
{
    if (refund.approvedBy.isEmpty())
        return Tr::tr("Asked for by %1").arg(refund.requestedBy);
    if (refund.singlePerson)
        return Tr::tr("Asked for and approved by %1, alone").arg(refund.requestedBy);
    return Tr::tr("Asked for by %1, approved by %2").arg(refund.requestedBy, refund.approvedBy);
}

QString dayAndTime(const QDateTime &utc, const QDateTime &nowUtc)
{
    if (!utc.isValid() || shopTime(utc).date() == shopTime(nowUtc).date())
        return shortTime(utc);
    return QLocale().toString(shopTime(utc), u"d MMM HH:mm"_s);
}

} // namespace kaunta::ui
