#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>
#include <QHash>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::Check;
using sale::Status;

namespace {

constexpr int kShopOffset = 3 * 3600;

QString say(const char *source)
{
    return QCoreApplication::translate("States", source);
}

} // namespace

StateWords stateWords(const sale::ChargeState &state)
{
    switch (state.status) {
    case Status::Draft: return {say(QT_TRANSLATE_NOOP("States", "Draft")), Glyph::Charge, Tone::Neutral};
    case Status::Journaled: return {say(QT_TRANSLATE_NOOP("States", "Sending")), Glyph::Send, Tone::Waiting};
    case Status::Prompted: return {say(QT_TRANSLATE_NOOP("States", "Waiting")), Glyph::Waiting, Tone::Waiting};
    case Status::Unknown: return {say(QT_TRANSLATE_NOOP("States", "Unknown")), Glyph::Unknown, Tone::Unknown};
    case Status::Paid: return {say(QT_TRANSLATE_NOOP("States", "Paid")), Glyph::Paid, Tone::Paid};
    case Status::Declined: return {say(QT_TRANSLATE_NOOP("States", "Not paid")), Glyph::Declined, Tone::Declined};
    case Status::NotSent: return {say(QT_TRANSLATE_NOOP("States", "Not sent")), Glyph::NotSent, Tone::Declined};
    case Status::Conflict: return {say(QT_TRANSLATE_NOOP("States", "Conflict")), Glyph::Conflict, Tone::Unknown};
    case Status::AcceptedByManager: return {say(QT_TRANSLATE_NOOP("States", "Accepted by manager")), Glyph::Manager, Tone::Info};
    case Status::ClosedByManager: return {say(QT_TRANSLATE_NOOP("States", "Closed by manager")), Glyph::Manager, Tone::Info};
    }
    Q_UNREACHABLE();
}

QString whatWeKnow(const sale::ChargeSnapshot &charge)
{
    switch (charge.state.status) {
    case Status::Draft:
        return say(QT_TRANSLATE_NOOP("States", "Nothing was sent yet."));
    case Status::Journaled:
        return say(QT_TRANSLATE_NOOP("States", "The request is on its way to M-PESA."));
    case Status::Prompted:
        return say(QT_TRANSLATE_NOOP("States", "M-PESA took the request. The customer has not answered yet."));
    case Status::Unknown:
        if (charge.hasCheckoutId)
            return say(QT_TRANSLATE_NOOP("States", "We don't know yet whether money moved. M-PESA is being asked."));
        return charge.acceptedAt.isValid() ? say(QT_TRANSLATE_NOOP("States", "M-PESA took the request and has not reported its end, so we don't know whether money moved."))
                                           : say(QT_TRANSLATE_NOOP("States", "No answer came to the request, so we don't know whether money moved."));
    case Status::Paid:
        if (!charge.state.receipt.isEmpty())
            return say(QT_TRANSLATE_NOOP("States", "The money is here. Receipt %1.")).arg(charge.state.receipt);
        return say(QT_TRANSLATE_NOOP("States", "M-PESA says it is paid. The receipt is still awaited."));
    case Status::Declined:
        return charge.state.check == Check::AskAgain ? say(QT_TRANSLATE_NOOP("States", "M-PESA says it was not paid. We ask once more to be sure."))
                                                     : say(QT_TRANSLATE_NOOP("States", "Not paid. No money moved for this request."));
    case Status::NotSent:
        return say(QT_TRANSLATE_NOOP("States", "The request never left this till. No money moved."));
    case Status::Conflict:
        return say(QT_TRANSLATE_NOOP("States", "Two answers contradict each other. A manager must look at it."));
    case Status::AcceptedByManager:
        return say(QT_TRANSLATE_NOOP("States", "A manager accepted it without proof."));
    case Status::ClosedByManager:
        return say(QT_TRANSLATE_NOOP("States", "A manager closed it as not paid."));
    }
    Q_UNREACHABLE();
}

QString timelineWords(const sale::TimelineEntry &entry)
{
    // Keyed by the journal's names, which never change; a test walks all of them.
    static const QHash<QString, const char *> words{
        {u"charge.confirmed"_s, QT_TRANSLATE_NOOP("Timeline", "written down, sending to M-PESA")},
        {u"charge.push_accepted"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA took the request")},
        {u"charge.push_failed"_s, QT_TRANSLATE_NOOP("Timeline", "sending did not succeed")},
        {u"charge.proof_of_payment"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported: paid")},
        {u"charge.callback_declined"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported: not paid")},
        {u"charge.callback_unclear"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported something we do not understand")},
        {u"charge.callback_other_amount"_s, QT_TRANSLATE_NOOP("Timeline", "M-PESA reported a payment that does not fit")},
        {u"charge.query_paid"_s, QT_TRANSLATE_NOOP("Timeline", "asked M-PESA: paid")},
        {u"charge.query_declined"_s, QT_TRANSLATE_NOOP("Timeline", "asked M-PESA: not paid")},
        {u"charge.query_pending"_s, QT_TRANSLATE_NOOP("Timeline", "asked M-PESA: still waiting")},
        {u"charge.query_unclear"_s, QT_TRANSLATE_NOOP("Timeline", "asked M-PESA: no clear answer")},
        {u"charge.prompt_window_over"_s, QT_TRANSLATE_NOOP("Timeline", "ten minutes without an answer")},
        {u"charge.restarted"_s, QT_TRANSLATE_NOOP("Timeline", "the till was started again")},
        {u"charge.stopped_waiting"_s, QT_TRANSLATE_NOOP("Timeline", "the cashier left it waiting")},
        {u"charge.manager_accepted"_s, QT_TRANSLATE_NOOP("Timeline", "accepted by a manager")},
        {u"charge.manager_closed"_s, QT_TRANSLATE_NOOP("Timeline", "closed by a manager")},
    };
    const auto found = words.constFind(entry.kind);
    return found == words.constEnd() ? entry.kind : QCoreApplication::translate("Timeline", *found);
}

QDateTime shopTime(const QDateTime &utc)
{
    return utc.toOffsetFromUtc(kShopOffset);
}

QString shortTime(const QDateTime &utc)
{
    return utc.isValid() ? shopTime(utc).toString(u"HH:mm"_s) : QString();
}

QString exactTime(const QDateTime &utc)
{
    return utc.isValid() ? shopTime(utc).toString(u"HH:mm:ss"_s) : QString();
}

QString minutesSeconds(std::chrono::seconds duration)
{
    const auto seconds = std::max<qint64>(0, duration.count());
    return QString::number(seconds / 60) + u':' + QString::number(seconds % 60).rightJustified(2, u'0');
}

} // namespace kaunta::ui
