#include "core/providers/muvatech/initiate.h"

#include "core/daraja/field_rules.h"
#include "core/daraja/json_text.h"

namespace kaunta::providers::muvatech {

using namespace Qt::StringLiterals;
using daraja::scalarText;

Result<Done, daraja::FieldFault> Initiation::validate() const
{
    constexpr qsizetype kLongest = 64;
    const daraja::Problem tooLong = reference.size() > kLongest ? daraja::Problem(daraja::FieldFault::Problem::TooLong) : daraja::Problem();
    return daraja::firstFault({{"phoneNumber", daraja::phoneProblem(phone)},
                               {"amount", daraja::wholeAmountProblem(amount, 1, daraja::kMostPerTransaction)},
                               {"transactionReference", tooLong ? tooLong : daraja::idProblem(reference)}});
}

QJsonObject Initiation::toJson() const
{
    constexpr qsizetype kCountryCode = 3;
    return {{u"phoneNumber"_s, QString(u'0' + phone.mid(kCountryCode))}, {u"amount"_s, QString::number(amount.whole())}, {u"transactionReference"_s, reference}};
}

Result<Initiated, daraja::CallFault> Initiated::fromJson(const QJsonObject &json)
{
    const Initiated read{scalarText(json.value("responseCode"_L1)), scalarText(json.value("transactionReference"_L1)), scalarText(json.value("responseMessage"_L1))};
    if (!read.code.isEmpty())
        return read;
    daraja::CallFault fault;
    fault.detail = u"the answer has no responseCode"_s;
    return Fail{fault};
}

} // namespace kaunta::providers::muvatech
