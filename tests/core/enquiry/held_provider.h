#pragma once

#include "core/providers/payment_provider.h"

#include <QPointer>
#include <utility>
#include <vector>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! A provider that holds every question until the test answers it, and counts what left.
class HeldProvider final : public providers::PaymentProvider
{
public:
    template <class Request, class Done>
    struct Held {
        Request request;
        QPointer<QObject> context;
        Done done;
    };
    providers::Capabilities can = providers::Capabilities(providers::Capability::Reversal) | providers::Capability::Status | providers::Capability::Balance
        | providers::Capability::Pull | providers::Capability::Qr;
    std::vector<Held<providers::ReversalRequest, AskDone>> reversals;
    std::vector<Held<providers::StatusRequest, AskDone>> statuses;
    std::vector<Held<providers::BalanceRequest, AskDone>> balances;
    std::vector<Held<providers::PullRequest, PullDone>> pulls;
    std::vector<Held<providers::QrRequest, QrDone>> qrs;
    int reversalsSent = 0;   //!< whose first byte left

    //! The oldest reversal comes to its end. mayStart is asked as a real network stack would.
    void answerReversal(const providers::AskAnswer &answer)
    {
        const auto held = take(reversals);
        if (held.request.mayStart && !held.request.mayStart()) {
            if (held.context)
                held.done(failed(Certainty::NotSent, {}));
            return;
        }
        ++reversalsSent;
        if (held.context)
            held.done(answer);
    }
    template <class List, class Answer>
    static void answer(List &list, const Answer &answer)
    {
        const auto held = take(list);
        if (held.context)
            held.done(answer);
    }
    static providers::AskAnswer accepted(const QString &conversation = u"AG_1"_s, const QString &originator = u"orig-1"_s)
    {
        return providers::AskAccepted{conversation, originator};
    }
    static providers::AskFailed failed(Certainty certainty, const QString &code, bool tokenRejected = false)
    {
        providers::AskFailed failed;
        failed.certainty = certainty;
        failed.code = code;
        failed.tokenRejected = tokenRejected;
        return failed;
    }

    providers::Capabilities capabilities() const override { return can; }
    void push(const providers::PushRequest &, QObject *, PushDone) override { qFatal("nobody pushes here"); }
    void query(const QString &, std::chrono::seconds, QObject *, QueryDone) override { qFatal("nobody queries here"); }
    providers::Explanation explain(const QString &, const QString &) const override { return {}; }
    bool meansDeclined(const QString &) const override { return false; }
    std::chrono::seconds lockAfter(const QString &, const QString &) const override { return {}; }
    void checkSetup(QObject *, SetupDone) override { qFatal("nobody checks the set-up here"); }
    void reverse(const providers::ReversalRequest &request, QObject *context, AskDone done) override { reversals.push_back({request, context, std::move(done)}); }
    void askStatus(const providers::StatusRequest &request, QObject *context, AskDone done) override { statuses.push_back({request, context, std::move(done)}); }
    void askBalance(const providers::BalanceRequest &request, QObject *context, AskDone done) override { balances.push_back({request, context, std::move(done)}); }
    void pull(const providers::PullRequest &request, QObject *context, PullDone done) override { pulls.push_back({request, context, std::move(done)}); }
    void makeQr(const providers::QrRequest &request, QObject *context, QrDone done) override { qrs.push_back({request, context, std::move(done)}); }
    providers::ResultMeaning meaningOf(providers::ResultKind, const QString &code, const QString &) const override
    {
        using Meaning = providers::ResultMeaning;
        if (code == "0"_L1)
            return Meaning::Done;
        if (code == "R000001"_L1)
            return Meaning::AlreadyReversed;
        for (const auto refused : {"1"_L1, "21"_L1, "2001"_L1, "8006"_L1, "R000002"_L1})
            if (code == refused)
                return Meaning::Refused;
        return Meaning::Unclear;
    }

private:
    template <class List>
    static typename List::value_type take(List &list)
    {
        if (list.empty())
            qFatal("nothing was asked");
        auto held = list.front();
        list.erase(list.begin());
        return held;
    }
};

//! The bodies that Safaricom would post.
inline QByteArray resultBody(const QByteArray &code, const QByteArray &parameters = {}, const QByteArray &transaction = "SKE0000000",
                             const QByteArray &conversation = "AG_1", const QByteArray &originator = "orig-1")
{
    return R"({"Result":{"ResultType":0,"ResultCode":")" + code + R"(","ResultDesc":"as told","OriginatorConversationID":")" + originator
        + R"(","ConversationID":")" + conversation + R"(","TransactionID":")" + transaction + R"(")"
        + (parameters.isEmpty() ? QByteArray() : R"(,"ResultParameters":{"ResultParameter":[)" + parameters + "]}") + "}}";
}
inline QByteArray parameter(const QByteArray &key, const QByteArray &value)
{
    return R"({"Key":")" + key + R"(","Value":")" + value + R"("})";
}
inline QByteArray reversedBody(const QByteArray &receipt = "SKE52PAWR9", const QByteArray &amount = "100.00", const QByteArray &original = "SKC82PACB8",
                               const QByteArray &conversation = "AG_1", const QByteArray &originator = "orig-1")
{
    return resultBody("0", parameter("Amount", amount) + ',' + parameter("OriginalTransactionID", original), receipt, conversation, originator);
}
//! `about`: the conversation id of the transaction that was asked about; the question's own ids are the last two.
inline QByteArray statusBody(const QByteArray &status, const QByteArray &receipt, const QByteArray &amount = "100", const QByteArray &about = "AG_1",
                             const QByteArray &creditParty = "600000 - The shop", const QByteArray &conversation = "AG_Q", const QByteArray &originator = "orig-Q")
{
    return resultBody("0", parameter("ReceiptNo", receipt) + ',' + parameter("TransactionStatus", status) + ',' + parameter("Amount", amount) + ','
                          + parameter("Conversation ID", about) + ',' + parameter("FinalizedTime", "20261122110000") + ','
                          + parameter("CreditPartyName", creditParty) + ',' + parameter("DebitPartyName", "254722000000 - John Doe"),
                      "LGR0000000", conversation, originator);
}

} // namespace kaunta::test
