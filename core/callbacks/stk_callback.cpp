#include "core/callbacks/stk_callback.h"

#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;
using daraja::scalarText;

namespace {

//! Name → Value of CallbackMetadata. A name that stands twice with different values is worth nothing: its value is empty.
QMap<QString, QString> itemsOf(const QJsonObject &callback)
{
    const QJsonValue list = callback.value("CallbackMetadata"_L1).toObject().value("Item"_L1);
    const QJsonArray items = list.isObject() ? QJsonArray{list} : list.toArray();   // a single item is sent bare by some of Daraja's APIs
    QMap<QString, QString> values;
    for (const auto &entry : items) {
        const QJsonObject item = entry.toObject();
        const QString name = scalarText(item.value("Name"_L1));
        const QString value = scalarText(item.value("Value"_L1));
        values[name] = values.contains(name) && values.value(name) != value ? QString() : value;
    }
    return values;
}

} // namespace

std::optional<StkCallback> parseStkCallback(const QByteArray &body)
{
    if (body.size() > kMaxBody)
        return std::nullopt;
    const QJsonObject callback = QJsonDocument::fromJson(body).object().value("Body"_L1).toObject().value("stkCallback"_L1).toObject();
    StkCallback read;
    read.code = scalarText(callback.value("ResultCode"_L1));
    if (read.code.isEmpty())
        return std::nullopt;
    read.merchantRequestId = scalarText(callback.value("MerchantRequestID"_L1));
    read.checkoutRequestId = scalarText(callback.value("CheckoutRequestID"_L1));
    read.text = scalarText(callback.value("ResultDesc"_L1));
    const auto items = itemsOf(callback);
    read.amount = exactAmount(items.value(u"Amount"_s));
    read.receipt = receiptOrNothing(items.value(u"MpesaReceiptNumber"_s));
    read.transactionDate = items.value(u"TransactionDate"_s);
    read.phone = items.value(u"PhoneNumber"_s);
    return read;
}

StkVerdict judgeStkCallback(const StkExpectation &expected, const QByteArray &body, const std::function<bool(const QString &code)> &meansDeclined)
{
    using Kind = StkVerdict::Kind;
    const auto callback = parseStkCallback(body);
    if (!callback)
        return {};
    StkVerdict verdict{Kind::UnclearCode, callback->code, callback->text, callback->checkoutRequestId, {}, {}};
    if (!expected.checkoutRequestId.isEmpty() && callback->checkoutRequestId != expected.checkoutRequestId) {
        verdict.kind = Kind::NotForThisCharge;
        return verdict;
    }
    if (callback->code != "0"_L1) {
        if (meansDeclined(callback->code))
            verdict.kind = Kind::Declined;
        return verdict;
    }
    verdict.receipt = callback->receipt;
    if (callback->amount)
        verdict.amount = Money::fromMinor(callback->amount->minor(), expected.amount.currency());   // the wire names no currency
    if (verdict.amount && *verdict.amount != expected.amount)
        verdict.kind = Kind::PaidOtherAmount;
    else if (verdict.amount && !verdict.receipt.isEmpty())
        verdict.kind = Kind::Paid;
    return verdict;
}

} // namespace kaunta::callbacks
