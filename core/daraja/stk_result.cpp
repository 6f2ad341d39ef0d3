#include "core/daraja/stk_result.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using namespace std::chrono_literals;
using Moved = providers::Explanation::Moved;
using Outcome = StkResult::Outcome;
using Remedy = providers::Explanation::Remedy;

namespace {

constexpr const char *kOtherWay = QT_TRANSLATE_NOOP("Codes", "Ask for another amount or another way to pay.");
constexpr const char *kSendAgain = QT_TRANSLATE_NOOP("Codes", "Ask the customer, then send again.");
constexpr const char *kManager = QT_TRANSLATE_NOOP("Codes", "Take the payment another way and call the manager.");
constexpr const char *kNotShown = QT_TRANSLATE_NOOP("Codes", "The request could not be sent to the phone. No money was taken.");
constexpr const char *kMinuteThenAgain = QT_TRANSLATE_NOOP("Codes", "Wait a minute or two, then send again.");

constexpr std::array kResults{
    StkResult{"0", Outcome::Paid, "processed successfully",
              {QT_TRANSLATE_NOOP("Codes", "The customer has paid."), QT_TRANSLATE_NOOP("Codes", "Hand over the goods."), Moved::Yes, Remedy::None}},
    StkResult{"1", Outcome::Declined, "insufficient funds, and no Fuliza",
              {QT_TRANSLATE_NOOP("Codes", "There is not enough money in the customer's M-PESA."), kOtherWay, Moved::No, Remedy::CustomerCanFix}},
    StkResult{"2", Outcome::Declined, "below the minimum amount",
              {QT_TRANSLATE_NOOP("Codes", "The amount is below what M-PESA takes."), kOtherWay, Moved::No, Remedy::CustomerCanFix}},
    StkResult{"3", Outcome::Declined, "above the maximum amount",
              {QT_TRANSLATE_NOOP("Codes", "The amount is above what M-PESA takes."), kOtherWay, Moved::No, Remedy::CustomerCanFix}},
    StkResult{"4", Outcome::Declined, "daily transfer limit",
              {QT_TRANSLATE_NOOP("Codes", "The customer has reached today's M-PESA limit."), QT_TRANSLATE_NOOP("Codes", "Ask for another way to pay."), Moved::No, Remedy::CustomerCanFix}},
    StkResult{"8", Outcome::Declined, "the receiver would exceed the maximum balance",
              {QT_TRANSLATE_NOOP("Codes", "The shop's M-PESA account is full. No money was taken."), kManager, Moved::No, Remedy::ShopMustFix}},
    StkResult{"17", Outcome::Declined, "rule limited: same amount and customer within two minutes; elsewhere internal failure or limit",
              {QT_TRANSLATE_NOOP("Codes", "M-PESA refused a repeat of the same payment."), QT_TRANSLATE_NOOP("Codes", "Check whether the first payment already came. Wait two minutes before sending again."), Moved::ThisOneNo_EarlierMaybe, Remedy::WaitAndSendAgain}, 120s},
    StkResult{"26", Outcome::Declined, "system busy, traffic blocking",
              {QT_TRANSLATE_NOOP("Codes", "M-PESA is busy. No money was taken."), QT_TRANSLATE_NOOP("Codes", "Wait a minute, then send again."), Moved::No, Remedy::WaitAndSendAgain}},
    StkResult{"1001", Outcome::Declined, "unable to lock subscriber: another session",
              {QT_TRANSLATE_NOOP("Codes", "The customer's phone has another M-PESA request open."), QT_TRANSLATE_NOOP("Codes", "Check whether an earlier payment came. Wait two minutes, then send again."), Moved::ThisOneNo_EarlierMaybe, Remedy::WaitAndSendAgain}, 60s},
    StkResult{"1019", Outcome::Declined, "transaction expired",
              {QT_TRANSLATE_NOOP("Codes", "The request ran out of time. No money was taken."), kSendAgain, Moved::No, Remedy::WaitAndSendAgain}},
    StkResult{"1025", Outcome::Declined, "error sending the push request, prompt too long",
              {kNotShown, kMinuteThenAgain, Moved::No, Remedy::WaitAndSendAgain}},
    StkResult{"1032", Outcome::Declined, "cancelled by the user, or the prompt was ignored",
              {QT_TRANSLATE_NOOP("Codes", "The customer cancelled or did not answer."), kSendAgain, Moved::No, Remedy::CustomerCanFix}},
    StkResult{"1036", Outcome::Unclear, "SMSC acknowledgement timeout",   // "unlikely" that money moved is no proof
              {QT_TRANSLATE_NOOP("Codes", "The phone did not confirm the request, so the result is not clear yet."), QT_TRANSLATE_NOOP("Codes", "Wait. Do not ask for payment again; Kaunta goes on checking."), Moved::Unknown, Remedy::DoNotAskAgain}},
    StkResult{"1037", Outcome::Declined, "DS timeout, the user cannot be reached",
              {QT_TRANSLATE_NOOP("Codes", "The phone could not be reached. No money was taken."), QT_TRANSLATE_NOOP("Codes", "Ask the customer to check the phone's network, wait a minute, then send again."), Moved::No, Remedy::CustomerCanFix}},
    StkResult{"2001", Outcome::Declined, "wrong PIN",
              {QT_TRANSLATE_NOOP("Codes", "The customer's M-PESA PIN was wrong."), kSendAgain, Moved::No, Remedy::CustomerCanFix}},
    StkResult{"2028", Outcome::Declined, "not permitted by product assignment: TransactionType and PartyB do not fit",
              {QT_TRANSLATE_NOOP("Codes", "The shop's M-PESA set-up is wrong. No money was taken."), QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must check paybill or till in Settings."), Moved::No, Remedy::ShopMustFix}},
    StkResult{"4999", Outcome::Pending, "still processing (undocumented, query only)",
              {QT_TRANSLATE_NOOP("Codes", "The customer has not answered yet."), QT_TRANSLATE_NOOP("Codes", "Wait for the customer to enter the PIN."), Moved::Unknown, Remedy::DoNotAskAgain}},
    StkResult{"8006", Outcome::Declined, "security credential locked",
              {QT_TRANSLATE_NOOP("Codes", "The customer's M-PESA PIN is locked. They must call Safaricom."), QT_TRANSLATE_NOOP("Codes", "Ask for another way to pay."), Moved::No, Remedy::CustomerCanFix}},
    StkResult{"9999", Outcome::Declined, "error sending the push request", {kNotShown, kMinuteThenAgain, Moved::No, Remedy::WaitAndSendAgain}},
    StkResult{"SFC_IC0003", Outcome::Declined, "the operator does not exist: PartyB or TransactionType is wrong",
              {QT_TRANSLATE_NOOP("Codes", "The shop's till number is set up wrong. No money was taken."), QT_TRANSLATE_NOOP("Codes", "Take the payment another way. The manager must check in Settings that the till number and the store number are not mixed up."), Moved::No, Remedy::ShopMustFix}},
};

} // namespace

std::span<const StkResult> stkResults()
{
    return kResults;
}

const StkResult *findStkResult(const QString &code)
{
    for (const StkResult &row : kResults)
        if (code == QLatin1StringView(row.code))
            return &row;
    return nullptr;
}

bool isDeclined(const QString &code)
{
    const StkResult *row = findStkResult(code);
    return row != nullptr && row->outcome == Outcome::Declined;
}

} // namespace kaunta::daraja
