#include "core/practice/answers.h"
#include "core/practice/dialect.h"
#include "core/practice/request_checks.h"
#include "core/practice/script.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

const QString kOwnId = u"MerchantRequestID"_s;

//! A phone of one country as the same subscriber of the other: inside, everybody lives in Kenya.
QString moved(const QString &digits, QLatin1StringView from, QLatin1StringView to)
{
    return digits.startsWith(from) ? to + digits.mid(from.size()) : digits;
}

QByteArray abroad(QByteArray body)
{
    static const QRegularExpression phone(u"\\b2547([0-9]{8})\\b"_s);
    QString text = QString::fromUtf8(body).replace(phone, u"2517\\1"_s);
    text.replace("|KES|"_L1, "|ETB|"_L1);
    return text.toUtf8();
}

struct Path {
    const char *own;      //!< a regular expression
    const char *inner;
    Endpoint endpoint;
};
constexpr Path kPaths[] = {
    {"/v1/token/generate", "/oauth/v1/generate", Endpoint::OAuth},
    {"/mpesa/stkpush/v[13]/processrequest", "/mpesa/stkpush/v1/processrequest", Endpoint::Push},
    {"/mpesa/reversal/v[12]/request", "/mpesa/reversal/v1/request", Endpoint::Reversal},
    {"/mpesa/transactionstatus/v1/query", "/mpesa/transactionstatus/v1/query", Endpoint::Status},
    {"/mpesa/accountbalance/v[12]/query", "/mpesa/accountbalance/v1/query", Endpoint::Balance},
    {"/v1/c2b-register-url/register", "/mpesa/c2b/v2/registerurl", Endpoint::C2bRegister},
    {"/mpesa/b2c/simulatetransaction/v1/request|/mpesa/c2b/v1/simulate", "/mpesa/c2b/v1/simulate", Endpoint::C2bSimulate},
    {"/mpesa/b2c/v[12]/paymentrequest", "/mpesa/b2c/v3/paymentrequest", Endpoint::Payout},
};

const Path *pathOf(const HttpRequest &request)
{
    const QString asked = QString::fromLatin1(request.target.split('?').constFirst());
    for (const Path &path : kPaths)
        if (QRegularExpression(u"\\A(?:"_s + QString::fromLatin1(path.own) + u")\\z"_s).match(asked).hasMatch())
            return &path;
    return nullptr;
}

bool isOwnPhone(const QJsonValue &value)
{
    static const QRegularExpression shape(uR"(\A2517[0-9]{8}\z)"_s);
    return shape.match(digitsOf(value).value_or(QString())).hasMatch();
}

class EthiopiaDialect final : public Dialect
{
public:
    explicit EthiopiaDialect(const Ground &ground) : m_ground(ground) {}

