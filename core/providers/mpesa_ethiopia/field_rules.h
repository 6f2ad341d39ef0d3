#pragma once

#include "core/daraja/field_rules.h"

namespace kaunta::providers::mpesa_ethiopia {

using daraja::NamedProblem;
using daraja::Problem;

//! Rules that differ from Kenya's.
Problem shortCodeProblem(const QString &digits);                //!< 4 to 7 digits, no leading zero: it goes out as a number
Problem phoneProblem(const QString &digits);                    //!< 2517 and eight digits (the official Python code's rule)
Problem anyPhoneProblem(const QString &digits);                 //!< 251 and nine digits: the simulator's own sample is a 2519…
Problem amountProblem(const Money &amount);                     //!< whole ETB, 1 to the provider's most
Problem callerIdProblem(const QString &id);                     //!< 1 to 50 of [A-Za-z0-9_-]: ids that the caller makes

} // namespace kaunta::providers::mpesa_ethiopia
