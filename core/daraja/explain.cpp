#include "core/daraja/explain.h"

#include "core/daraja/own_word.h"
#include "core/daraja/stk_result.h"
#include "core/daraja/sync_code.h"

#include <QCoreApplication>
#include <array>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using providers::Explanation;
using Moved = Explanation::Moved;
using Remedy = Explanation::Remedy;

namespace {

constexpr const char *kCheckNet = QT_TRANSLATE_NOOP("Codes", "Check the internet connection, then send again.");

// Reasons that Kaunta names itself, for want of a code of the provider, so that a screen asks one function for all of them.
constexpr std::array kOwnWords{
    OwnWord{"not-sent", {QT_TRANSLATE_NOOP("Codes", "The request did not leave this computer. The customer was not asked for money."), kCheckNet, Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"403", {QT_TRANSLATE_NOOP("Codes", "A firewall in front of M-PESA turned the request away. The customer was not asked for money."), QT_TRANSLATE_NOOP("Codes", "Wait five minutes, then send again. If it stays so, call support."), Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"429", {QT_TRANSLATE_NOOP("Codes", "M-PESA has too many requests at the moment. The customer was not asked for money."), QT_TRANSLATE_NOOP("Codes", "Wait half a minute, then send again."), Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"token", {QT_TRANSLATE_NOOP("Codes", "The till could not sign in to M-PESA. The customer was not asked for money."), kCheckNet, Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"field", {QT_TRANSLATE_NOOP("Codes", "A detail of this payment breaks M-PESA's rules. The customer was not asked for money."), QT_TRANSLATE_NOOP("Codes", "Check the phone number, the amount and the reference. If they are right, the manager must check Settings."), Moved::No, Remedy::ShopMustFix}},
    OwnWord{"refused", {QT_TRANSLATE_NOOP("Codes", "M-PESA did not take the request. The customer was not asked for money."), QT_TRANSLATE_NOOP("Codes", "Wait half a minute, then send again."), Moved::No, Remedy::WaitAndSendAgain}},
};

constexpr Explanation kNotClear{QT_TRANSLATE_NOOP("Codes", "The result is not clear yet."),
                                QT_TRANSLATE_NOOP("Codes", "Do not ask for payment again. Kaunta goes on checking; see Pending."), Moved::Unknown, Remedy::DoNotAskAgain};

} // namespace

Explanation explain(const QString &code, const QString &text)
{
    if (const StkResult *result = findStkResult(code))
        return result->explanation;
    if (const SyncCode *error = findSyncCode(code, text))
        return error->explanation;
    if (const SyncCode *ack = findAckCode(code))
        return ack->explanation;
    for (const OwnWord &own : kOwnWords)
        if (code == QLatin1StringView(own.code))
            return own.explanation;
    return kNotClear;
}

std::chrono::seconds lockAfter(const QString &code, const QString &text)
{
    if (const StkResult *result = findStkResult(code))
        return result->lock;
    return code == "500.001.1001"_L1 && text.contains("Unable to lock subscriber"_L1, Qt::CaseInsensitive) ? 60s : 0s;
}

} // namespace kaunta::daraja
