#include "core/daraja/async_result.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using Meaning = providers::ResultMeaning;
using Moved = providers::Explanation::Moved;
using Remedy = providers::Explanation::Remedy;

namespace {

constexpr const char *kUserMayNot = QT_TRANSLATE_NOOP("Codes", "This M-PESA user may not refund. No money went back.");
constexpr const char *kGiveRole = QT_TRANSLATE_NOOP("Codes", "The manager must give this user the role Org Reversals Initiator on the M-PESA portal.");
constexpr const char *kAccountOff = QT_TRANSLATE_NOOP("Codes", "The shop's M-PESA account is not active. No money went back.");
constexpr const char *kCallSafaricom = QT_TRANSLATE_NOOP("Codes", "The manager must call Safaricom.");

constexpr std::array kResults{
    AsyncResult{"0", Meaning::Done, "processed successfully",
                {QT_TRANSLATE_NOOP("Codes", "The money went back to the customer."), QT_TRANSLATE_NOOP("Codes", "Give the customer the receipt of the refund."), Moved::Yes, Remedy::None}},
    AsyncResult{"R000001", Meaning::AlreadyReversed, "the transaction was reversed already",
                {QT_TRANSLATE_NOOP("Codes", "This payment was sent back before. This refund moved nothing more."), QT_TRANSLATE_NOOP("Codes", "Look at the earlier refund. Do not refund in cash."), Moved::Yes, Remedy::None}},
    AsyncResult{"R000002", Meaning::Refused, "the OriginalTransactionID is invalid",
                {QT_TRANSLATE_NOOP("Codes", "M-PESA does not know this receipt. No money went back."), QT_TRANSLATE_NOOP("Codes", "The manager must check the receipt, and the short code in Settings."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"1", Meaning::Refused, "the short code's balance is insufficient",
                {QT_TRANSLATE_NOOP("Codes", "There is not enough money in the shop's M-PESA account. No money went back."), QT_TRANSLATE_NOOP("Codes", "Put money into the account, then ask for the refund again."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"11", Meaning::Refused, "the debit party is in an invalid state", {kAccountOff, kCallSafaricom, Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"21", Meaning::Refused, "the initiator is not allowed to initiate this request", {kUserMayNot, kGiveRole, Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"2001", Meaning::Refused, "the initiator information is invalid",
                {QT_TRANSLATE_NOOP("Codes", "The name or the password of the M-PESA user for refunds is wrong. No money went back."), QT_TRANSLATE_NOOP("Codes", "Do not try again: repeated tries lock the user. The manager must store its password again in Settings."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"2006", Meaning::Refused, "declined by an account rule: the account is not active", {kAccountOff, kCallSafaricom, Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"2028", Meaning::Refused, "not permitted by product assignment",
                {QT_TRANSLATE_NOOP("Codes", "Refunds are not enabled for this shop. No money went back."), kCallSafaricom, Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"8006", Meaning::Refused, "the security credential is locked",
                {QT_TRANSLATE_NOOP("Codes", "The M-PESA user for refunds is locked. No money went back."), QT_TRANSLATE_NOOP("Codes", "The manager must unlock this user on the M-PESA portal."), Moved::No, Remedy::ShopMustFix}},
    AsyncResult{"TP40153", Meaning::Refused, "the operator has no permission", {kUserMayNot, kGiveRole, Moved::No, Remedy::ShopMustFix}},
};

constexpr std::array kSpentWords{"balance", "consumed", "already spent", "utilised"};

} // namespace

std::span<const AsyncResult> reversalResults()
{
    return kResults;
}

std::span<const char *const> spentWords()
{
    return kSpentWords;
}

const AsyncResult *findResult(std::span<const AsyncResult> table, const QString &code)
{
    for (const AsyncResult &row : table)
        if (code == QLatin1StringView(row.code))
            return &row;
    return nullptr;
}

} // namespace kaunta::daraja
