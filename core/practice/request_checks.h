#pragma once

#include "core/practice/http.h"

#include <QJsonObject>
#include <QString>
#include <initializer_list>
#include <optional>
#include <utility>

namespace kaunta::practice {

//! The checks that Daraja makes on a request, one field at a time. A number and a numeric string are the same to Daraja.
//! Sources: Daraja's M-PESA Express page and its copies; docs/simulator.md lists rule and answer.

//! The value of a header, in any case; empty when absent.
QByteArray headerOf(const HttpRequest &request, QByteArrayView name);
//! The body as an object; nullopt when it is none or is not declared as JSON.
std::optional<QJsonObject> jsonBody(const HttpRequest &request);

//! Digits of a JSON number or a numeric string; nullopt for anything else (decimals, text, null, absent).
std::optional<QString> digitsOf(const QJsonValue &value);

bool isShortCode(const std::optional<QString> &digits);    //!< 5 to 7
bool isPhone(const std::optional<QString> &digits);        //!< 2547… or 2541…, 12 digits
bool isAmount(const std::optional<QString> &digits);       //!< 1 to 250,000
bool isText(const QJsonValue &value, qsizetype longest);   //!< text that is not blank
bool isUrl(const QJsonValue &value);                       //!< http or https with a host

//! A field and whether its rule holds; the name of the first one that does not, empty if all hold.
using FieldRule = std::pair<const char *, bool>;
QString firstWrong(std::initializer_list<FieldRule> rules);

struct PushFields {
    QString shortCode;
    QString till;      //!< PartyB when goods are bought; empty for a paybill
    QString amount;
    QString phone;
    QString callbackUrl;
    QString reference;
};
struct QueryFields {
    QString shortCode;
    QString checkoutId;
};

//! Either the fields or the name of the first one that is wrong (as Daraja's message spells it).
template <class Fields>
struct Checked {
    Fields fields;
    QString wrongField;
};
Checked<PushFields> checkPush(const QJsonObject &body);
Checked<QueryFields> checkQuery(const QJsonObject &body);

//! Password = base64(ShortCode + Passkey + Timestamp), byte for byte.
bool passwordFits(const QJsonObject &body, const QString &shortCode, const QString &passkey);

} // namespace kaunta::practice
