#pragma once

#include "core/base/result.h"
#include "core/daraja/call_fault.h"
#include "core/net/transport.h"
#include "core/providers/payment_provider.h"

#include <QJsonObject>
#include <span>

namespace kaunta::providers::mpesa_ethiopia {

//! A refusal of GET /v1/token/generate. Source: the official Python code's list.
struct SignInCode {
    const char *code;
    const char *meaning;       //!< for logs and support
    Explanation explanation;
};
std::span<const SignInCode> signInCodes();
const SignInCode *findSignInCode(const QString &code);   //!< nullptr: in no table

//! Reads one HTTP reply as daraja::judge() does, and the code of an error under any of this API's three names: errorCode, resultCode,
//! responseCode.
Result<QJsonObject, daraja::CallFault> judge(const net::Reply &reply);

//! What a fault proves here. Without `kenyanCodes` a refusal that Kenya's API documents is Unknown, and its code is shown as
//! "answer 404.001.03", so that it is not explained as what it looks like.
daraja::CallFault proven(daraja::CallFault fault, bool kenyanCodes);

Explanation explained(const QString &code, const QString &text);

} // namespace kaunta::providers::mpesa_ethiopia
