#include "app/cli/charge_arguments.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;

CommandArguments chargeArguments()
{
    return {u"charge"_s,
            {{u"phone"_s, u"Who pays: 07…, 01…, or with the country code; - reads it from standard input."_s, u"P"_s},
             {u"amount"_s, u"How much, in whole units of the profile's currency."_s, u"A"_s},
             {u"reference"_s, u"At most 12 letters and digits; the customer sees it."_s, u"R"_s},
             {u"description"_s, u"At most 13 characters."_s, u"D"_s},
             {u"key"_s, u"Makes a repeated command harmless: it prints the first one's state."_s, u"K"_s},
             {u"wait"_s, u"Seconds to wait for the outcome; 0: only for the acknowledgement."_s, u"S"_s, u"120"_s}}};
}

Result<sale::ChargeOrder, Failure> chargeOrderFrom(const CommandArguments &arguments, Country country, Currency currency, const QString &user,
                                                   const std::function<QByteArray()> &readLine)
{
    for (const QString &needed : {u"phone"_s, u"amount"_s, u"reference"_s})
        if (!arguments.has(needed))
            return Fail{Failure{FailureCode::Usage, u"--%1 is missing"_s.arg(needed)}};
    QString typed = arguments.value(u"phone"_s);
    if (typed == "-"_L1)
        typed = QString::fromUtf8(readLine());
    const auto phone = Msisdn::parse(typed, country);
    if (!phone)
        return Fail{Failure{FailureCode::PhoneInvalid, {}}};
    const auto amount = Money::parse(arguments.value(u"amount"_s), currency);
    if (!amount)
        return Fail{Failure{FailureCode::AmountInvalid, arguments.value(u"amount"_s)}};
    sale::ChargeOrder order;
    order.ticket = u"kauntactl"_s;
    order.phone = *phone;
    order.amount = *amount;
    order.reference = arguments.value(u"reference"_s);
    order.description = arguments.value(u"description"_s);
    order.key = arguments.value(u"key"_s);
    order.user = user;
    return order;
}

} // namespace kaunta::cli
