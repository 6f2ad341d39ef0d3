// Safaricom Kenya's own API.
#include "tests/simulation/api.h"

#include <QJsonDocument>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;

HttpAnswer error(int status, const char *code, const char *message)
{
    return {status, QByteArray(R"({"requestId":"1-1-1","errorCode":")") + code + R"(","errorMessage":")" + message + R"("})"};
}

HttpAnswer spikeArrest(const QByteArray &retryAfter)
{
    return {429, R"({"fault":{"faultstring":"Spike arrest violation","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})", "application/json", retryAfter};
}

class DarajaApi final : public Api
{
public:
    DarajaApi(World &world, Mpesa &mpesa) : Api(world, mpesa), m_queriesPerMinute(static_cast<int>(world.chance.between(5, 70))) {}
    HttpAnswer handle(const net::Request &request) override;
    HttpAnswer tooMany() override { return spikeArrest({}); }
    HttpAnswer busy() override { return error(500, "500.003.02", "System is busy. Please try again in few minutes."); }
    HttpAnswer failedAfterwards() override { return error(500, "500.003.1001", "Internal Server Error"); }

private:
    HttpAnswer push(const QJsonObject &request);
    HttpAnswer query(const QJsonObject &request);
    HttpAnswer pull(const QJsonObject &request);
    HttpAnswer reverse(const QJsonObject &request);
    HttpAnswer status(const QJsonObject &request);
    bool queriedTooOften();

    std::deque<qint64> m_queries;       //!< when M-PESA was asked, the last minute
    int m_queriesPerMinute;
};

} // namespace

std::unique_ptr<Api> makeDaraja(World &world, Mpesa &mpesa)
{
    return std::make_unique<DarajaApi>(world, mpesa);
}

HttpAnswer DarajaApi::handle(const net::Request &request)
{
    const QString path = request.url.path();
    if (path == "/oauth/v1/generate"_L1)
        return giveToken(R"("3599")");
    if (m_world.fires(Fault::TokenRevoked))
        m_token.clear();
    if (!isSignedIn(request)) {
        m_world.note("gateway", [&]() -> QString { return u"refuses the token for "_s + path; });
        return error(404, "404.001.03", "Invalid Access Token");
    }
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (path == "/mpesa/stkpush/v1/processrequest"_L1)
        return push(asked);
    if (path == "/mpesa/stkpushquery/v1/query"_L1)
        return query(asked);
    if (path == "/pulltransactions/v1/query"_L1)
        return pull(asked);
    if (path == "/mpesa/reversal/v1/request"_L1)
        return reverse(asked);
    if (path == "/mpesa/transactionstatus/v1/query"_L1)
        return status(asked);
    if (path == "/mpesa/accountbalance/v1/query"_L1) {
        const StatusQuestion taken = m_mpesa.askBalance({.receipt = {}, .conversation = {}, .resultUrl = textOf(asked.value("ResultURL"_L1))});
        return acceptance(taken.originatorId, taken.conversationId);
    }
    return error(404, "404.001.01", "Resource not found");
}

HttpAnswer DarajaApi::push(const QJsonObject &request)
{
    const QString url = textOf(request.value("CallBackURL"_L1));
    const Prompt *prompt = m_mpesa.prompt({.key = keyIn(url), .reference = textOf(request.value("AccountReference"_L1)), .phone = textOf(request.value("PhoneNumber"_L1)),
                                           .shillings = textOf(request.value("Amount"_L1)).toLongLong(), .callbackUrl = url, .merchantId = {}});
    if (prompt == nullptr)
        return error(500, "500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    return {200, R"({"MerchantRequestID":")" + prompt->merchantId.toUtf8() + R"(","CheckoutRequestID":")" + prompt->checkoutId.toUtf8()
                     + R"(","ResponseCode":"0","ResponseDescription":"Success. Request accepted for processing","CustomerMessage":"Success"})"};
}

bool DarajaApi::queriedTooOften()
{
    while (!m_queries.empty() && m_queries.front() <= m_world.now() - kMinute)
        m_queries.pop_front();
    m_queries.push_back(m_world.now());
    return static_cast<int>(m_queries.size()) > m_queriesPerMinute;
}

HttpAnswer DarajaApi::query(const QJsonObject &request)
{
    const QString id = textOf(request.value("CheckoutRequestID"_L1));
    m_world.note("mpesa", [&]() -> QString { return u"query for %1"_s.arg(id); });
    if (queriedTooOften() || m_world.fires(Fault::Storm429))
        return spikeArrest(m_world.chance.perMille(300) ? QByteArray::number(m_world.chance.between(5, 120)) : QByteArray());
    Prompt *found = m_mpesa.promptByCheckout(id);
    if (found == nullptr)
        return error(500, "500.001.1001", "The transaction does not exist");
    Prompt &prompt = *found;
    QString code = prompt.code;
    if (prompt.isOpen || (code.isEmpty())) {
        switch (m_world.fires(Fault::QueryUnclear) ? m_world.chance.between(1, 5) : 0) {
        case 0:
            return error(500, "500.001.1001", "The transaction is being processed");
        case 1:
            return error(500, "500.001.1001", "");
        case 2:
            return error(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
        case 3:
            code = u"4999"_s;
            break;
        case 4:
            return error(500, "500.001.1001", "The transaction does not exist");
        default:
            return {200, R"({"ResponseCode":"1","ResponseDescription":"Rejected"})"};
        }
    }
    if (code == "0"_L1 && m_world.fires(Fault::QueryLies)) {
        prompt.queryLied = true;
        code = m_world.chance.perMille(500) ? u"1032"_s : u"1037"_s;
    } else if (prompt.receipt.isEmpty() && !prompt.queryClaimed && m_world.fires(Fault::QueryClaimsPaid)) {
        prompt.queryClaimed = true;
        code = u"0"_s;
    } else if (code != "0"_L1 && m_world.fires(Fault::UnknownCode)) {
        code = u"7778"_s;
    }
    return {200, R"({"ResponseCode":"0","ResponseDescription":"The service request has been accepted successsfully","MerchantRequestID":")" + prompt.merchantId.toUtf8()
                     + R"(","CheckoutRequestID":")" + prompt.checkoutId.toUtf8() + R"(","ResultCode":")" + code.toUtf8() + R"(","ResultDesc":"Told"})"};
}

