#include "core/providers/payment_provider.h"

namespace kaunta::providers {

using namespace Qt::StringLiterals;

namespace {

// Answers later than the call returns, as every call does.
template <class Answer, class DoneFn>
void cannot(Answer answer, QObject *context, DoneFn done)
{
    answer.code = u"unsupported"_s;
    QMetaObject::invokeMethod(context, [answer = std::move(answer), done = std::move(done)] { done(answer); }, Qt::QueuedConnection);
}

AskFailed notSent()
{
    AskFailed failed;
    failed.certainty = Certainty::NotSent;
    return failed;
}

} // namespace

void PaymentProvider::query(const QString &, std::chrono::seconds, QObject *context, QueryDone done)
{
    cannot(QueryAnswer{}, context, std::move(done));
}

void PaymentProvider::reverse(const ReversalRequest &, QObject *context, AskDone done)
{
    cannot(notSent(), context, std::move(done));
}

void PaymentProvider::askStatus(const StatusRequest &, QObject *context, AskDone done)
{
    cannot(notSent(), context, std::move(done));
}

void PaymentProvider::askBalance(const BalanceRequest &, QObject *context, AskDone done)
{
    cannot(notSent(), context, std::move(done));
}

void PaymentProvider::pull(const PullRequest &, QObject *context, PullDone done)
{
    PullAnswer answer;
    answer.certainty = Certainty::NotSent;
    cannot(answer, context, std::move(done));
}

void PaymentProvider::registerPull(const Msisdn &, const QUrl &, QObject *context, PlainDone done)
{
    PlainAnswer answer;
    answer.certainty = Certainty::NotSent;
    cannot(answer, context, std::move(done));
}

void PaymentProvider::registerUrls(const RegisterUrls &, QObject *context, PlainDone done)
{
    PlainAnswer answer;
    answer.certainty = Certainty::NotSent;
    cannot(answer, context, std::move(done));
}

void PaymentProvider::simulatePayment(const SimulatedPayment &, QObject *context, PlainDone done)
{
    PlainAnswer answer;
    answer.certainty = Certainty::NotSent;
    cannot(answer, context, std::move(done));
}

void PaymentProvider::makeQr(const QrRequest &, QObject *context, QrDone done)
{
    cannot(QrAnswer{}, context, std::move(done));
}

void PaymentProvider::askOrganisation(QObject *context, OrganisationDone done)
{
    cannot(OrganisationAnswer{}, context, std::move(done));
}

ResultMeaning PaymentProvider::meaningOf(ResultKind, const QString &, const QString &) const
{
    return ResultMeaning::Unclear;
}

Explanation PaymentProvider::explainResult(ResultKind, const QString &code, const QString &text) const
{
    return explain(code, text);
}

} // namespace kaunta::providers
