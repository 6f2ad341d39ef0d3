#include "core/daraja/async_result.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using Meaning = providers::ResultMeaning;
using Moved = providers::Explanation::Moved;
using Remedy = providers::Explanation::Remedy;

namespace {

constexpr const char *kCallSupport = QT_TRANSLATE_NOOP("Codes", "Ask again once. If it stays so, call support.");
constexpr const char *kRole = QT_TRANSLATE_NOOP("Codes", "The manager must check this user's roles on the M-PESA portal: Balance Query ORG API and Transaction Status query ORG API.");
constexpr providers::Explanation kBusy{QT_TRANSLATE_NOOP("Codes", "M-PESA is busy and did not answer the question. No money was moved."),
                                       QT_TRANSLATE_NOOP("Codes", "Wait a minute, then ask again."), Moved::No, Remedy::WaitAndSendAgain};
constexpr providers::Explanation kMayNot{QT_TRANSLATE_NOOP("Codes", "This M-PESA user may not ask that. No money was moved."), kRole, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kBug{QT_TRANSLATE_NOOP("Codes", "M-PESA did not understand the question. No money was moved."), kCallSupport, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kAnswered{QT_TRANSLATE_NOOP("Codes", "M-PESA answered the question."), QT_TRANSLATE_NOOP("Codes", "Read the answer."), Moved::No, Remedy::None};

constexpr std::array kStatus{
    AsyncResult{"0", Meaning::Done, "the query ran; what became of the money is in TransactionStatus alone", kAnswered},
    AsyncResult{"25", Meaning::Refused, "the format of a parameter is invalid: no id was asked for", kBug},
    AsyncResult{"2033", Meaning::Unclear, "receipt not found",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA did not find this transaction. That does not prove that it never happened."), QT_TRANSLATE_NOOP("Codes", "Check the code, and ask again in some minutes."), Moved::No, Remedy::WaitAndSendAgain}},
    AsyncResult{"SFC_IC0003", Meaning::Refused, "the operator does not exist",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know the shop's number or its user. No money was moved."), QT_TRANSLATE_NOOP("Codes", "The manager must check short code, till and M-PESA user in Settings."), Moved::No, Remedy::ShopMustFix}},
};

constexpr std::array kBalance{
    AsyncResult{"0", Meaning::Done, "processed successfully", kAnswered},
    AsyncResult{"15", Meaning::Refused, "duplicate detected", kBusy},
    AsyncResult{"17", Meaning::Refused, "internal failure", kBusy},
    AsyncResult{"18", Meaning::Refused, "initiator credential check failure",
                {QT_TRANSLATE_NOOP("Codes", "The name or the password of the shop's M-PESA user is wrong. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Do not try again: repeated tries lock the user. The manager must store its password again in Settings."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"19", Meaning::Refused, "message sequencing failure", kBusy},
    AsyncResult{"20", Meaning::Refused, "unresolved initiator",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know the shop's user. No money was moved."), QT_TRANSLATE_NOOP("Codes", "The manager must check the initiator's name in Settings."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"21", Meaning::Refused, "initiator to primary party permission failure", kMayNot},
    AsyncResult{"22", Meaning::Refused, "initiator to receiver party permission failure", kMayNot},
    AsyncResult{"24", Meaning::Refused, "missing mandatory fields", kBug},
    AsyncResult{"25", Meaning::Refused, "invalid request parameters", kBug},
    AsyncResult{"26", Meaning::Refused, "traffic blocking condition in place", kBusy},
    AsyncResult{"29", Meaning::Refused, "invalid command", kBug},
    AsyncResult{"00.002.1001", Meaning::Refused, "under maintenance",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA is closed for maintenance. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Ask again later."), Moved::No, Remedy::WaitAndSendAgain}},
};

constexpr std::array kPull{
    AsyncResult{"1000", Meaning::Done, "success", kAnswered},
    AsyncResult{"1001", Meaning::Unclear, "none in the period; also said to a short code that may not ask",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA shows no list: there was nothing in this time, or this short code may not see it."), QT_TRANSLATE_NOOP("Codes", "Do not read it as “no payments”. If payments did come, the manager must ask Safaricom for Pull on the head-office number."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"500", Meaning::Refused, "failed", kBusy},
};

} // namespace

std::span<const AsyncResult> statusResults()
{
    return kStatus;
}

std::span<const AsyncResult> balanceResults()
{
    return kBalance;
}

std::span<const AsyncResult> pullResults()
{
    return kPull;
}

} // namespace kaunta::daraja
