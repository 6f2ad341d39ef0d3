#include "core/providers/mpesa_ethiopia/direct.h"

#include "core/daraja/json_text.h"
#include "core/providers/mpesa_ethiopia/field_rules.h"

#include <QUrlQuery>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;
using Checked = Result<Done, daraja::FieldFault>;
using daraja::scalarText;

Result<PlainYes, daraja::CallFault> PlainYes::fromJson(const QJsonObject &json)
{
    QString code;
    for (const QLatin1StringView name : {"responseCode"_L1, "ResponseCode"_L1, "resultCode"_L1, "ResultCode"_L1})
        if (const QString told = scalarText(json.value(name)); code.isEmpty())
            code = told;
    if (code == "0"_L1 || code == "200"_L1)   // "200" is what its own tests show for a registration
        return PlainYes{};
    daraja::CallFault fault;
    fault.code = code.isEmpty() ? QString() : u"answer "_s + code;
    fault.detail = u"the answer says neither 0 nor 200"_s;
    return Fail{fault};
}

Checked RegisterUrl::validate() const
{
    return daraja::firstFault({{"apikey", daraja::secretProblem(consumerKey)},
                               {"ShortCode", shortCodeProblem(shortCode)},
                               {"ConfirmationURL", daraja::callbackProblem(confirmationUrl)},
                               {"ValidationURL", daraja::callbackProblem(validationUrl)}});
}

QJsonObject RegisterUrl::toJson() const
{
    return {{u"ShortCode"_s, shortCode},
            {u"ResponseType"_s, acceptWhenSilent ? u"Completed"_s : u"Cancelled"_s},
            {u"CommandID"_s, u"RegisterURL"_s},
            {u"ConfirmationURL"_s, confirmationUrl.toString(QUrl::FullyEncoded)},
            {u"ValidationURL"_s, validationUrl.toString(QUrl::FullyEncoded)}};
}

QUrl RegisterUrl::url(const QUrl &base) const
{
    QUrl whole = base;
    whole.setPath(base.path() + QLatin1StringView(spec.path));
    QUrlQuery query;
    query.addQueryItem(u"apikey"_s, QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(consumerKey))));
    whole.setQuery(query);
    return whole;
}

Checked Simulate::validate() const
{
    return daraja::firstFault({{"Amount", amountProblem(amount)},
                               {"Msisdn", anyPhoneProblem(phone)},
                               {"BillRefNumber", toTill && billReference.isEmpty() ? Problem() : daraja::textProblem(billReference, 20)},
                               {"ShortCode", shortCodeProblem(shortCode)}});
}

QJsonObject Simulate::toJson() const
{
    return {{u"CommandID"_s, toTill ? u"CustomerBuyGoodsOnline"_s : u"CustomerPayBillOnline"_s},
            {u"Amount"_s, QString::number(amount.whole())},
            {u"Msisdn"_s, phone},
            {u"BillRefNumber"_s, billReference},
            {u"ShortCode"_s, shortCode}};
}

QUrl Simulate::url(const QUrl &base) const
{
    QUrl whole = base;
    whole.setPath(base.path() + (underC2b ? u"/mpesa/c2b/v1/simulate"_s : QString::fromLatin1(spec.path)));
    return whole;
}

} // namespace kaunta::providers::mpesa_ethiopia
