#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/customer_payment.h"
#include "core/practice/request_checks.h"

#include <array>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

//! Safaricom's own list of words that a registered URL must not have. Whether "mpesa" without a dash counts is not known.
bool isAllowedUrl(const QJsonValue &value)
{
    static const std::array words{"m-pesa"_L1, "safaricom"_L1, "exe"_L1, "cmd"_L1, "sql"_L1, "query"_L1};
    const QString url = value.toString();
    return isUrl(value) && std::none_of(words.begin(), words.end(), [&url](QLatin1StringView word) { return url.contains(word, Qt::CaseInsensitive); });
}

HttpAnswer accepted(Backstage &stage, const QString &says)
{
    return jsonAnswer(200, {{u"OriginatorCoversationID"_s, freshOriginatorId(stage.random)}, {u"ResponseCode"_s, u"0"_s}, {u"ResponseDescription"_s, says}});
}

HttpAnswer registerUrls(Backstage &stage, const Call &call, int version)
{
    const QJsonObject &body = call.body;
    const auto shortCode = digitsOf(body.value("ShortCode"_L1));
    const QString type = body.value("ResponseType"_L1).toString();
    const QString wrong = firstWrong({{"ShortCode", isShortCode(shortCode)},
                                      {"ResponseType", type == "Completed"_L1 || type == "Cancelled"_L1},
                                      {"ConfirmationURL", isAllowedUrl(body.value("ConfirmationURL"_L1))},
                                      {"ValidationURL", isAllowedUrl(body.value("ValidationURL"_L1))}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    if (stage.options.registersOnce && stage.books.urls(*shortCode))
        return errorAnswer(stage.random, 500, u"500.003.1001"_s, u"URLs already registered"_s);
    const ShopUrls urls{*shortCode, version, type == "Completed"_L1, body.value("ConfirmationURL"_L1).toString(), body.value("ValidationURL"_L1).toString()};
    return stage.books.registerUrls(urls, stage.now()) ? accepted(stage, u"Success"_s) : internalError(stage.random);
}

} // namespace

HttpAnswer c2bRegisterV1(Backstage &stage, const Call &call)
{
    return registerUrls(stage, call, 1);
}

HttpAnswer c2bRegisterV2(Backstage &stage, const Call &call)
{
    return registerUrls(stage, call, 2);
}

HttpAnswer c2bSimulate(Backstage &stage, const Call &call)
{
    const QJsonObject &body = call.body;
    const auto shortCode = digitsOf(body.value("ShortCode"_L1));
    const auto amount = digitsOf(body.value("Amount"_L1));
    const auto phone = digitsOf(body.value("Msisdn"_L1));
    const QString command = body.value("CommandID"_L1).toString();
    const bool till = command == "CustomerBuyGoodsOnline"_L1;
    const QJsonValue reference = body.value("BillRefNumber"_L1);
    const QString wrong = firstWrong({{"ShortCode", isShortCode(shortCode)},
                                      {"CommandID", till || command == "CustomerPayBillOnline"_L1},
                                      {"Amount", isAmount(amount)},
                                      {"Msisdn", isPhone(phone)},
                                      {"BillRefNumber", till ? reference.isNull() || isOptionalText(reference, 20) : isText(reference, 20)}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    if (!startDirect(stage, *shortCode, till, *phone, amount->toLongLong(), reference.toString(), call.outcome))
        return internalError(stage.random);
    return accepted(stage, u"Accept the service request successfully."_s);
}

} // namespace kaunta::practice
