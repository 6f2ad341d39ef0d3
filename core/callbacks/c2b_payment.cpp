#include "core/callbacks/c2b_payment.h"

#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;
using daraja::scalarText;

namespace {

QJsonObject objectIn(const QByteArray &body)
{
    return body.size() > kMaxBody ? QJsonObject() : QJsonDocument::fromJson(body).object();
}

const char *codeOf(ValidationReply reply)
{
    switch (reply) {
    case ValidationReply::Accept:
        return "0";
    case ValidationReply::WrongMsisdn:
        return "C2B00011";
    case ValidationReply::WrongReference:
        return "C2B00012";
    case ValidationReply::WrongAmount:
        return "C2B00013";
    case ValidationReply::WrongKyc:
        return "C2B00014";
    case ValidationReply::WrongShortCode:
        return "C2B00015";
    case ValidationReply::Refuse:
        break;
    }
    return "C2B00016";
}

} // namespace

std::optional<C2bPayment> parseC2bPayment(const QByteArray &body, Currency currency)
{
    const QJsonObject told = objectIn(body);
    const auto text = [&told](QLatin1StringView key) { return scalarText(told.value(key)); };
    const QString receipt = receiptOrNothing(text("TransID"_L1));
    const auto amount = exactAmount(text("TransAmount"_L1), currency);
    if (receipt.isEmpty() || !amount || amount->minor() == 0)
        return std::nullopt;
    C2bPayment payment;
    payment.receipt = receipt;
    payment.amount = *amount;
    payment.shortCode = text("BusinessShortCode"_L1);
    payment.type = text("TransactionType"_L1);
    if (payment.type.isEmpty())
        payment.type = text("TransType"_L1);   // the name in M-PESA Ethiopia's own table
    payment.billReference = text("BillRefNumber"_L1);
    payment.at = shopTime(text("TransTime"_L1));
    payment.invoiceNumber = text("InvoiceNumber"_L1);
    payment.thirdPartyId = text("ThirdPartyTransID"_L1);
    payment.phone = text("MSISDN"_L1);
    payment.name = QStringList{text("FirstName"_L1), text("MiddleName"_L1), text("LastName"_L1)}.join(u' ').simplified();
    payment.balance = exactBalance(text("OrgAccountBalance"_L1), currency);
    const QJsonArray kyc = told.value("KYCInfo"_L1).toArray();
    for (const QJsonValue &item : kyc)
        payment.kyc.emplaceBack(scalarText(item.toObject().value("Key"_L1)), scalarText(item.toObject().value("Value"_L1)));
    return payment;
}

QString c2bShortCode(const QByteArray &body)
{
    return scalarText(objectIn(body).value("BusinessShortCode"_L1));
}

QByteArray replyBody(ValidationReply reply, const std::optional<QString> &thirdPartyId)
{
    QJsonObject body{{u"ResultCode"_s, QString::fromLatin1(codeOf(reply))}, {u"ResultDesc"_s, reply == ValidationReply::Accept ? u"Accepted"_s : u"Rejected"_s}};
    if (thirdPartyId)
        body.insert(u"ThirdPartyTransID"_s, *thirdPartyId);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace kaunta::callbacks
