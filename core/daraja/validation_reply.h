#pragma once

#include <QString>
#include <span>

namespace kaunta::daraja {

//! One answer of a shop to M-PESA's question before a direct payment is taken. A payment that is turned away moves no money.
struct ValidationReply {
    const char *code;      //!< "0", "C2B00012" …: goes out as ResultCode, as text
    const char *meaning;   //!< the provider's meaning, for logs and support; not translated
    const char *says;      //!< for the cashier: what became of the payment. Source string for tr(), context "Codes"
};
std::span<const ValidationReply> validationReplies();
const ValidationReply *findValidationReply(const QString &code);

} // namespace kaunta::daraja
