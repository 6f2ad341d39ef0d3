#include "core/daraja/stk_push.h"

#include "core/daraja/ask_accepted.h"
#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"
#include "core/daraja/password.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Result<Done, FieldFault> StkPush::validate() const
{
    const bool toTill = type == Type::Till;
    return firstFault({{"BusinessShortCode", shortCodeProblem(shortCode)},
                       {"Password", secretProblem(passkey)},
                       {"Timestamp", when.isValid() ? Problem() : FieldFault::Problem::Missing},
                       {"Amount", wholeAmountProblem(amount, 1, kMostPerTransaction)},
                       {"PhoneNumber", phoneProblem(phone)},
                       {"PartyB", shortCodeProblem(toTill ? till : shortCode)},
                       {"CallBackURL", callbackProblem(callbackUrl)},
                       {"AccountReference", textProblem(reference, 12)},
                       {"TransactionDesc", textProblem(description, 13)}});
}

QJsonObject StkPush::toJson() const
{
    const bool toTill = type == Type::Till;
    const QString at = timestamp(when);
    return {{u"BusinessShortCode"_s, shortCode.toLongLong()},
            {u"Password"_s, password(shortCode, passkey, at)},
            {u"Timestamp"_s, at},
            {u"TransactionType"_s, toTill ? u"CustomerBuyGoodsOnline"_s : u"CustomerPayBillOnline"_s},
            {u"Amount"_s, amount.whole()},
            {u"PartyA"_s, phone.toLongLong()},
            {u"PartyB"_s, (toTill ? till : shortCode).toLongLong()},
            {u"PhoneNumber"_s, phone.toLongLong()},
            {u"CallBackURL"_s, callbackUrl.toString(QUrl::FullyEncoded)},
            {u"AccountReference"_s, reference},
            {u"TransactionDesc"_s, description}};
}

Result<StkPushAccepted, CallFault> StkPushAccepted::fromJson(const QJsonObject &json)
{
    if (const auto fault = ackFault(json))
        return Fail{*fault};
    StkPushAccepted answer{scalarText(json.value("MerchantRequestID"_L1)), scalarText(json.value("CheckoutRequestID"_L1))};
    if (answer.checkoutRequestId.isEmpty()) {   // a prompt may be on its way, and we could never ask about it
        CallFault fault;
        fault.detail = u"the acknowledgement has no CheckoutRequestID"_s;
        return Fail{fault};
    }
    return answer;
}

} // namespace kaunta::daraja
