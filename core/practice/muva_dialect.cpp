#include "core/practice/answers.h"
#include "core/practice/dialect.h"
#include "core/practice/request_checks.h"

#include <QJsonArray>
#include <QUrlQuery>
#include <deque>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr int kPerMinute = 60;
const QString kReferenceKey = u"transactionReference"_s;

class MuvaDialect final : public Dialect
{
public:
    explicit MuvaDialect(const Ground &ground) : m_ground(ground) {}

    std::optional<HttpRequest> inner(const HttpRequest &request) override
    {
        if (request.target != "/api/v1/payments/initiateSTKpush")
            return std::nullopt;
        const QJsonObject body = objectIn(request.body);
        const QString shortCode = m_ground.options.shortCode.isEmpty() ? u"600000"_s : m_ground.options.shortCode;
        // Everything goes to the one address that the shop has told; the reference travels with it to the answer.
        QUrl url(m_ground.options.confirmationUrl.isEmpty() ? u"http://127.0.0.1:9/nobody"_s : m_ground.options.confirmationUrl);
        QUrlQuery query;
        query.addQueryItem(kReferenceKey, body.value(kReferenceKey).toString());
        url.setQuery(query);
        HttpRequest asked = darajaRequest(request, "/mpesa/stkpush/v1/processrequest",
                                          darajaPush(m_ground, shortCode, m_ground.options.passkey, u"254"_s + body.value("phoneNumber"_L1).toString().mid(1),
                                                     body.value("amount"_L1).toString(), url.toString(QUrl::FullyEncoded), u"MUVA"_s));
        return asked;
    }
    HttpAnswer handle(const HttpRequest &request) override
    {
        HttpAnswer answer = answered(request);
        if (broke(answer))
            return answer;
        answer.headers.emplaceBack("X-RateLimit-Limit", QByteArray::number(kPerMinute));
        answer.headers.emplaceBack("X-RateLimit-Remaining", QByteArray::number(std::max(0, kPerMinute - static_cast<int>(m_asked.size()))));
        return answer;
    }
    Post outward(const QUrl &url, const QByteArray &body) override
    {
        const QString reference = QUrlQuery(url).queryItemValue(kReferenceKey, QUrl::FullyDecoded);
        const QJsonObject callback = objectIn(body).value("Body"_L1).toObject().value("stkCallback"_L1).toObject();
        if (reference.isEmpty() || callback.isEmpty())
            return {url, body};
        QJsonObject flat{{kReferenceKey, reference}};
        for (const QString &key : {u"MerchantRequestID"_s, u"CheckoutRequestID"_s, u"ResultCode"_s, u"ResultDesc"_s})
            flat.insert(key, callback.value(key));
        const QJsonArray items = callback.value("CallbackMetadata"_L1).toObject().value("Item"_L1).toArray();
        for (const QJsonValue &item : items)
            if (const QString name = item.toObject().value("Name"_L1).toString(); name != "Balance"_L1)
                flat.insert(name, item.toObject().value("Value"_L1));
        return {url.adjusted(QUrl::RemoveQuery), withShillings(flat)};
    }

private:
    HttpAnswer answered(const HttpRequest &request)
    {
        const qint64 now = m_ground.clock.nowUtc().toMSecsSinceEpoch();
        while (!m_asked.empty() && now - m_asked.front() >= kMinute)
            m_asked.pop_front();
        if (m_asked.size() >= kPerMinute) {
            HttpAnswer limited = jsonAnswer(429, {{u"message"_s, u"Too Many Attempts."_s}});
            limited.headers.emplaceBack("Retry-After", QByteArray::number((m_asked.front() + kMinute - now) / 1000 + 1));
            return limited;
        }
        m_asked.push_back(now);
        const auto asked = inner(request);
        if (!asked)
            return jsonAnswer(404, {{u"message"_s, u"The route could not be found."_s}});
        if (request.method != "POST")
            return jsonAnswer(405, {{u"message"_s, u"The method is not supported for this route."_s}});
        if (headerOf(request, "Authorization") != "Bearer " + m_ground.options.bearerToken.toUtf8())
            return jsonAnswer(401, {{u"message"_s, u"Unauthenticated."_s}});
        const QJsonObject body = objectIn(request.body);
        const QString wrong = firstWrong({{"phoneNumber", isTextLike(body.value("phoneNumber"_L1), u"0[17][0-9]{8}"_s)},
                                          {"amount", isTextLike(body.value("amount"_L1), u"[1-9][0-9]{0,5}"_s)},
                                          {"transactionReference", isText(body.value(kReferenceKey), 64)}});
        if (!wrong.isEmpty())
            return jsonAnswer(422, {{u"message"_s, QString(u"The "_s + wrong + u" is invalid."_s)}});
        return passedOn(*asked, body.value(kReferenceKey).toString());
    }
    HttpAnswer passedOn(HttpRequest asked, const QString &reference) const
    {
        const HttpAnswer token = m_ground.mpesa({"GET", "/oauth/v1/generate?grant_type=client_credentials",
                                                 {{"Authorization", "Basic " + QString(m_ground.options.consumerKey + u':' + m_ground.options.consumerSecret).toUtf8().toBase64()}}, {}});
        asked.headers = {{"Authorization", "Bearer " + objectIn(token.body).value("access_token"_L1).toString().toLatin1()}, {"Content-Type", "application/json"}};
        const HttpAnswer answer = m_ground.mpesa(asked);
        if (broke(answer))
            return answer;
        const bool yes = answer.status == 200;
        const QString words = yes ? u"Success. Request accepted for processing"_s : objectIn(answer.body).value("errorMessage"_L1).toString();
        HttpAnswer own = answer.status == 403 ? answer : jsonAnswer(200, {{u"responseCode"_s, yes ? 0 : 1}, {kReferenceKey, reference}, {u"responseMessage"_s, words}});
        own.misbehaviour = answer.misbehaviour;
        own.delay = answer.delay;
        return own;
    }

    Ground m_ground;
    std::deque<qint64> m_asked;   // of the last minute
};

} // namespace

std::unique_ptr<Dialect> muvaDialect(const Dialect::Ground &ground)
{
    return std::make_unique<MuvaDialect>(ground);
}

} // namespace kaunta::practice
