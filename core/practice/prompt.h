#pragma once

#include <QDateTime>
#include <QString>

namespace kaunta::practice {

//! A prompt that waits on the virtual handset.
struct Prompt {
    QString id;           //!< CheckoutRequestID
    QString phone;        //!< 2547…
    QString amount;       //!< "100"
    QString shop;
    QString reference;
    QDateTime endsAt;     //!< about a minute after it came, UTC
    int triesLeft = 3;    //!< wrong PINs that are still allowed
    bool operator==(const Prompt &) const = default;
};

//! What the customer does. Daraja reports a wrong PIN only after the third one (2001): the first two leave the prompt
//! where it is. Ignore takes it off the handset; M-PESA learns of it when the prompt ends (1037).
enum class HandsetAnswer { AcceptWithPin, WrongPin, Cancel, Ignore };

} // namespace kaunta::practice
