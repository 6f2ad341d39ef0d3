// Safaricom Ethiopia's API. It prompts, reverses and answers about transactions; it has no query about a prompt and no list.
#include "tests/simulation/api.h"

#include <QJsonDocument>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer error(int status, const char *code, const char *message)
{
    return {status, QByteArray(R"({"requestId":"1-1-1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})"};
}

class EthiopiaApi final : public Api
{
public:
    EthiopiaApi(World &world, Mpesa &mpesa)
        : Api(world, mpesa), m_codesProve(world.chance.perMille(300)), m_isoTimes(world.chance.perMille(300)), m_push(world.chance.perMille(800) ? u"v3"_s : u"v1"_s),
          m_reversal(world.chance.perMille(800) ? u"v2"_s : u"v1"_s), m_idField(world.chance.perMille(700) ? u"OriginalConcersationID"_s : u"OriginalConversationID"_s)
    {
    }
    HttpAnswer handle(const net::Request &request) override;
    HttpAnswer tooMany() override
    {
        return {429, R"({"fault":{"faultstring":"Spike arrest violation","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})"};
    }
    HttpAnswer busy() override { return error(500, "500.003.02", "System is busy. Please try again in few minutes."); }
    HttpAnswer failedAfterwards() override;
    QByteArray confirmation(const Paid &paid) override;
    QByteArray validation(const Paid &paid) override { return confirmation(paid).replace("\"Confirmation\"", "\"Validation\""); }
    bool isReply(const QJsonObject &reply, const QString &code) const override { return Api::isReply(reply, code) && reply.contains("ThirdPartyTransID"_L1); }
    QMap<QString, QString> settings() const override
    {
        return {{u"stk-version"_s, m_push}, {u"reversal-version"_s, m_reversal}, {u"original-id-field"_s, m_idField}, {u"kenyan-error-codes"_s, m_codesProve ? u"on"_s : u"off"_s}};
    }

private:
    HttpAnswer push(const QJsonObject &request);

    bool m_codesProve;   //!< its errors mean what they mean in Kenya
    bool m_isoTimes;     //!< the SDK's example of a confirmation has "20240904T123000", its table says YYYYMMDDHHMMSS
    QString m_push;
    QString m_reversal;
    QString m_idField;
};

QString idOrNone(const QJsonValue &value)
{
    const QString id = textOf(value);
    return id == "0"_L1 ? QString() : id;
}

} // namespace

std::unique_ptr<Api> makeEthiopia(World &world, Mpesa &mpesa)
{
    return std::make_unique<EthiopiaApi>(world, mpesa);
}

HttpAnswer EthiopiaApi::handle(const net::Request &request)
{
    const QString path = request.url.path();
    if (path == "/v1/token/generate"_L1) {
        if (!headerOf(request, "Authorization").startsWith("Basic "))
            return {400, R"({"resultCode":"999997","resultDesc":"Invalid authorization header"})"};
        return giveToken(m_world.chance.perMille(500) ? R"("3599")" : "3599");
    }
    if (m_world.fires(Fault::TokenRevoked))
        m_token.clear();
    if (!isSignedIn(request)) {
        m_world.note("gateway", [&]() -> QString { return u"refuses the token for "_s + path; });
        return error(m_world.chance.perMille(500) ? 404 : 401, "404.001.03", "Invalid Access Token");
    }
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (path == "/mpesa/stkpush/"_L1 + m_push + "/processrequest"_L1)
        return push(asked);
    const QString originator = textOf(asked.value("OriginatorConversationID"_L1));
    if (path == "/mpesa/reversal/"_L1 + m_reversal + "/request"_L1) {
        const Reversal taken = m_mpesa.reverse({.receipt = textOf(asked.value("TransactionID"_L1)), .shillings = textOf(asked.value("Amount"_L1)).toLongLong(),
                                                .resultUrl = textOf(asked.value("ResultURL"_L1)), .timeoutUrl = textOf(asked.value("QueueTimeOutURL"_L1)),
                                                .originatorId = originator});
        return acceptance(taken.originatorId, taken.conversationId);
    }
    if (path == "/mpesa/transactionstatus/v1/query"_L1) {
        const StatusQuestion taken = m_mpesa.askStatus({.receipt = idOrNone(asked.value("TransactionID"_L1)), .conversation = idOrNone(asked.value(m_idField)),
                                                        .resultUrl = textOf(asked.value("ResultURL"_L1)), .originatorId = originator});
        return acceptance(taken.originatorId, taken.conversationId);
    }
    if (path == "/mpesa/accountbalance/v2/query"_L1) {
        const StatusQuestion taken = m_mpesa.askBalance({.receipt = {}, .conversation = {}, .resultUrl = textOf(asked.value("ResultURL"_L1)), .originatorId = originator});
        return acceptance(taken.originatorId, taken.conversationId);
    }
    return error(404, "404.001.01", "Resource not found");
}

