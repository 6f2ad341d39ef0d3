#pragma once

#include "core/base/random.h"
#include "core/practice/http.h"

#include <QJsonObject>
#include <QString>

namespace kaunta::practice {

//! Daraja's answers, spelt as Daraja spells them. Source: the error table and STK result table of Daraja's documentation
//! and of what was seen in traffic; docs/simulator.md lists them.
HttpAnswer jsonAnswer(int status, const QJsonObject &body);
HttpAnswer errorAnswer(RandomSource &random, int status, const QString &code, const QString &message);
HttpAnswer invalidField(RandomSource &random, const QString &field);   //!< 400.002.02 "Bad Request - Invalid <Field>"
HttpAnswer invalidToken(RandomSource &random);                         //!< 404.001.03
HttpAnswer spikeArrest();                                              //!< 429, the gateway's own shape, with Retry-After
HttpAnswer firewallPage();                                             //!< 403 text/html from in front of Daraja

//! ResultDesc of a ResultCode.
QString resultText(const QString &resultCode);

//! 401 from in front of the newer products. Repeats the token, as Daraja does where `repeats`.
HttpAnswer unauthorized(RandomSource &random, const QString &code, const QString &repeats);
HttpAnswer internalError(RandomSource &random);                        //!< 500.003.1001

//! A code as JSON: a number where it can be one ("SFC_IC0003" cannot).
QJsonValue codeValue(const QString &code);
//! Compact JSON in which shillings(n) became n.00, as Daraja writes it and as no JSON library would.
QByteArray withShillings(const QJsonObject &body);
QJsonValue shillings(qint64 amount);

//! `count` decimal digits, the first one never 0.
QString randomDigits(RandomSource &random, int count);

} // namespace kaunta::practice
