#include "core/daraja/c2b.h"

#include "core/daraja/ask_accepted.h"
#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<C2bAccepted, CallFault> C2bAccepted::fromJson(const QJsonObject &json)
{
    if (const auto fault = ackFault(json))
        return Fail{*fault};
    return C2bAccepted{scalarText(json.value("OriginatorCoversationID"_L1))};
}

Result<Done, FieldFault> C2bRegister::validate() const
{
    return firstFault({{"ShortCode", shortCodeProblem(shortCode)},
                       {"ConfirmationURL", callbackProblem(confirmationUrl)},
                       {"ValidationURL", callbackProblem(validationUrl)}});
}

QJsonObject C2bRegister::toJson() const
{
    return {{u"ShortCode"_s, shortCode.toLongLong()},
            {u"ResponseType"_s, acceptWhenSilent ? u"Completed"_s : u"Cancelled"_s},
            {u"ConfirmationURL"_s, confirmationUrl.toString(QUrl::FullyEncoded)},
            {u"ValidationURL"_s, validationUrl.toString(QUrl::FullyEncoded)}};
}

Result<Done, FieldFault> C2bSimulate::validate() const
{
    return firstFault({{"ShortCode", shortCodeProblem(shortCode)},
                       {"Amount", wholeAmountProblem(amount, 1, kMostPerTransaction)},
                       {"Msisdn", phoneProblem(phone)},
                       {"BillRefNumber", toTill ? Problem() : textProblem(billReference, 20)}});
}

QJsonObject C2bSimulate::toJson() const
{
    QJsonObject json{{u"ShortCode"_s, shortCode},
                     {u"CommandID"_s, toTill ? u"CustomerBuyGoodsOnline"_s : u"CustomerPayBillOnline"_s},
                     {u"Amount"_s, amount.whole()},
                     {u"Msisdn"_s, phone}};
    if (!toTill)
        json.insert(u"BillRefNumber"_s, billReference);
    return json;
}

} // namespace kaunta::daraja
