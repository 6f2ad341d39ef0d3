#include "core/practice/answers.h"
#include "core/practice/endpoints.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

QJsonObject item(const QString &name, const QJsonValue &value)
{
    return {{u"Name"_s, name}, {u"Value"_s, value}};
}

//! A code is a number where it can be one ("SFC_IC0003" cannot).
QJsonValue codeValue(const QString &code)
{
    bool isNumber = false;
    const int number = code.toInt(&isNumber);
    return isNumber ? QJsonValue(number) : QJsonValue(code);
}

} // namespace

QByteArray stkCallbackBody(const PushRecord &push)
{
    QJsonObject callback{{u"MerchantRequestID"_s, push.merchantId},
                         {u"CheckoutRequestID"_s, push.checkoutId},
                         {u"ResultCode"_s, codeValue(push.result)},
                         {u"ResultDesc"_s, resultText(push.result)}};
    const QString amountMark = u"@amount@"_s;
    if (push.result == "0"_L1) {
        const QString date = toEat(push.resultAt.value_or(push.createdAt)).toString(u"yyyyMMddHHmmss"_s);
        callback.insert(u"CallbackMetadata"_s, QJsonObject{{u"Item"_s, QJsonArray{item(u"Amount"_s, amountMark),
                                                                                  item(u"MpesaReceiptNumber"_s, push.receipt),
                                                                                  QJsonObject{{u"Name"_s, u"Balance"_s}},
                                                                                  item(u"TransactionDate"_s, date.toLongLong()),
                                                                                  item(u"PhoneNumber"_s, push.phone.toLongLong())}}});
    }
    QByteArray body = QJsonDocument(QJsonObject{{u"Body"_s, QJsonObject{{u"stkCallback"_s, callback}}}}).toJson(QJsonDocument::Compact);
    // Daraja writes 100.00, which no JSON library does for a whole number; the amount is digits, so this stays JSON.
    const QByteArray amount = push.amount.toLatin1() + ".00";
    return body.replace(QByteArray("\"" + amountMark.toLatin1() + "\""), amount);
}

} // namespace kaunta::practice
