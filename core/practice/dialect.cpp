#include "core/practice/dialect.h"

#include "core/practice/endpoints.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

struct Named {
    const char *name;
    std::unique_ptr<Dialect> (*make)(const Dialect::Ground &ground);
};
constexpr Named kDialects[] = {{"daraja", nullptr}, {"kcb-buni", kcbDialect}, {"muvatech", muvaDialect}, {"mpesa-ethiopia", ethiopiaDialect}};

} // namespace

std::unique_ptr<Dialect> Dialect::named(const QString &name, const Ground &ground)
{
    for (const Named &one : kDialects)
        if (one.make != nullptr && name == QLatin1StringView(one.name))
            return one.make(ground);
    return nullptr;
}

QStringList Dialect::names()
{
    QStringList names;
    for (const Named &one : kDialects)
        names << QString::fromLatin1(one.name);
    return names;
}

HttpRequest darajaRequest(const HttpRequest &like, const char *path, const QJsonObject &body)
{
    return {"POST", path, like.headers, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

HttpRequest darajaTokenRequest(const HttpRequest &like)
{
    return {"GET", "/oauth/v1/generate?grant_type=client_credentials", like.headers, {}};
}

QJsonObject objectIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

bool isTextLike(const QJsonValue &value, const QString &form)
{
    return value.isString() && QRegularExpression(u"\\A(?:"_s + form + u")\\z"_s).match(value.toString()).hasMatch();
}

QJsonObject darajaPush(const Dialect::Ground &ground, const QString &shortCode, const QString &passkey, const QString &phone, const QString &amount, const QString &callbackUrl,
                       const QString &reference)
{
    constexpr qsizetype kLongestDarajaReference = 12;
    const QString stamp = eatStamp(ground.clock.nowUtc().toMSecsSinceEpoch());
    return {{u"BusinessShortCode"_s, shortCode.toLongLong()},
            {u"Password"_s, QString::fromLatin1(QString(shortCode + passkey + stamp).toUtf8().toBase64())},
            {u"Timestamp"_s, stamp},
            {u"TransactionType"_s, u"CustomerPayBillOnline"_s},
            {u"Amount"_s, amount.toLongLong()},
            {u"PartyA"_s, phone.toLongLong()},
            {u"PartyB"_s, shortCode.toLongLong()},
            {u"PhoneNumber"_s, phone.toLongLong()},
            {u"CallBackURL"_s, callbackUrl},
            {u"AccountReference"_s, reference.right(kLongestDarajaReference)},
            {u"TransactionDesc"_s, u"Payment"_s}};
}

} // namespace kaunta::practice
