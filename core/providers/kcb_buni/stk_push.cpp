#include "core/providers/kcb_buni/stk_push.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"
#include "core/daraja/sync_code.h"

namespace kaunta::providers::kcb_buni {

using namespace Qt::StringLiterals;
using daraja::CallFault;
using daraja::scalarText;

namespace {

//! The document's limit is 18 characters, of which M-PESA's own limit leaves six.
daraja::Problem messageIdProblem(const QString &id)
{
    constexpr qsizetype kLongest = 32;
    return id.size() > kLongest ? daraja::Problem(daraja::FieldFault::Problem::TooLong) : daraja::idProblem(id);
}

} // namespace

Result<Done, daraja::FieldFault> StkPush::validate() const
{
    return daraja::firstFault({{"routeCode", daraja::nameProblem(routeCode, 64)},
                               {"messageId", messageIdProblem(messageId)},
                               {"phoneNumber", daraja::phoneProblem(phone)},
                               {"amount", daraja::wholeAmountProblem(amount, 1, daraja::kMostPerTransaction)},
                               {"invoiceNumber", daraja::textProblem(invoiceNumber, longestInvoice)},
                               {"orgShortCode", sharedShortCode ? daraja::Problem() : daraja::shortCodeProblem(shortCode)},
                               {"orgPassKey", sharedShortCode ? daraja::Problem() : daraja::secretProblem(passkey)},
                               {"callbackUrl", daraja::callbackProblem(callbackUrl)},
                               {"transactionDescription", daraja::textProblem(description, 13)}});
}

QJsonObject StkPush::toJson() const
{
    return {{u"phoneNumber"_s, phone},
            {u"amount"_s, QString::number(amount.whole())},
            {u"invoiceNumber"_s, invoiceNumber},
            {u"sharedShortCode"_s, sharedShortCode},
            {u"orgShortCode"_s, sharedShortCode ? u""_s : shortCode},
            {u"orgPassKey"_s, sharedShortCode ? u""_s : QString::fromUtf8(passkey)},
            {u"callbackUrl"_s, callbackUrl.toString(QUrl::FullyEncoded)},
            {u"transactionDescription"_s, description}};
}

net::Headers StkPush::headers() const
{
    return {{"routeCode", routeCode.toLatin1()}, {"operation", "STKPush"}, {"messageId", messageId.toLatin1()}};
}

Result<StkAccepted, CallFault> StkAccepted::fromJson(const QJsonObject &json)
{
    const QJsonObject header = json.value("header"_L1).toObject();
    const QJsonObject response = json.value("response"_L1).toObject();
    const QString status = scalarText(header.value("statusCode"_L1));
    const QString code = scalarText(response.value("ResponseCode"_L1));
    const StkAccepted accepted{scalarText(response.value("MerchantRequestID"_L1)), scalarText(response.value("CheckoutRequestID"_L1))};
    if (status == "0"_L1 && code == "0"_L1 && !accepted.checkoutRequestId.isEmpty())
        return accepted;
    CallFault fault;
    fault.text = scalarText(response.value("ResponseDescription"_L1));
    if (fault.text.isEmpty())
        fault.text = scalarText(header.value("statusDescription"_L1));
    const bool bothSayNo = status == "1"_L1 && !code.isEmpty() && code != "0"_L1 && accepted.checkoutRequestId.isEmpty();
    fault.detail = bothSayNo ? QString(kSaysNo) : u"the answer's header and response do not both say yes"_s;
    if (bothSayNo && daraja::isRefusingAck(code)) {
        fault.certainty = Certainty::Refused;
        fault.code = code;
    } else if (bothSayNo) {
        fault.code = u"answer "_s + code;   // "1" alone is a result's code, and would be explained as one: no funds
    }
    return Fail{fault};
}

} // namespace kaunta::providers::kcb_buni
