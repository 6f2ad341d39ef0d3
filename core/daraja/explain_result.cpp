#include "core/daraja/explain_result.h"

#include "core/daraja/async_result.h"
#include "core/daraja/own_word.h"
#include "core/daraja/sync_code.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;
using providers::Explanation;
using providers::ResultKind;
using providers::ResultMeaning;
using Moved = Explanation::Moved;
using Remedy = Explanation::Remedy;

namespace {

constexpr qsizetype kGatewayCodeLength = 9;   // "100000002" comes from nobody else

constexpr const char *kWaitAndAsk = QT_TRANSLATE_NOOP("Codes", "Wait half a minute, then ask again.");
constexpr const char *kCheckNetAndAsk = QT_TRANSLATE_NOOP("Codes", "Check the internet connection, then ask again.");

constexpr Explanation kToken{QT_TRANSLATE_NOOP("Codes", "M-PESA did not accept the till's access for this. No money was moved."),
                             QT_TRANSLATE_NOOP("Codes", "Ask again once. If it stays so, the manager must switch this product on for the app on the Daraja portal."), Moved::No, Remedy::ShopMustFix};
constexpr Explanation kRefused{QT_TRANSLATE_NOOP("Codes", "M-PESA refused what the till sent. No money was moved."),
                               QT_TRANSLATE_NOOP("Codes", "The manager must check the short code and the M-PESA user in Settings, or call support."), Moved::No, Remedy::ShopMustFix};
constexpr Explanation kBusy{QT_TRANSLATE_NOOP("Codes", "M-PESA did not take the request, because it is busy or closed. No money was moved."), kWaitAndAsk, Moved::No, Remedy::WaitAndSendAgain};
constexpr Explanation kRefundNotClear{QT_TRANSLATE_NOOP("Codes", "It is not clear yet whether the money goes back to the customer."),
                                      QT_TRANSLATE_NOOP("Codes", "Do not refund in cash yet, and do not ask for the refund again. Kaunta goes on checking; see Refunds."), Moved::Unknown, Remedy::DoNotAskAgain};
constexpr Explanation kQuestionNotClear{QT_TRANSLATE_NOOP("Codes", "M-PESA gave no clear answer to the question. No money was moved by it."),
                                        QT_TRANSLATE_NOOP("Codes", "Wait a minute, then ask again."), Moved::No, Remedy::WaitAndSendAgain};
constexpr Explanation kSpent{QT_TRANSLATE_NOOP("Codes", "The customer seems to have used the money already, so M-PESA may not send it back."),
                             QT_TRANSLATE_NOOP("Codes", "Do not refund in cash yet. The manager must look at the M-PESA statement first."), Moved::Unknown, Remedy::DoNotAskAgain};

constexpr std::array kOwnResultWords{
    OwnWord{"not-sent", {QT_TRANSLATE_NOOP("Codes", "The request did not leave this computer. No money was moved."), kCheckNetAndAsk, Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"token", {QT_TRANSLATE_NOOP("Codes", "The till could not sign in to M-PESA, so nothing was sent. No money was moved."), kCheckNetAndAsk, Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"field", {QT_TRANSLATE_NOOP("Codes", "A detail breaks M-PESA's rules, so nothing was sent. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Check what was typed. If it is right, the manager must check Settings."), Moved::No, Remedy::ShopMustFix}},
    OwnWord{"credential", {QT_TRANSLATE_NOOP("Codes", "The password or the certificate of the shop's M-PESA user could not be used, so nothing was sent. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Unlock the keyring. The manager must check initiator, initiator password and certificate in Settings."), Moved::No, Remedy::ShopMustFix}},
    OwnWord{"unsupported", {QT_TRANSLATE_NOOP("Codes", "This way to reach M-PESA cannot do that, so nothing was sent. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Do it on M-PESA's own portal."), Moved::No, Remedy::ShopMustFix}},
    OwnWord{"refused", {QT_TRANSLATE_NOOP("Codes", "M-PESA did not take the request. No money was moved."), kWaitAndAsk, Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"403", {QT_TRANSLATE_NOOP("Codes", "A firewall in front of M-PESA turned the request away. No money was moved."), QT_TRANSLATE_NOOP("Codes", "Wait five minutes, then ask again. If it stays so, call support."), Moved::No, Remedy::WaitAndSendAgain}},
    OwnWord{"429", kBusy},
};
constexpr Explanation kRefundTimedOut{QT_TRANSLATE_NOOP("Codes", "M-PESA says that the refund waited too long in its queue. It may have gone through all the same."), kRefundNotClear.next, Moved::Unknown, Remedy::DoNotAskAgain};
constexpr Explanation kQuestionTimedOut{QT_TRANSLATE_NOOP("Codes", "M-PESA did not come to the question in time. No money was moved by it."), kQuestionNotClear.next, Moved::No, Remedy::WaitAndSendAgain};

std::span<const AsyncResult> tableOf(ResultKind kind)
{
    switch (kind) {
    case ResultKind::Reversal: return reversalResults();
    case ResultKind::Status: return statusResults();
    case ResultKind::Balance: return balanceResults();
    }
    Q_UNREACHABLE();
}

Explanation ofRequest(const SyncCode &row, const Explanation &notClear)
{
    if (row.sent == Sent::Maybe)
        return notClear;
    if (row.tokenRejected)
        return kToken;
    return row.explanation.remedy == Remedy::WaitAndSendAgain ? kBusy : kRefused;
}

//! A general row's words, for a request that may have moved money or for one that cannot.
Explanation ofList(const AsyncResult &row, ResultKind kind)
{
    Explanation explanation = row.explanation;
    if (kind != ResultKind::Reversal) {
        explanation.next = kRefused.next;
        explanation.moved = Moved::No;
        explanation.remedy = Remedy::ShopMustFix;
    }
    return explanation;
}

bool saysSpent(const QString &text)
{
    const auto words = spentWords();
    return std::any_of(words.begin(), words.end(), [&text](const char *word) { return text.contains(QLatin1StringView(word), Qt::CaseInsensitive); });
}

} // namespace

ResultMeaning meaningOf(ResultKind kind, const QString &code)
{
    const AsyncResult *row = findResult(tableOf(kind), code);
    return row ? row->proves : ResultMeaning::Unclear;
}

Explanation explainResult(ResultKind kind, const QString &code, const QString &text)
{
    const bool isRefund = kind == ResultKind::Reversal;
    const Explanation &notClear = isRefund ? kRefundNotClear : kQuestionNotClear;
    if (const AsyncResult *row = findResult(tableOf(kind), code))
        return row->explanation;
    if (code == "queue-timeout"_L1)
        return isRefund ? kRefundTimedOut : kQuestionTimedOut;
    for (const OwnWord &own : kOwnResultWords)
        if (code == QLatin1StringView(own.code))
            return own.explanation;
    if (const SyncCode *error = findSyncCode(code, text))
        return ofRequest(*error, notClear);
    // The gateway's codes and the old list's share their short numbers. As the result of a refund that was taken they prove
    // nothing, so the words that promise less win.
    if (const AsyncResult *row = findResult(generalResults(), code))
        return ofList(*row, kind);
    if (const SyncCode *ack = findAckCode(code); ack && !(isRefund && code.size() < kGatewayCodeLength))
        return ofRequest(*ack, notClear);
    return isRefund && saysSpent(text) ? kSpent : notClear;
}

} // namespace kaunta::daraja
