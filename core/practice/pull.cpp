#include "core/practice/answers.h"
#include "core/practice/carry_out.h"
#include "core/practice/request_checks.h"

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeptMs = 48LL * 3600 * 1000;
constexpr int kPage = 100;   // how many Daraja gives at once is not documented

//! "2020-08-04 08:36:00", East Africa Time.
std::optional<qint64> momentOf(const QJsonValue &value)
{
    QDateTime moment = QDateTime::fromString(value.toString(), u"yyyy-MM-dd HH:mm:ss"_s);
    if (!moment.isValid())
        return {};
    moment.setOffsetFromUtc(3 * 3600);
    return moment.toMSecsSinceEpoch();
}

QJsonObject recordOf(const Deal &payment, const QString &shop)
{
    const Person payer = personOf(payment.phone);
    // The Z is Safaricom's and misleading: the time is East Africa's.
    return {{u"transactionId"_s, payment.receipt},
            {u"trxDate"_s, QString(toEat(payment.at).toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z')},
            {u"msisdn"_s, payment.phone.toLongLong()},
            {u"sender"_s, QString(payer.firstName + u' ' + payer.lastName)},
            {u"transactiontype"_s, payment.till.isEmpty() ? u"c2b-pay-bill-debit"_s : u"c2b-buy-goods-debit"_s},
            {u"billreference"_s, payment.reference},
            {u"amount"_s, QString(QString::number(payment.amount) + u".00")},
            {u"organizationname"_s, shop}};
}

} // namespace

HttpAnswer pullRegister(Backstage &stage, const Call &call)
{
    const auto shortCode = digitsOf(call.body.value("ShortCode"_L1));
    const QString wrong = firstWrong({{"ShortCode", isShortCode(shortCode)},
                                      {"RequestType", call.body.value("RequestType"_L1) == "Pull"_L1},
                                      {"NominatedNumber", isPhone(digitsOf(call.body.value("NominatedNumber"_L1)))},
                                      {"CallBackURL", isUrl(call.body.value("CallBackURL"_L1))}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    const QString counter = u"pull/"_s + *shortCode;
    const bool before = stage.store.counter(counter) > 0;
    if (!before && !stage.store.raiseCounter(counter))
        return internalError(stage.random);
    return jsonAnswer(200, {{u"ResponseRefID"_s, freshOriginatorId(stage.random)},
                            {u"Response Status"_s, before ? u"1001"_s : u"1000"_s},
                            {u"ShortCode"_s, *shortCode},
                            {u"Response Description"_s, before ? u"ShortCode already Registered"_s : u"ShortCode Registered Successfully"_s}});
}

HttpAnswer pullQuery(Backstage &stage, const Call &call)
{
    const auto shortCode = digitsOf(call.body.value("ShortCode"_L1));
    const auto from = momentOf(call.body.value("StartDate"_L1));
    const auto to = momentOf(call.body.value("EndDate"_L1));
    const auto offset = digitsOf(call.body.value("OffSetValue"_L1));
    const QString wrong = firstWrong({{"ShortCode", isShortCode(shortCode)},
                                      {"StartDate", from.has_value()},
                                      {"EndDate", to && from && *to >= *from},
                                      {"OffSetValue", offset && offset->size() <= 9}});
    if (!wrong.isEmpty())
        return invalidField(stage.random, wrong);
    const qint64 now = stage.now();
    // EndDate has whole seconds: its last one counts to its end. What is still to come has not happened.
    const std::vector<Deal> found = stage.books.takings(*shortCode, std::max(*from, now - kKeptMs), std::min(*to + 999, now), offset->toInt(), kPage);
    QJsonArray records;
    for (const Deal &payment : found)
        records << recordOf(payment, stage.options.shop);
    return jsonAnswer(200, {{u"ResponseRefID"_s, freshOriginatorId(stage.random)},
                            {u"ResponseCode"_s, found.empty() ? u"1001"_s : u"1000"_s},
                            {u"ResponseMessage"_s, found.empty() ? u"No transactions found"_s : u"Success"_s},
                            {u"Response"_s, QJsonArray{QJsonValue(records)}}});
}

} // namespace kaunta::practice
