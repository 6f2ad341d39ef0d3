#pragma once

#include "core/practice/endpoints.h"

#include <QJsonArray>
#include <functional>

namespace kaunta::practice {

//! What every request has whose result comes later.
struct AskFields {
    QString initiator;
    QString credential;
    QString shortCode;
    QString resultUrl;
    QString timeoutUrl;
};
//! How a request names its initiator and the shop.
struct AskNames {
    QLatin1StringView initiator{"Initiator"};
    QLatin1StringView party{"PartyA"};
};
//! The name of the first common field that is wrong; empty: none.
QString wrongAskField(const QJsonObject &body, const AskNames &names = {});
AskFields readAskFields(const QJsonObject &body, const AskNames &names = {});
bool isOptionalText(const QJsonValue &value, qsizetype longest);   //!< absent, empty or text; null is wrong

//! What the practice world makes of a request.
struct Deed {
    QString result;              //!< "0": it can be done
    std::optional<Deal> deal;    //!< money that moves then; receipt, time and conversation are filled in
    QList<Movement> movements;
};

//! How the result of one kind of request is written.
struct Telling {
    QString dummyReceipt;        //!< TransactionID where there is none
    QString service;             //!< in Safaricom's own URL that leaks into ReferenceData
    bool textCodes = false;      //!< "0" instead of 0
    std::function<QJsonArray(const Ask &)> parameters;   //!< of a success, at Ask::doneAt
    QJsonValue failureParameter = QJsonValue::Undefined;
    QJsonArray references = {};  //!< instead of that URL
};

//! Takes a request: decides, books, orders its posts, and acknowledges. The ask comes with kind, amount and phone.
HttpAnswer carryOut(Backstage &stage, const Call &call, const AskFields &fields, Ask ask, const std::function<Deed(const Ask &)> &decide, const Telling &telling);

QByteArray resultBody(const Ask &ask, const QString &code, const Telling &telling);
QByteArray timeoutBody(const Ask &ask);   //!< Safaricom documents none; as a client library has it

QJsonObject parameter(const QString &key, const QJsonValue &value);
//! "Utility Account|KES|25000.00|25000.00|0.00|0.00"
QString accountLine(const QString &account, qint64 amount);
QString accountName(Account account);
QString freshOriginatorId(RandomSource &random);   //!< "16917-22577599-1"

//! A phone's owner, always the same one.
struct Person {
    QString firstName;
    QString lastName;
};
Person personOf(const QString &phone);
QString partyName(const QString &number, const QString &name);   //!< "254708374149 - JOHN DOE"
QString businessName(const QString &shortCode);                  //!< of somebody else's short code
QString customerName(const QString &phone);                      //!< the same of a phone's owner

} // namespace kaunta::practice
