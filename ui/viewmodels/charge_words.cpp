#include "ui/viewmodels/charge_words.h"

#include <QCoreApplication>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using sale::Status;

namespace {

//! A prompt lives for about a minute on the phone (Daraja fact sheet 4.2); a little more, so that no one is hurried.
constexpr int kPromptSeconds = 75;

QString words(const char *source)
{
    return QCoreApplication::translate("ChargeWords", source);
}

ListedState prompted(const sale::ChargeSnapshot &charge, const QDateTime &nowUtc)
{
    if (charge.acceptedAt.isValid() && charge.acceptedAt.secsTo(nowUtc) < kPromptSeconds)
        return {stateWords(charge.state), words(QT_TRANSLATE_NOOP("ChargeWords", "The request is on the customer's phone. Wait for the PIN."))};
    if (!charge.hasCheckoutId)   // of an accepted request: there is nobody to ask
        return {stateWords(charge.state), words(QT_TRANSLATE_NOOP("ChargeWords", "The request on the phone is over by now. Its end is reported by itself and cannot be asked about. Do not ask for the money again; let the customer show the code."))};
    return {{words(QT_TRANSLATE_NOOP("ChargeWords", "Checking")), Glyph::Refresh, Tone::Waiting},
            words(QT_TRANSLATE_NOOP("ChargeWords", "The request on the phone is over by now. We ask M-PESA how it ended. Do not ask for the money again."))};
}

ListedState unknown(const sale::ChargeSnapshot &charge)
{
    const StateWords state = stateWords(charge.state);
    if (!charge.hasCheckoutId && charge.acceptedAt.isValid())
        return {state, words(QT_TRANSLATE_NOOP("ChargeWords", "M-PESA took the request and has not reported its end, so we don't know whether the customer paid. Do not ask for the money again; let the customer show the code, or ask a manager."))};
    if (!charge.hasCheckoutId)
        return {state, words(QT_TRANSLATE_NOOP("ChargeWords", "No answer came to the request, so we don't know whether the customer paid. Do not ask for the money again; look for it in the shop's M-PESA messages."))};
    if (!charge.nextCheckAt.isValid())   // the plan is over: no promise that nobody keeps
        return {state, words(QT_TRANSLATE_NOOP("ChargeWords", "We don't know whether the customer paid. Do not ask for the money again. Check now, or ask a manager."))};
    return {state, words(QT_TRANSLATE_NOOP("ChargeWords", "We don't know yet whether the customer paid. Do not ask for the money again. We keep asking M-PESA."))};
}

} // namespace

ListedState listedState(const sale::ChargeSnapshot &charge, const QDateTime &nowUtc)
{
    if (charge.state.status == Status::Prompted)
        return prompted(charge, nowUtc);
    if (charge.state.status == Status::Unknown)
        return unknown(charge);
    if (charge.state.status == Status::Conflict)
        return {stateWords(charge.state), words(QT_TRANSLATE_NOOP("ChargeWords", "M-PESA's answers contradict each other. Do not ask for the money again. A manager decides."))};
    if (isReceiptAwaited(charge.state))
        return {{words(QT_TRANSLATE_NOOP("ChargeWords", "Paid, receipt awaited")), Glyph::ReceiptAwaited, Tone::Paid},
                words(QT_TRANSLATE_NOOP("ChargeWords", "M-PESA says it is paid: the goods may go. Only the receipt code is missing."))};
    if (charge.state.status == Status::Paid)
        return {stateWords(charge.state), words(QT_TRANSLATE_NOOP("ChargeWords", "The money is here: the goods may go."))};
    const QString reason = charge.state.status == Status::Declined && charge.state.check == sale::Check::Nothing
                               ? QCoreApplication::translate("Codes", charge.explanation.says) : QString();
    return {stateWords(charge.state), reason.isEmpty() ? whatWeKnow(charge) : reason};
}

bool countsAsPaid(const sale::ChargeState &state)
{
    return state.status == Status::Paid;
}

bool isReceiptAwaited(const sale::ChargeState &state)
{
    return state.status == Status::Paid && state.receipt.isEmpty();
}

QDateTime shopDayStart(const QDateTime &utc)
{
    const QDateTime here = shopTime(utc);
    return QDateTime(here.date(), QTime(0, 0), Qt::OffsetFromUTC, here.offsetFromUtc()).toUTC();
}

QString ageWords(const QDateTime &sinceUtc, const QDateTime &nowUtc)
{
    const qint64 seconds = sinceUtc.isValid() ? sinceUtc.secsTo(nowUtc) : 0;
    if (seconds < 5)   // the wall clock may have been set back: never a negative age
        return {};
    if (seconds < 60)
        return words(QT_TRANSLATE_NOOP("ChargeWords", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return words(QT_TRANSLATE_NOOP("ChargeWords", "%1 min")).arg(seconds / 60);
    if (seconds < 48 * 3600)
        return words(QT_TRANSLATE_NOOP("ChargeWords", "%1 h %2 min")).arg(seconds / 3600).arg(seconds / 60 % 60);
    return words(QT_TRANSLATE_NOOP("ChargeWords", "%1 days")).arg(seconds / 86400);
}

} // namespace kaunta::ui
