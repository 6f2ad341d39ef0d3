#include "core/callbacks/stk_callback.h"

#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <algorithm>
#include <array>

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

//! One value under one of its names; two that disagree are worth nothing.
QString oneOf(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    QString found;
    for (const QLatin1StringView name : names) {
        const QString value = scalarText(object.value(name));
        if (!value.isEmpty() && !found.isEmpty() && value != found)
            return {};
        if (!value.isEmpty())
            found = value;
    }
    return found;
}

//! The fields of an envelope and of a C2B confirmation, all in one object.
std::optional<StkCallback> parseFlat(const QJsonObject &told)
{
    StkCallback read;
    read.code = oneOf(told, {"ResultCode"_L1, "resultCode"_L1});
    if (read.code.isEmpty())
        return std::nullopt;
    read.merchantRequestId = oneOf(told, {"MerchantRequestID"_L1, "merchantRequestID"_L1, "merchantRequestId"_L1});
    constexpr std::array kIds{"CheckoutRequestID"_L1, "checkoutRequestID"_L1, "checkoutRequestId"_L1};
    read.checkoutRequestId = oneOf(told, {kIds[0], kIds[1], kIds[2]});
    read.namesNoPrompt = std::none_of(kIds.begin(), kIds.end(), [&](QLatin1StringView name) { return !scalarText(told.value(name)).isEmpty(); });
    read.text = oneOf(told, {"ResultDesc"_L1, "resultDesc"_L1});
    read.amount = exactAmount(oneOf(told, {"Amount"_L1, "amount"_L1, "TransAmount"_L1}), Currency::KES);   // the wire names none: judgeStkCallback() takes the charge's
    read.receipt = receiptOrNothing(oneOf(told, {"MpesaReceiptNumber"_L1, "mpesaReceiptNumber"_L1, "TransID"_L1}));
    read.transactionDate = oneOf(told, {"TransactionDate"_L1, "transactionDate"_L1, "TransTime"_L1});
    read.phone = oneOf(told, {"PhoneNumber"_L1, "phoneNumber"_L1, "MSISDN"_L1});
    return read;
}

QJsonObject envelopeIn(const QJsonObject &told)
{
    return told.value("Body"_L1).toObject().value("stkCallback"_L1).toObject();
}

} // namespace

QString transactionReferenceIn(const QByteArray &body)
{
    if (body.size() > kMaxBody)
        return {};
    const QJsonObject told = QJsonDocument::fromJson(body).object();
    const QString outside = oneOf(told, {"transactionReference"_L1, "TransactionReference"_L1});
    const QString inside = oneOf(envelopeIn(told), {"transactionReference"_L1, "TransactionReference"_L1});
    if (!outside.isEmpty() && !inside.isEmpty() && outside != inside)
        return {};
    return outside.isEmpty() ? inside : outside;
}

std::optional<StkCallback> parseStkCallback(const QByteArray &body, StkForm form)
{
    if (body.size() > kMaxBody)
        return std::nullopt;
    const QJsonObject told = QJsonDocument::fromJson(body).object();
    if (form == StkForm::EnvelopeOrFlat && !told.contains("Body"_L1))
        return parseFlat(told);
    const QJsonObject callback = envelopeIn(told);
    StkCallback read;
    read.code = scalarText(callback.value("ResultCode"_L1));
    if (read.code.isEmpty())
        return std::nullopt;
    read.merchantRequestId = scalarText(callback.value("MerchantRequestID"_L1));
    read.checkoutRequestId = scalarText(callback.value("CheckoutRequestID"_L1));
    read.text = scalarText(callback.value("ResultDesc"_L1));
    const auto items = itemsOf(callback);
    read.amount = exactAmount(items.value(u"Amount"_s), Currency::KES);   // likewise
    read.receipt = receiptOrNothing(items.value(u"MpesaReceiptNumber"_s));
    read.transactionDate = items.value(u"TransactionDate"_s);
    read.phone = items.value(u"PhoneNumber"_s);
    return read;
}

StkVerdict judgeStkCallback(const StkExpectation &expected, const QByteArray &body, const std::function<bool(const QString &code)> &meansDeclined)
{
    using Kind = StkVerdict::Kind;
    const auto callback = parseStkCallback(body, expected.form);
    if (!callback)
        return {};
    StkVerdict verdict{Kind::UnclearCode, callback->code, callback->text, callback->checkoutRequestId, {}, {}};
    // What a flat post names is documented nowhere. One that names no id has the attempt's own path or reference, which nobody else knows.
    if (!expected.checkoutRequestId.isEmpty() && !callback->namesNoPrompt && callback->checkoutRequestId != expected.checkoutRequestId) {
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