HttpAnswer DarajaApi::pull(const QJsonObject &request)
{
    constexpr int kPage = 50;
    const auto readTime = [&](QLatin1StringView key) {
        const QString text = textOf(request.value(key));
        const QDateTime time(QDate::fromString(text.left(10), Qt::ISODate), QTime::fromString(text.mid(11), Qt::ISODate), Qt::UTC);
        return time.toMSecsSinceEpoch() - 3 * 60 * kMinute - m_mpesa.epoch();
    };
    const qint64 from = readTime("StartDate"_L1);
    const qint64 to = readTime("EndDate"_L1);
    qint64 skip = textOf(request.value("OffSetValue"_L1)).toLongLong();
    QByteArray rows;
    int count = 0;
    for (const Paid &paid : m_mpesa.payments()) {
        const bool listed = m_mpesa.pullWorks && paid.at >= from && paid.at / kSecond * kSecond <= to && paid.at <= m_world.now() - 5 * kSecond;
        if (!listed || skip-- > 0 || count >= kPage)
            continue;
        ++count;
        rows += (rows.isEmpty() ? "" : ",") + QByteArray(R"({"transactionId":")") + paid.receipt.toUtf8() + R"(","trxDate":")"
            + m_mpesa.eat(paid.at, u"yyyy-MM-ddTHH:mm:ssZ"_s).toUtf8() + R"(","msisdn":)" + (m_mpesa.masksNumbers ? R"("2547 ***** )" + paid.phone.right(3).toUtf8() + '"' : paid.phone.toUtf8())
            + R"(,"sender":"MPESA","transactiontype":"c2b-pay-bill-debit","billreference":")" + m_mpesa.echoed(paid).toUtf8() + R"(","amount":")"
            + QByteArray::number(paid.shillings) + R"(.00","organizationname":"Duka"})";
    }
    m_world.note("mpesa", [&]() -> QString { return u"pull: %1 records"_s.arg(count); });
    if (count == 0)
        return {200, R"({"ResponseRefID":"1","ResponseCode":"1001","ResponseMessage":"No data","Response":[[]]})"};
    return {200, R"({"ResponseRefID":"1","ResponseCode":"1000","ResponseMessage":"Success","Response":[[)" + rows + "]]}"};
}

HttpAnswer DarajaApi::reverse(const QJsonObject &request)
{
    const Reversal taken = m_mpesa.reverse({.receipt = textOf(request.value("TransactionID"_L1)), .shillings = textOf(request.value("Amount"_L1)).toLongLong(),
                                            .resultUrl = textOf(request.value("ResultURL"_L1)), .timeoutUrl = textOf(request.value("QueueTimeOutURL"_L1))});
    return acceptance(taken.originatorId, taken.conversationId);
}

HttpAnswer DarajaApi::status(const QJsonObject &request)
{
    const StatusQuestion taken = m_mpesa.askStatus({.receipt = textOf(request.value("TransactionID"_L1)), .conversation = textOf(request.value("OriginalConversationID"_L1)),
                                                    .resultUrl = textOf(request.value("ResultURL"_L1))});
    return acceptance(taken.originatorId, taken.conversationId);
}

} // namespace kaunta::sim
