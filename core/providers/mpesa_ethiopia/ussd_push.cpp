#include "core/providers/mpesa_ethiopia/ussd_push.h"

#include "core/daraja/password.h"
#include "core/providers/mpesa_ethiopia/field_rules.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace kaunta::providers::mpesa_ethiopia {

using namespace Qt::StringLiterals;

QString passwordOf(PasswordForm form, const QString &shortCode, const QByteArray &passkey, const QString &timestamp)
{
    if (form == PasswordForm::Fixed)
        return QString::fromUtf8(passkey);
    if (form == PasswordForm::Plain)
        return daraja::password(shortCode, passkey, timestamp);
    const QByteArray clear = shortCode.toUtf8() + passkey + timestamp.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(clear, QCryptographicHash::Sha256).toHex().toBase64());
}

Result<Done, daraja::FieldFault> UssdPush::validate() const
{
    return daraja::firstFault({{"MerchantRequestID", callerIdProblem(merchantRequestId)},
                               {"BusinessShortCode", shortCodeProblem(shortCode)},
                               {"Password", daraja::secretProblem(passkey)},
                               {"Timestamp", timestamp.isEmpty() ? Problem(daraja::FieldFault::Problem::Missing) : Problem()},
                               {"Amount", amountProblem(amount)},
                               {"PhoneNumber", phoneProblem(phone)},
                               {"PartyB", shortCodeProblem(toTill ? till : shortCode)},
                               {"CallBackURL", daraja::callbackProblem(callbackUrl)},
                               {"AccountReference", daraja::textProblem(reference, 12)},
                               {"TransactionDesc", daraja::textProblem(description, 13)}});
}

QJsonObject UssdPush::toJson() const
{
    QJsonArray data;
    for (const auto &[key, value] : referenceData)
        data.append(QJsonObject{{u"Key"_s, key}, {u"Value"_s, value}});
    return {{u"MerchantRequestID"_s, merchantRequestId},
            {u"BusinessShortCode"_s, shortCode.toLongLong()},
            {u"Password"_s, passwordOf(passwordForm, shortCode, passkey, timestamp)},
            {u"Timestamp"_s, timestamp},
            {u"TransactionType"_s, toTill ? u"CustomerBuyGoodsOnline"_s : u"CustomerPayBillOnline"_s},
            {u"Amount"_s, amount.whole()},
            {u"PartyA"_s, phone.toLongLong()},
            {u"PartyB"_s, (toTill ? till : shortCode).toLongLong()},
            {u"PhoneNumber"_s, phone.toLongLong()},
            {u"CallBackURL"_s, callbackUrl.toString(QUrl::FullyEncoded)},
            {u"AccountReference"_s, reference},
            {u"TransactionDesc"_s, description},
            {u"ReferenceData"_s, data}};
}

QUrl UssdPush::url(const QUrl &base) const
{
    QUrl whole = base;
    whole.setPath(base.path() + u"/mpesa/stkpush/"_s + version + u"/processrequest"_s);
    return whole;
}

} // namespace kaunta::providers::mpesa_ethiopia
