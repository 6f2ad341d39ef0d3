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

//! ResultDesc of an STK ResultCode.
QString resultText(const QString &resultCode);

//! `count` decimal digits, the first one never 0.
QString randomDigits(RandomSource &random, int count);

} // namespace kaunta::practice
