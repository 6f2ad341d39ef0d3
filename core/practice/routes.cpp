#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer refuseWithToken(RandomSource &random, const QString &token)
{
    return unauthorized(random, u"401.002.01"_s, token);
}

HttpAnswer refuseOrgInfo(RandomSource &random, const QString &)
{
    return errorAnswer(random, 401, u"401.001"_s, u"Invalid Token"_s);
}

constexpr Route kRoutes[] = {
    {Endpoint::OAuth, "GET", "/oauth/v1/generate", false, oauthGenerate},
    {Endpoint::Push, "POST", "/mpesa/stkpush/v1/processrequest", true, stkPush},
    {Endpoint::Query, "POST", "/mpesa/stkpushquery/v1/query", true, stkQuery},
    {Endpoint::Reversal, "POST", "/mpesa/reversal/v1/request", true, reversal},
    {Endpoint::Status, "POST", "/mpesa/transactionstatus/v1/query", true, transactionStatus},
    {Endpoint::Balance, "POST", "/mpesa/accountbalance/v1/query", true, accountBalance, refuseWithToken},
    {Endpoint::C2bRegister, "POST", "/mpesa/c2b/v1/registerurl", true, c2bRegisterV1},
    {Endpoint::C2bRegister, "POST", "/mpesa/c2b/v2/registerurl", true, c2bRegisterV2},
    {Endpoint::C2bSimulate, "POST", "/mpesa/c2b/v1/simulate", true, c2bSimulate},
    {Endpoint::C2bSimulate, "POST", "/mpesa/c2b/v2/simulate", true, c2bSimulate},
    {Endpoint::Payout, "POST", "/mpesa/b2c/v1/paymentrequest", true, payoutV1, refuseWithToken},
    {Endpoint::Payout, "POST", "/mpesa/b2c/v3/paymentrequest", true, payoutV3, refuseWithToken},
    {Endpoint::Transfer, "POST", "/mpesa/b2b/v1/paymentrequest", true, transfer},
    {Endpoint::PullRegister, "POST", "/pulltransactions/v1/register", true, pullRegister},
    {Endpoint::Pull, "POST", "/pulltransactions/v1/query", true, pullQuery},
    {Endpoint::Qr, "POST", "/mpesa/qrcode/v1/generate", true, qrGenerate},
    {Endpoint::OrgInfo, "POST", "/sfcverify/v1/query/info", true, orgInfo, refuseOrgInfo},
};

} // namespace

const Route *routeOf(const QUrl &url)
{
    for (const Route &route : kRoutes)
        if (url.path() == QLatin1StringView(route.path))
            return &route;
    return nullptr;
}

QString phoneOf(const Store &store, const Books &books, Endpoint endpoint, const QJsonObject &body)
{
    const auto digits = [&body](QLatin1StringView field) { return digitsOf(body.value(field)).value_or(QString()); };
    switch (endpoint) {
    case Endpoint::Push:
        return digits("PhoneNumber"_L1);
    case Endpoint::Query:
        return store.push(body.value("CheckoutRequestID"_L1).toString()).value_or(PushRecord()).phone;
    case Endpoint::Reversal:
        return books.deal(body.value("TransactionID"_L1).toString()).value_or(Deal()).phone;
    case Endpoint::Status:
        if (const QString receipt = body.value("TransactionID"_L1).toString(); !receipt.isEmpty())
            return books.deal(receipt).value_or(Deal()).phone;
        return books.ask(body.value("OriginalConversationID"_L1).toString()).value_or(Ask()).phone;
    case Endpoint::C2bSimulate:
        return digits("Msisdn"_L1);
    case Endpoint::Payout:
        return digits("PartyB"_L1);
    case Endpoint::OAuth:
    case Endpoint::Balance:
    case Endpoint::C2bRegister:
    case Endpoint::Transfer:
    case Endpoint::PullRegister:
    case Endpoint::Pull:
    case Endpoint::Qr:
    case Endpoint::OrgInfo:
        break;
    }
    return {};
}

} // namespace kaunta::practice
