#pragma once

#include "core/base/money.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <functional>
#include <optional>
#include <utility>

namespace kaunta::callbacks {

//! A payment that a customer makes (validation) or has made (confirmation) straight to the shop, as M-PESA tells it. Both bodies
//! have the same shape, all values as text. An STK payment is told here as well, with the same receipt.
struct C2bPayment {
    QString receipt;                 //!< TransID, never empty
    Money amount;                    //!< exact; more than nothing. In the shop's currency; the wire names none
    QString shortCode;               //!< BusinessShortCode: who is paid
    QString type;                    //!< "Pay Bill", "Buy Goods"; older: "CustomerPayBillOnline", or empty
    QString billReference;           //!< what the customer typed; empty for tills
    QDateTime at;                    //!< TransTime in UTC; invalid: not readable
    QString phone;                   //!< as it came: masked ("2547 ***** 126"), hashed, full or empty. Never to be logged
    QString name;                    //!< first, middle and last name as far as told
    QString invoiceNumber;           //!< empty: none
    QString thirdPartyId;            //!< ThirdPartyTransID; empty: none
    QList<std::pair<QString, QString>> kyc;   //!< KYCInfo of M-PESA Ethiopia: key and value. Never to be logged
    std::optional<Money> balance;    //!< the account's after this payment; a confirmation tells it
};

//! Nothing: longer than kMaxBody, not JSON, or without a receipt or an exact amount: it tells of no payment.
std::optional<C2bPayment> parseC2bPayment(const QByteArray &body, Currency currency);
//! BusinessShortCode even of a body that tells of no payment; empty: none.
QString c2bShortCode(const QByteArray &body);

//! The shop's answer to a validation, before the customer's money moves. Codes: facts of the C2B validation replies.
enum class ValidationReply {
    Accept,             //!< "0"
    WrongMsisdn,        //!< C2B00011
    WrongReference,     //!< C2B00012: the account number is no open sale
    WrongAmount,        //!< C2B00013
    WrongKyc,           //!< C2B00014
    WrongShortCode,     //!< C2B00015
    Refuse,             //!< C2B00016: for another reason
};
//! {"ResultCode":"C2B00012","ResultDesc":"Rejected"}; with a `thirdPartyId` that is set: ,"ThirdPartyTransID":"…"
QByteArray replyBody(ValidationReply reply, const std::optional<QString> &thirdPartyId = std::nullopt);

//! The shop's rule. Pure: answered at once, on the engine's thread, from what is known.
using ValidationRule = std::function<ValidationReply(const C2bPayment &payment)>;

} // namespace kaunta::callbacks
