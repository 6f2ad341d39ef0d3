#include "ui/viewmodels/result_words.h"

#include "ui/viewmodels/state_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using providers::Explanation;
using sale::Status;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ResultWords)
};

QString fromCodes(const char *source)
{
    return source && *source ? QCoreApplication::translate("Codes", source) : QString();
}

QString groupOf(Explanation::Remedy remedy)
{
    switch (remedy) {
    case Explanation::Remedy::None: return {};
    case Explanation::Remedy::CustomerCanFix: return Tr::tr("The customer can fix this");
    case Explanation::Remedy::WaitAndSendAgain: return Tr::tr("Wait, then send again");
    case Explanation::Remedy::ShopMustFix: return Tr::tr("The shop must fix this: call the manager");
    case Explanation::Remedy::DoNotAskAgain: return Tr::tr("Do not ask again");
    }
    Q_UNREACHABLE();
}

QString sayFor(Explanation::Remedy remedy)
{
    switch (remedy) {
    case Explanation::Remedy::CustomerCanFix: return Tr::tr("“It was not paid. Shall we try again?”");
    case Explanation::Remedy::WaitAndSendAgain: return Tr::tr("“It did not go through yet. I will send it again in a moment.”");
    case Explanation::Remedy::ShopMustFix: return Tr::tr("“Our M-PESA has a problem. You were not charged.”");
    case Explanation::Remedy::None:
    case Explanation::Remedy::DoNotAskAgain: return {};
    }
    Q_UNREACHABLE();
}

ResultWords declined(const sale::ChargeSnapshot &charge)
{
    const Explanation &why = charge.explanation;
    ResultWords words;
    words.says = fromCodes(why.says);
    if (words.says.isEmpty())
        words.says = Tr::tr("M-PESA did not take the money.");
    words.group = groupOf(why.remedy);
    words.next = fromCodes(why.next);
    // No promise to the customer while we still ask, or while an earlier request may have been paid.
    if (why.moved == Explanation::Moved::No && charge.state.check == sale::Check::Nothing)
        words.say = sayFor(why.remedy);
    if (charge.state.check == sale::Check::AskAgain)
        words.next = Tr::tr("We ask M-PESA once more in a minute, to be sure.") + (words.next.isEmpty() ? QString() : u' ' + words.next);
    return words;
}

ResultWords unknown(const sale::ChargeSnapshot &charge)
{
    ResultWords words;
    words.says = Tr::tr("We don't know yet. Do not ask again.");
    if (!charge.hasCheckoutId && charge.acceptedAt.isValid())
        words.next = Tr::tr("The money may still come, or may have come. M-PESA reports it by itself and cannot be asked; take the code that the customer shows, and keep the sale on Pending.");
    else
        words.next = charge.hasCheckoutId ? Tr::tr("The money may still come, or may have come. We keep asking M-PESA; the sale stays on Pending.")
                                          : Tr::tr("The money may still come, or may have come. M-PESA gave us no number to ask by; look at the M-PESA messages and keep the sale on Pending.");
    words.say = Tr::tr("“Please don't pay again. Did you get a message from M-PESA?”");
    return words;
}

} // namespace

ResultWords resultWords(const sale::ChargeSnapshot &charge)
{
    ResultWords words;
    switch (charge.state.status) {
    case Status::Paid:
        if (charge.state.receipt.isEmpty()) {
            words.says = Tr::tr("Receipt awaited");
            words.next = Tr::tr("M-PESA says it is paid: the goods may go. The receipt code follows; the sale stays on Pending until it is here.");
        } else {
            words.says = Tr::tr("Receipt %1").arg(charge.state.receipt);
        }
        if (charge.state.stopped)
            words.next = Tr::tr("The money came after the till stopped waiting. If it was paid another way meanwhile, tell the manager.");
        else
            words.say = Tr::tr("“Thank you, it is paid.”");
        break;
    case Status::Declined:
        words = declined(charge);
        break;
    case Status::NotSent:
        words.says = Tr::tr("The request never left this till. The customer was not asked.");
        words.next = charge.state.stopped ? QString() : fromCodes(charge.explanation.next);
        if (words.next.isEmpty())
            words.next = Tr::tr("Send it again, or take the payment another way.");
        break;
    case Status::Conflict:
        words.says = Tr::tr("We don't know yet. Do not ask again.");
        words.group = Tr::tr("Call the manager");
        words.next = Tr::tr("M-PESA gave two answers that contradict each other. The sale stays on Pending until a manager has looked at it.");
        break;
    case Status::AcceptedByManager:
        words.says = Tr::tr("Accepted without proof. It does not count as paid.");
        break;
    case Status::ClosedByManager:
        words.says = Tr::tr("Closed as not paid. If money comes later, you will be told.");
        break;
    case Status::Draft:
    case Status::Journaled:
    case Status::Prompted:
    case Status::Unknown:
        words = unknown(charge);
        break;
    }
    const StateWords state = stateWords(charge.state);
    words.glyph = state.glyph;
    words.tone = state.tone;
    words.word = state.word;
    return words;
}

QString resultSmallPrint(const sale::ChargeSnapshot &charge)
{
    // The machine's own reasons ("not-sent", "refused") are no codes of M-PESA; those have a digit in them.
    const QString &reason = charge.state.reason;
    const bool isCode = std::any_of(reason.begin(), reason.end(), [](QChar c) { return c.isDigit(); });
    if (!isCode)
        return charge.providerText.isEmpty() ? QString() : Tr::tr("M-PESA: %1").arg(charge.providerText);
    return charge.providerText.isEmpty() ? Tr::tr("M-PESA code %1").arg(reason) : Tr::tr("M-PESA code %1: %2").arg(reason, charge.providerText);
}

} // namespace kaunta::ui
