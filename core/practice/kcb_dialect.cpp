#include "core/practice/answers.h"
#include "core/practice/dialect.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

const QString kSharedPaybill = u"522533"_s;   // KCB's own

//! WSO2's API manager, which stands in front of KCB's services.
HttpAnswer gatewayFault(int status, const QString &code, const QString &message)
{
    return jsonAnswer(status, {{u"fault"_s, QJsonObject{{u"code"_s, code.toInt()}, {u"message"_s, message}, {u"description"_s, message}}}});
}

HttpAnswer twoPartAnswer(const QString &status, const QString &words, const QJsonObject &from)
{
    const bool yes = status == "0"_L1;
    return jsonAnswer(200, {{u"header"_s, QJsonObject{{u"statusCode"_s, status}, {u"statusDescription"_s, yes ? u"Success"_s : words}}},
                            {u"response"_s, QJsonObject{{u"MerchantRequestID"_s, from.value("MerchantRequestID"_L1).toString()},
                                                        {u"CheckoutRequestID"_s, from.value("CheckoutRequestID"_L1).toString()},
                                                        {u"CustomerMessage"_s, words},
                                                        {u"ResponseCode"_s, yes ? 0 : 1},
                                                        {u"ResponseDescription"_s, words}}}});
}

class KcbDialect final : public Dialect
{
public:
    explicit KcbDialect(const Ground &ground) : m_ground(ground) {}

    std::optional<HttpRequest> inner(const HttpRequest &request) override
    {
        if (pathOf(request) == "/token")
            return darajaTokenRequest(request);
        if (pathOf(request) != "/mm/api/request/1.0.0/stkpush")
            return std::nullopt;
        const QJsonObject body = objectIn(request.body);
        const auto text = [&body](QLatin1StringView field) { return body.value(field).toString(); };
        const bool shared = body.value("sharedShortCode"_L1).toBool();
        const QString own = m_ground.options.shortCode.isEmpty() ? kSharedPaybill : m_ground.options.shortCode;
        return darajaRequest(request, "/mpesa/stkpush/v1/processrequest",
                             darajaPush(m_ground, shared ? own : text("orgShortCode"_L1), shared ? m_ground.options.passkey : text("orgPassKey"_L1), text("phoneNumber"_L1),
                                        text("amount"_L1), text("callbackUrl"_L1), text("invoiceNumber"_L1)));
    }
    HttpAnswer handle(const HttpRequest &request) override
    {
        const auto asked = inner(request);
        if (!asked)
            return gatewayFault(404, u"900906"_s, u"No matching resource found for given API Request"_s);
        if (request.method != "POST")
            return gatewayFault(405, u"900905"_s, u"Method not allowed for given API resource"_s);
        if (pathOf(request) == "/token")
            return token(request, *asked);
        if (const QString wrong = firstBroken(request); !wrong.isEmpty())
            return twoPartAnswer(u"1"_s, u"Bad Request - Invalid "_s + wrong, {});
        const HttpAnswer answer = m_ground.mpesa(*asked);
        if (broke(answer))
            return answer;
        const QJsonObject body = objectIn(answer.body);
        const QString code = body.value("errorCode"_L1).toString();
        HttpAnswer own = answer;
        if (code == "404.001.03"_L1)
            own = gatewayFault(401, u"900901"_s, u"Invalid Credentials"_s);
        else if (answer.status == 429)
            own = gatewayFault(429, u"900800"_s, u"Message throttled out"_s);
        else if (answer.status == 200)
            own = twoPartAnswer(u"0"_s, body.value("ResponseDescription"_L1).toString(), body);
        else if (!body.isEmpty())
            own = twoPartAnswer(u"1"_s, body.value("errorMessage"_L1).toString(), {});
        own.misbehaviour = answer.misbehaviour;
        own.delay = answer.delay;
        return own;
    }

private:
    static QByteArray pathOf(const HttpRequest &request) { return request.target.split('?').constFirst(); }

    HttpAnswer token(const HttpRequest &request, const HttpRequest &asked) const
    {
        if (!request.target.contains("grant_type=client_credentials") && !request.body.contains("grant_type=client_credentials"))
            return jsonAnswer(400, {{u"error"_s, u"unsupported_grant_type"_s}});
        const HttpAnswer answer = m_ground.mpesa(asked);
        if (broke(answer))
            return answer;
        if (answer.status != 200)
            return jsonAnswer(401, {{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, u"Client Authentication failed."_s}});
        QJsonObject body = objectIn(answer.body);
        body.insert(u"token_type"_s, u"Bearer"_s);
        body.insert(u"scope"_s, u"default"_s);
        body.insert(u"expires_in"_s, body.value("expires_in"_L1).toString().toInt());
        return jsonAnswer(200, body);
    }
    //! The rules of the API's own document, in its order.
    static QString firstBroken(const HttpRequest &request)
    {
        const auto header = [&request](QByteArrayView name, int longest) {
            const QByteArray value = headerOf(request, name);
            return !value.isEmpty() && value.size() <= longest;
        };
        const QJsonObject body = objectIn(request.body);
        return firstWrong({{"routeCode", header("routeCode", 64)},
                           {"operation", header("operation", 64)},
                           {"messageId", header("messageId", 32)},
                           {"phoneNumber", isTextLike(body.value("phoneNumber"_L1), u"254[17][0-9]{8}"_s)},
                           {"amount", isTextLike(body.value("amount"_L1), u"[1-9][0-9]{0,5}"_s)},
                           {"invoiceNumber", isText(body.value("invoiceNumber"_L1), 24)},
                           {"sharedShortCode", body.value("sharedShortCode"_L1).isBool()},
                           {"orgShortCode", isTextLike(body.value("orgShortCode"_L1), body.value("sharedShortCode"_L1).toBool() ? QString() : u"[0-9]{5,7}"_s)},
                           {"orgPassKey", body.value("orgPassKey"_L1).isString()},
                           {"callbackUrl", isUrl(body.value("callbackUrl"_L1))},
                           {"transactionDescription", isText(body.value("transactionDescription"_L1), 13)}});
    }

    Ground m_ground;
};

} // namespace

std::unique_ptr<Dialect> kcbDialect(const Dialect::Ground &ground)
{
    return std::make_unique<KcbDialect>(ground);
}

} // namespace kaunta::practice
