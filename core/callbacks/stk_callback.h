#pragma once

#include "core/base/money.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>

namespace kaunta::callbacks {

//! What an STK callback says, nothing believed yet. Shapes: facts of the M-PESA Express callback, success and failure; numbers
//! come as numbers or as text, items in any order or missing, codes as text ("SFC_IC0003").
struct StkCallback {
    QString merchantRequestId;
    QString checkoutRequestId;
    QString code;                  //!< ResultCode, never empty; verbatim ("0", "1032", "SFC_IC0003")
    QString text;                  //!< ResultDesc, verbatim
    std::optional<Money> amount;   //!< only if exact to the cent; two items that disagree count as none
    QString receipt;               //!< MpesaReceiptNumber; empty: none, or not the shape of a receipt
    QString transactionDate;       //!< yyyyMMddHHmmss in UTC+3, as text; may be empty
    QString phone;                 //!< as it came: may be masked, hashed or empty. Never to be logged.
    bool namesNoPrompt = false;    //!< without Safaricom's envelope, and without any CheckoutRequestID: not one, and not two that disagree
};

//! In which forms a provider tells how a prompt ended.
enum class StkForm {
    Envelope,         //!< Safaricom's Body.stkCallback, and nothing else
    EnvelopeOrFlat,   //!< that, or one object with the same fields in it; assumed of providers that show their posts nowhere
};

//! Nothing: longer than kMaxBody, not JSON, or no Body.stkCallback object (nor, where the form allows it, a flat one) with a ResultCode
//! in it. Of a key that stands twice in one object the last one counts.
std::optional<StkCallback> parseStkCallback(const QByteArray &body, StkForm form = StkForm::Envelope);

//! The transactionReference of a post, on top or inside the envelope: what we sent along with the prompt. Empty: none.
QString transactionReferenceIn(const QByteArray &body);

//! What a callback on a charge's own secret path means for that charge.
struct StkVerdict {
    enum class Kind {
        Paid,              //!< code 0, right amount, a receipt
        PaidOtherAmount,   //!< code 0 and another amount: a conflict that a manager sees
        Declined,          //!< a code that is known to mean "no money moved for this prompt"
        UnclearCode,       //!< a code in no table, or code 0 without a readable amount or receipt: a query must tell
        NotForThisCharge,  //!< names another CheckoutRequestID than the charge's, or none in Safaricom's envelope, which always has it
        Unreadable,        //!< no STK callback at all
    };
    Kind kind = Kind::Unreadable;
    QString code;                  //!< empty only for Unreadable
    QString text;
    QString checkoutRequestId;
    QString receipt;               //!< set for Paid; for PaidOtherAmount and UnclearCode when there was one
    std::optional<Money> amount;   //!< as told
};

struct StkExpectation {
    QString checkoutRequestId;   //!< empty: not known (the acknowledgement was lost or is still under way)
    Money amount;
    StkForm form = StkForm::Envelope;
};

//! The authenticity rule of design.md ("An authentic STK callback"): pure. The caller has matched the path's token to the
//! charge. `meansDeclined` is the provider's code table.
StkVerdict judgeStkCallback(const StkExpectation &expected, const QByteArray &body, const std::function<bool(const QString &code)> &meansDeclined);

} // namespace kaunta::callbacks
