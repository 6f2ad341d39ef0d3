#include "core/callbacks/c2b_payment.h"

#include "core/callbacks/receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/json_text.h"

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

std::optional<C2bPayment> parseC2bPayment(const QByteArray &body)
{
    const QJsonObject told = objectIn(body);
    const auto text = [&told](QLatin1StringView key) { return scalarText(told.value(key)); };
    const QString receipt = receiptOrNothing(text("TransID"_L1));
    const auto amount = exactAmount(text("TransAmount"_L1));
    if (receipt.isEmpty() || !amount || amount->minor() == 0)
        return std::nullopt;
    C2bPayment payment;
    payment.receipt = receipt;
    payment.amount = *amount;
    payment.shortCode = text("BusinessShortCode"_L1);
    payment.type = text("TransactionType"_L1);
    payment.billReference = text("BillRefNumber"_L1);
    payment.at = shopTime(text("TransTime"_L1));
    payment.phone = text("MSISDN"_L1);
    payment.name = QStringList{text("FirstName"_L1), text("MiddleName"_L1), text("LastName"_L1)}.join(u' ').simplified();
    payment.balance = exactBalance(text("OrgAccountBalance"_L1), Currency::KES);
    return payment;
}

QString c2bShortCode(const QByteArray &body)
{
    return scalarText(objectIn(body).value("BusinessShortCode"_L1));
}

QByteArray replyBody(ValidationReply reply)
{
    return QByteArray(R"({"ResultCode":"%1","ResultDesc":"%2"})").replace("%1", codeOf(reply)).replace("%2", reply == ValidationReply::Accept ? "Accepted" : "Rejected");
}

} // namespace kaunta::callbacks