HttpAnswer EthiopiaApi::push(const QJsonObject &request)
{
    const QString url = textOf(request.value("CallBackURL"_L1));
    const QString id = textOf(request.value("MerchantRequestID"_L1));
    const QString phone = textOf(request.value("PhoneNumber"_L1));
    if (id.isEmpty() || !phone.startsWith("2517"_L1))
        return error(400, "400.002.02", "Bad Request - Invalid PhoneNumber");
    const Prompt *prompt = m_mpesa.prompt({.key = keyIn(url), .reference = textOf(request.value("AccountReference"_L1)), .phone = phone,
                                           .shillings = textOf(request.value("Amount"_L1)).toLongLong(), .callbackUrl = url, .merchantId = id});
    if (prompt == nullptr)
        return error(500, "500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    return {200, R"({"MerchantRequestID":)" + jsonText(prompt->merchantId) + R"(,"CheckoutRequestID":)" + jsonText(prompt->checkoutId)
                     + R"(,"ResponseCode":"0","ResponseDescription":"Request accepted for processing","CustomerMessage":"Request accepted for processing"})"};
}

HttpAnswer EthiopiaApi::failedAfterwards()
{
    if (m_codesProve)
        return error(500, "500.003.1001", "Internal Server Error");
    switch (m_world.chance.below(7)) {   // what would be a proof in Kenya, said of something that was done
    case 0: return error(400, "400.002.02", "Bad Request - Invalid Amount");
    case 1: return error(404, "404.001.03", "Invalid Access Token");
    case 2: return error(500, "500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    case 3: return tooMany();
    case 4: return {400, R"({"responseCode":"400","responseDescription":"Rejected"})"};
    case 5: return {200, R"({"resultCode":"1","resultDesc":"Rejected"})"};
    default: return error(500, "SVC0403", "Service error");
    }
}

QByteArray EthiopiaApi::confirmation(const Paid &paid)
{
    return R"({"RequestType":"Confirmation","TransactionType":"Pay Bill","TransID":)" + jsonText(paid.receipt) + R"(,"TransTime":")"
        + m_mpesa.eat(paid.at, m_isoTimes ? u"yyyyMMddTHHmmss"_s : u"yyyyMMddHHmmss"_s).toUtf8() + R"(","TransAmount":")" + QByteArray::number(paid.shillings)
        + R"(","BusinessShortCode":)" + jsonText(m_mpesa.shortCode()) + R"(,"BillRefNumber":)" + jsonText(m_mpesa.echoed(paid))
        + R"(,"InvoiceNumber":"","OrgAccountBalance":"","ThirdPartyTransID":"","MSISDN":")" + paid.phone.left(5).toUtf8() + "****" + paid.phone.right(3).toUtf8()
        + R"(","FirstName":"ABEBE","MiddleName":"","LastName":"","KYCInfo":[{"Key":"Document","Value":"Passport"},{"Key":"Number","Value":"EP7777"}]})";
}

} // namespace kaunta::sim