    std::optional<HttpRequest> inner(const HttpRequest &request) override
    {
        const Path *path = pathOf(request);
        if (path == nullptr)
            return std::nullopt;
        if (path->endpoint == Endpoint::OAuth)
            return HttpRequest{request.method, QByteArray(path->inner) + request.target.mid(request.target.indexOf('?')), request.headers, {}};
        QJsonObject body = objectIn(request.body);
        translate(path->endpoint, body);
        HttpRequest asked = darajaRequest(request, path->inner, body);
        asked.method = request.method;
        return asked;
    }
    HttpAnswer handle(const HttpRequest &request) override
    {
        const Path *path = pathOf(request);
        const auto asked = inner(request);
        if (!asked)
            return jsonAnswer(404, {{u"requestId"_s, u"1"_s}, {u"errorCode"_s, u"SVC0404"_s}, {u"errorMessage"_s, u"Resource not found"_s}});
        const QJsonObject body = objectIn(request.body);
        if (path->endpoint == Endpoint::Push)
            if (const QString wrong = wrongInPush(body); !wrong.isEmpty())
                return refused(u"Invalid "_s + wrong);
        const HttpAnswer answer = m_ground.mpesa(*asked);
        if (broke(answer) || answer.body.isEmpty())
            return answer;
        HttpAnswer own = translated(path->endpoint, body, answer);
        own.misbehaviour = answer.misbehaviour;
        own.delay = answer.delay;
        return own;
    }
    Post outward(const QUrl &url, const QByteArray &body) override
    {
        const QString mine = QUrlQuery(url).queryItemValue(kOwnId, QUrl::FullyDecoded);
        QByteArray told = abroad(body);
        if (!mine.isEmpty()) {   // the caller's own id comes back
            static const QRegularExpression id(uR"("MerchantRequestID":"[^"]*")"_s);
            told = QString::fromUtf8(told).replace(id, u"\"MerchantRequestID\":\""_s + mine + u'"').toUtf8();
        }
        return {mine.isEmpty() ? url : url.adjusted(QUrl::RemoveQuery), told};
    }

private:
    static HttpAnswer refused(const QString &words)
    {
        return jsonAnswer(400, {{u"requestId"_s, u"1"_s}, {u"errorCode"_s, u"400.002.02"_s}, {u"errorMessage"_s, QString(u"Bad Request - "_s + words)}});
    }
    static QString wrongInPush(const QJsonObject &body)
    {
        return firstWrong({{"MerchantRequestID", isText(body.value("MerchantRequestID"_L1), 50)},
                           {"PhoneNumber", isOwnPhone(body.value("PhoneNumber"_L1))},
                           {"PartyA", isOwnPhone(body.value("PartyA"_L1))},
                           {"ReferenceData", body.value("ReferenceData"_L1).isArray()}});
    }
    void translate(Endpoint endpoint, QJsonObject &body) const
    {
        const auto phone = [&body](QLatin1StringView field) { body[field] = moved(digitsOf(body.value(field)).value_or(QString()), "251"_L1, "254"_L1); };
        switch (endpoint) {
        case Endpoint::Push: {
            phone("PhoneNumber"_L1);
            phone("PartyA"_L1);
            QUrl url(body.value("CallBackURL"_L1).toString());
            QUrlQuery query;
            query.addQueryItem(kOwnId, body.take("MerchantRequestID"_L1).toString());
            url.setQuery(query);
            body["CallBackURL"_L1] = url.toString(QUrl::FullyEncoded);
            body.remove("ReferenceData"_L1);
            usePlainPassword(body);
            break;
        }
        case Endpoint::Reversal:
            body["RecieverIdentifierType"_L1] = u"11"_s;   // 1, 4 and 11 are all in documents
            break;
        case Endpoint::Status:
            if (body.value("TransactionID"_L1) == "0"_L1)
                body.remove("TransactionID"_L1);
            for (const QString &name : {u"OriginalConcersationID"_s, u"OriginalConversationID"_s})
                if (const QString id = body.take(name).toString(); !id.isEmpty() && id != "0"_L1)
                    body["OriginalConversationID"_L1] = id;
            break;
        case Endpoint::C2bSimulate:
            phone("Msisdn"_L1);
            break;
        case Endpoint::Payout:
            phone("PartyB"_L1);
            break;
        case Endpoint::OAuth:
        case Endpoint::Query:
        case Endpoint::Balance:
        case Endpoint::C2bRegister:
        case Endpoint::Transfer:
        case Endpoint::PullRegister:
        case Endpoint::Pull:
        case Endpoint::Qr:
        case Endpoint::OrgInfo:
            break;
        }
    }
    //! All three forms that documents show are taken: the plain one is M-PESA Kenya's.
    void usePlainPassword(QJsonObject &body) const
    {
        const QString clear = digitsOf(body.value("BusinessShortCode"_L1)).value_or(QString()) + m_ground.options.passkey + body.value("Timestamp"_L1).toString();
        const QByteArray hashed = QCryptographicHash::hash(clear.toUtf8(), QCryptographicHash::Sha256).toHex().toBase64();
        const QByteArray given = body.value("Password"_L1).toString().toUtf8();
        if (given == hashed || given == m_ground.options.passkey.toUtf8())
            body["Password"_L1] = QString::fromLatin1(clear.toUtf8().toBase64());
    }
    HttpAnswer translated(Endpoint endpoint, const QJsonObject &asked, const HttpAnswer &answer) const
    {
        QJsonObject body = objectIn(answer.body);
        if (body.isEmpty())   // a firewall's page
            return answer;
        const QString code = body.value("errorCode"_L1).toString();
        if (endpoint == Endpoint::OAuth && answer.status != 200)
            return jsonAnswer(400, code == "400.008.02"_L1 ? QJsonObject{{u"resultCode"_s, u"999998"_s}, {u"resultDesc"_s, u"Invalid grant type passed"_s}}
                                                           : QJsonObject{{u"resultCode"_s, u"999991"_s}, {u"resultDesc"_s, u"Invalid client id passed"_s}});
        if (endpoint == Endpoint::C2bRegister)
            return answer.status == 200 ? jsonAnswer(200, {{u"responseCode"_s, u"200"_s}, {u"responseMessage"_s, u"Request processed successfully"_s}})
                                        : jsonAnswer(400, {{u"responseCode"_s, u"400"_s}, {u"responseDescription"_s, body.value("errorMessage"_L1)}});
        if (endpoint == Endpoint::Push && body.contains(kOwnId))
            body[kOwnId] = asked.value(kOwnId);
        HttpAnswer own = jsonAnswer(answer.status, body);
        own.body = abroad(own.body);
        return own;
    }

    Ground m_ground;
};

} // namespace

std::unique_ptr<Dialect> ethiopiaDialect(const Dialect::Ground &ground)
{
    return std::make_unique<EthiopiaDialect>(ground);
}

} // namespace kaunta::practice
