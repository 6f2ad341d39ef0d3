#include "core/practice/request_checks.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <cmath>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! Fourteen digits that are a date and a time. In which zone and how old: Daraja does not look.
bool isTimestamp(const QJsonValue &value)
{
    return value.isString() && value.toString().size() == 14 && digitsOf(value)
           && QDateTime::fromString(value.toString(), u"yyyyMMddHHmmss"_s).isValid();
}

bool isPassword(const QJsonValue &value)
{
    return value.isString() && !value.toString().isEmpty();
}

} // namespace

bool isShortCode(const std::optional<QString> &digits)
{
    return digits && digits->size() >= 5 && digits->size() <= 7;
}

bool isPhone(const std::optional<QString> &digits)
{
    return digits && digits->size() == 12 && (digits->startsWith("2547"_L1) || digits->startsWith("2541"_L1));
}

bool isAmount(const std::optional<QString> &digits)
{
    if (!digits || digits->size() > 9)
        return false;
    const int amount = digits->toInt();
    return amount >= 1 && amount <= 250'000;
}

bool isText(const QJsonValue &value, qsizetype longest)
{
    const QString text = value.toString();
    return value.isString() && !text.trimmed().isEmpty() && text.size() <= longest;
}

bool isUrl(const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    return value.isString() && url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

QString firstWrong(std::initializer_list<FieldRule> rules)
{
    for (const auto &[field, holds] : rules)
        if (!holds)
            return QString::fromLatin1(field);
    return {};
}

QByteArray headerOf(const HttpRequest &request, QByteArrayView name)
{
    for (const auto &[key, value] : request.headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

std::optional<QJsonObject> jsonBody(const HttpRequest &request)
{
    const QByteArray type = headerOf(request, "Content-Type").split(';').constFirst().trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (type.compare("application/json", Qt::CaseInsensitive) != 0 || !document.isObject())
        return {};
    return document.object();
}

std::optional<QString> digitsOf(const QJsonValue &value)
{
    static const QRegularExpression digits(u"\\A[0-9]{1,18}\\z"_s);
    if (value.isString())
        return digits.match(value.toString()).hasMatch() ? std::optional(value.toString()) : std::nullopt;
    if (!value.isDouble())
        return {};
    const double number = value.toDouble();
    if (number < 0 || number > 9e15 || std::floor(number) != number)
        return {};
    return QString::number(value.toInteger());
}

Checked<PushFields> checkPush(const QJsonObject &body)
{
    const auto shortCode = digitsOf(body.value("BusinessShortCode"_L1));
    const auto amount = digitsOf(body.value("Amount"_L1));
    const auto partyB = digitsOf(body.value("PartyB"_L1));
    const auto phone = digitsOf(body.value("PhoneNumber"_L1));
    const QString type = body.value("TransactionType"_L1).toString();
    const bool paybill = type == "CustomerPayBillOnline"_L1;
    const QJsonValue remarks = body.value("TransactionDesc"_L1);   // absent is allowed, null is not

    const QString wrong = firstWrong({
        {"BusinessShortCode", isShortCode(shortCode)},
        {"Password", isPassword(body.value("Password"_L1))},
        {"Timestamp", isTimestamp(body.value("Timestamp"_L1))},
        {"TransactionType", paybill || type == "CustomerBuyGoodsOnline"_L1},
        {"Amount", isAmount(amount)},
        {"PartyA", isPhone(digitsOf(body.value("PartyA"_L1)))},
        {"PartyB", isShortCode(partyB) && (!paybill || partyB == shortCode)},
        {"PhoneNumber", isPhone(phone)},
        {"CallBackURL", isUrl(body.value("CallBackURL"_L1))},
        {"AccountReference", isText(body.value("AccountReference"_L1), 12)},
        {"Remarks", remarks.isUndefined() || isText(remarks, 13)},   // Daraja's own name for TransactionDesc
    });
    if (!wrong.isEmpty())
        return {{}, wrong};
    return {{.shortCode = *shortCode,
             .till = paybill ? QString() : *partyB,
             .amount = QString::number(amount->toInt()),
             .phone = *phone,
             .callbackUrl = body.value("CallBackURL"_L1).toString(),
             .reference = body.value("AccountReference"_L1).toString()},
            {}};
}

Checked<QueryFields> checkQuery(const QJsonObject &body)
{
    const auto shortCode = digitsOf(body.value("BusinessShortCode"_L1));
    const QString checkoutId = body.value("CheckoutRequestID"_L1).toString();
    const QString wrong = firstWrong({
        {"BusinessShortCode", isShortCode(shortCode)},
        {"Password", isPassword(body.value("Password"_L1))},
        {"Timestamp", isTimestamp(body.value("Timestamp"_L1))},
        {"CheckoutRequestID", checkoutId.startsWith("ws_CO_"_L1)},
    });
    if (!wrong.isEmpty())
        return {{}, wrong};
    return {{*shortCode, checkoutId}, {}};
}

bool passwordFits(const QJsonObject &body, const QString &shortCode, const QString &passkey)
{
    const QByteArray plain = (shortCode + passkey + body.value("Timestamp"_L1).toString()).toUtf8();
    return body.value("Password"_L1).toString().toLatin1() == plain.toBase64();
}

} // namespace kaunta::practice
