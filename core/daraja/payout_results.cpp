#include "core/daraja/async_result.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using Meaning = providers::ResultMeaning;
using Moved = providers::Explanation::Moved;
using Remedy = providers::Explanation::Remedy;

namespace {

constexpr const char *kManager = QT_TRANSLATE_NOOP("Codes", "The manager must check the shop's M-PESA account and its user on the M-PESA portal.");
constexpr const char *kAmount = QT_TRANSLATE_NOOP("Codes", "Choose another amount.");
constexpr const char *kCompare = QT_TRANSLATE_NOOP("Codes", "Do not pay again. Compare with the M-PESA statement first.");

constexpr providers::Explanation kPaid{QT_TRANSLATE_NOOP("Codes", "The money was paid out."), QT_TRANSLATE_NOOP("Codes", "Keep the receipt."), Moved::Yes, Remedy::None};
constexpr providers::Explanation kNoMoney{QT_TRANSLATE_NOOP("Codes", "There is not enough money in the shop's M-PESA account. Nothing was paid out."),
                                          QT_TRANSLATE_NOOP("Codes", "Put money into the account first."), Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kMayNotPay{QT_TRANSLATE_NOOP("Codes", "This M-PESA user may not pay out. Nothing was paid out."), kManager, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kWrongUser{QT_TRANSLATE_NOOP("Codes", "The name or the password of the M-PESA user is wrong. Nothing was paid out."),
                                            QT_TRANSLATE_NOOP("Codes", "Do not try again: repeated tries lock the user. The manager must store its password again in Settings."), Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kNotActive{QT_TRANSLATE_NOOP("Codes", "An account is not active. Nothing was paid out."), kManager, Moved::No, Remedy::ShopMustFix};
constexpr providers::Explanation kHearsay{QT_TRANSLATE_NOOP("Codes", "M-PESA gave a code whose meaning is not published. It is not known whether money was paid out."), kCompare, Moved::Unknown, Remedy::DoNotAskAgain};

constexpr AsyncResult hearsay(const char *code)
{
    return {code, Meaning::Unclear, "seen in the field, meaning not published", kHearsay};
}

constexpr std::array kB2c{
    AsyncResult{"0", Meaning::Done, "processed successfully", kPaid},
    AsyncResult{"1", Meaning::Refused, "the utility account's balance is insufficient", kNoMoney},
    AsyncResult{"2", Meaning::Refused, "below the minimum of KES 10", {QT_TRANSLATE_NOOP("Codes", "The amount is below what M-PESA pays out. Nothing was paid out."), kAmount, Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"3", Meaning::Refused, "above the maximum amount", {QT_TRANSLATE_NOOP("Codes", "The amount is above what M-PESA pays out. Nothing was paid out."), kAmount, Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"4", Meaning::Refused, "daily limit", {QT_TRANSLATE_NOOP("Codes", "Today's M-PESA limit is reached. Nothing was paid out."), QT_TRANSLATE_NOOP("Codes", "Pay out tomorrow, or another way."), Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"8", Meaning::Refused, "the recipient would exceed the maximum balance", {QT_TRANSLATE_NOOP("Codes", "The recipient's M-PESA account is full. Nothing was paid out."), kAmount, Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"11", Meaning::Refused, "the debit party is in an invalid state", kNotActive},
    AsyncResult{"21", Meaning::Refused, "the initiator is not allowed to initiate this request", kMayNotPay},
    AsyncResult{"2001", Meaning::Refused, "the initiator information is invalid", kWrongUser},
    AsyncResult{"2006", Meaning::Refused, "declined by an account rule: the account is not active", kNotActive},
    AsyncResult{"2028", Meaning::Refused, "not permitted by product assignment", kMayNotPay},
    AsyncResult{"2040", Meaning::Refused, "the recipient is not registered", {QT_TRANSLATE_NOOP("Codes", "This phone number has no M-PESA. Nothing was paid out."), QT_TRANSLATE_NOOP("Codes", "Ask for another number."), Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"8006", Meaning::Refused, "the security credential is locked", {QT_TRANSLATE_NOOP("Codes", "The shop's M-PESA user is locked. Nothing was paid out."), QT_TRANSLATE_NOOP("Codes", "The manager must unlock this user on the M-PESA portal."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"SFC_IC0003", Meaning::Refused, "the phone number is invalid", {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know this phone number. Nothing was paid out."), QT_TRANSLATE_NOOP("Codes", "Ask for another number."), Moved::No, Remedy::CustomerCanFix}},
    AsyncResult{"TP40153", Meaning::Refused, "the operator has no permission", kMayNotPay},
    hearsay("7"), hearsay("14"), hearsay("17"), hearsay("1005"), hearsay("2007"), hearsay("2020"), hearsay("2029"), hearsay("2043"), hearsay("2051"),
    hearsay("2202"), hearsay("R002"), hearsay("R003"),
};

constexpr std::array kB2b{
    AsyncResult{"0", Meaning::Done, "processed successfully", kPaid},
    AsyncResult{"1", Meaning::Refused, "the working account's balance is insufficient", kNoMoney},
    AsyncResult{"21", Meaning::Refused, "the initiator lacks the role; always said to Utility to Working", kMayNotPay},
    AsyncResult{"2001", Meaning::Refused, "the initiator information is invalid", kWrongUser},
    AsyncResult{"SFC_IC0003", Meaning::Refused, "the receiver does not exist, or is of the other type", {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know this paybill or till. Nothing was paid out."), QT_TRANSLATE_NOOP("Codes", "Check the number, and whether it is a paybill or a till."), Moved::No, Remedy::CustomerCanFix}},
};

constexpr const char *kListCompare = QT_TRANSLATE_NOOP("Codes", "Compare with the M-PESA statement before anything is done again.");
constexpr AsyncResult listed(const char *code, const char *meaning, const char *says)
{
    return {code, Meaning::Unclear, meaning, {says, kListCompare, Moved::Unknown, Remedy::DoNotAskAgain}};
}
constexpr const char *kAccountUnknown = QT_TRANSLATE_NOOP("Codes", "M-PESA says that it does not find one of the accounts.");
constexpr const char *kAccountBad = QT_TRANSLATE_NOOP("Codes", "M-PESA says that one of the accounts is not in order.");
constexpr const char *kAmountLimit = QT_TRANSLATE_NOOP("Codes", "M-PESA says that the amount breaks a limit.");
constexpr const char *kInternal = QT_TRANSLATE_NOOP("Codes", "M-PESA says that it had a fault inside.");
constexpr const char *kOperatorMayNot = QT_TRANSLATE_NOOP("Codes", "M-PESA says that the shop's user may not do that.");
constexpr const char *kUserWrong = QT_TRANSLATE_NOOP("Codes", "M-PESA does not accept the shop's user or its password. Repeated tries lock the user.");

constexpr std::array kGeneral{
    listed("1", "insufficient funds", QT_TRANSLATE_NOOP("Codes", "M-PESA says that there is not enough money.")),
    listed("2", "below the minimum amount", kAmountLimit),
    listed("3", "above the maximum amount", kAmountLimit),
    listed("4", "daily limit", kAmountLimit),
    listed("5", "would fall below the minimum balance", kAmountLimit),
    listed("6", "unresolved primary party", kAccountUnknown),
    listed("7", "unresolved receiver party", kAccountUnknown),
    listed("8", "would exceed the maximum balance", kAmountLimit),
    listed("11", "the debit account is invalid", kAccountBad),
    listed("12", "the credit account is invalid", kAccountBad),
    listed("13", "unresolved debit account", kAccountUnknown),
    listed("14", "unresolved credit account", kAccountUnknown),
    listed("15", "duplicate detected", QT_TRANSLATE_NOOP("Codes", "M-PESA says that it had this request before. The first one may have been carried out.")),
    listed("17", "internal failure", kInternal),
    listed("20", "unresolved initiator", kUserWrong),
    listed("21", "the initiator is not allowed to initiate this request", kOperatorMayNot),
    listed("26", "traffic blocking condition in place", kInternal),
    listed("2001", "the initiator information is invalid", kUserWrong),
    listed("2028", "not permitted by product assignment", kOperatorMayNot),
    listed("8006", "the security credential is locked", kUserWrong),
    listed("TP40153", "the operator has no permission", kOperatorMayNot),
};

} // namespace

std::span<const AsyncResult> b2cResults()
{
    return kB2c;
}

std::span<const AsyncResult> b2bResults()
{
    return kB2b;
}

std::span<const AsyncResult> generalResults()
{
    return kGeneral;
}

} // namespace kaunta::daraja
