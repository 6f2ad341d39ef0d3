#include "core/providers/daraja_provider.h"

#include "core/daraja/account_balance.h"
#include "core/daraja/explain_result.h"
#include "core/daraja/reversal.h"
#include "core/daraja/transaction_status.h"

// What is asked in an initiator's name and answered later, by a call to the shop.
namespace kaunta::providers {

using namespace Qt::StringLiterals;
using daraja::CallFault;

namespace {

AskFailed failedFor(const QString &code, const QString &text)
{
    AskFailed failed;
    failed.certainty = Certainty::NotSent;
    failed.code = code;
    failed.text = text;
    return failed;
}

template <class Outcome>
AskAnswer readAsk(const Outcome &outcome, const QByteArray &credential)
{
    if (outcome)
        return AskAccepted{outcome->conversationId, outcome->originatorConversationId};
    const CallFault &fault = outcome.error();
    QString text = fault.text;
    text.replace(QString::fromLatin1(credential), "***"_L1);   // refusals are known to repeat what they refuse
    return AskFailed{fault.certainty, fault.tokenRejected, fault.code, text};
}

} // namespace

template <class R>
void DarajaProvider::ask(R request, QObject *context, AskDone done, const std::function<bool()> &mayStart) const
{
    request.by.initiator = m_initiator.name;
    makeCredential(m_initiator, context, [client = m_client, request = std::move(request), context, done = std::move(done), mayStart](const Result<QByteArray, QString> &made) {
        if (!made) {
            done(failedFor(u"credential"_s, made.error()));
            return;
        }
        R signedRequest = request;
        signedRequest.by.credential = *made;
        client.template call<R>(signedRequest, context, [done, credential = *made](const auto &outcome) { done(readAsk(outcome, credential)); }, mayStart);
    });
}

void DarajaProvider::reverse(const ReversalRequest &request, QObject *context, AskDone done)
{
    ask(daraja::Reversal{.by = {.remarks = request.remarks, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl},
                         .receipt = request.receipt,
                         .amount = request.amount,
                         .shortCode = m_profile.shortCode},
        context, std::move(done), request.mayStart);
}

void DarajaProvider::askStatus(const StatusRequest &request, QObject *context, AskDone done)
{
    ask(daraja::TransactionStatus{.by = {.remarks = u"Status"_s, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl},
                                  .receipt = request.receipt,
                                  .conversationId = request.conversationId,
                                  .shortCode = m_profile.shortCode,
                                  .party = isTill() ? daraja::Party::Till : daraja::Party::ShortCode},
        context, std::move(done));
}

void DarajaProvider::askBalance(const BalanceRequest &request, QObject *context, AskDone done)
{
    ask(daraja::AccountBalance{.by = {.remarks = u"Balance"_s, .resultUrl = request.resultUrl, .timeoutUrl = request.timeoutUrl},
                               .shortCode = m_profile.shortCode,
                               .party = isTill() ? daraja::Party::Till : daraja::Party::ShortCode},
        context, std::move(done));
}

ResultMeaning DarajaProvider::meaningOf(ResultKind kind, const QString &code, const QString &) const
{
    return daraja::meaningOf(kind, code);
}

Explanation DarajaProvider::explainResult(ResultKind kind, const QString &code, const QString &text) const
{
    return daraja::explainResult(kind, code, text);
}

} // namespace kaunta::providers
