#include "core/practice/answers.h"
#include "core/practice/endpoints.h"

#include <QJsonArray>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

QJsonObject item(const QString &name, const QJsonValue &value)
{
    return {{u"Name"_s, name}, {u"Value"_s, value}};
}

} // namespace

QByteArray stkCallbackBody(const PushRecord &push)
{
    QJsonObject callback{{u"MerchantRequestID"_s, push.merchantId},
                         {u"CheckoutRequestID"_s, push.checkoutId},
                         {u"ResultCode"_s, codeValue(push.result)},
                         {u"ResultDesc"_s, resultText(push.result)}};
    if (push.result == "0"_L1) {
        callback.insert(u"CallbackMetadata"_s, QJsonObject{{u"Item"_s, QJsonArray{item(u"Amount"_s, shillings(push.amount.toLongLong())),
                                                                                  item(u"MpesaReceiptNumber"_s, push.receipt),
                                                                                  QJsonObject{{u"Name"_s, u"Balance"_s}},
                                                                                  item(u"TransactionDate"_s, eatStamp(push.resultAt.value_or(push.createdAt)).toLongLong()),
                                                                                  item(u"PhoneNumber"_s, push.phone.toLongLong())}}});
    }
    return withShillings({{u"Body"_s, QJsonObject{{u"stkCallback"_s, callback}}}});
}

} // namespace kaunta::practice
