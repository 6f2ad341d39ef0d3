#pragma once

#include "core/base/money.h"
#include "core/daraja/endpoint.h"

#include <QList>
#include <QUrl>
#include <optional>

namespace kaunta::daraja {

//! Rules of single fields, from the M-PESA Express page and from what is known to fail silently (special characters, a
//! thirteenth character of AccountReference: accepted, but no prompt). Each returns what is wrong with the value, or nothing.
using Problem = std::optional<FieldFault::Problem>;

Problem shortCodeProblem(const QString &digits);               //!< 5 to 7 digits, no leading zero: it goes out as a number
Problem phoneProblem(const QString &digits);                   //!< 254, then 7 or 1, then eight digits
Problem textProblem(const QString &text, int longest);         //!< 1 to `longest` of [A-Za-z0-9 .-], not blank
Problem callbackProblem(const QUrl &url);                      //!< https with a host; http only to this computer
Problem secretProblem(const QByteArray &secret);               //!< not empty
Problem idProblem(const QString &id);                          //!< 1 to 100 of [A-Za-z0-9_.-]: CheckoutRequestID, ConversationID
Problem receiptProblem(const QString &receipt);                //!< 8 to 20 of [A-Z0-9]; ten in every sample
Problem remarksProblem(const QString &text);                   //!< 2 to 100 of [A-Za-z0-9 .,-], not blank
Problem nameProblem(const QString &text, int longest);         //!< 1 to `longest` printable characters, not blank
Problem wholeAmountProblem(const Money &amount, qint64 least, qint64 most);   //!< whole KES in that range, ends included

inline constexpr qint64 kMostPerTransaction = 250'000;         //!< KES; M-PESA's own limit

struct NamedProblem {
    const char *field;
    Problem problem;
};
//! The first of them that is a problem.
Result<Done, FieldFault> firstFault(const QList<NamedProblem> &problems);

} // namespace kaunta::daraja
