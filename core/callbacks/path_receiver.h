#pragma once

#include "core/callbacks/c2b_payment.h"
#include "core/callbacks/path_kind.h"
#include "core/callbacks/receiver.h"
#include "core/callbacks/source_rule.h"

#include <QStringList>
#include <functional>
#include <optional>

namespace kaunta::callbacks {

class CallbackInbox;

//! The secret part of a callback path: its last segment, if that is 32 lower-case hex digits (design.md, Callback paths).
std::optional<QString> tokenOf(const QString &path);

//! What the receiver must know of the shop.
struct ReceiverRules {
    KindOf kindOf;                 //!< must be set
    //! False: what kindOf says is not to be believed (the ledger cannot be read). Then a path that it does not know is answered 503:
    //! it may be one of ours. Empty: always true.
    std::function<bool()> knowsPaths = {};
    SourceRule sources = {};
    QStringList shortCodes = {};   //!< that a direct payment may name: the shop's own, and its till's
    ValidationRule validate = {};  //!< must be set where kindOf knows a C2bValidation
    Currency currency = Currency::KES;   //!< of a direct payment's amount
    //! The provider documents one refusal of a validation alone, C2B00011: no other one is answered.
    bool oneRefusal = false;
    bool thirdPartyInReply = false;   //!< an answer to a validation repeats its ThirdPartyTransID
    //! The attempt that a body on the shop's fixed address is about, by what we sent along: the token of its own path. Empty: the
    //! provider posts to the path that each request names.
    std::function<std::optional<QString>(const QByteArray &body)> attemptIn = {};
    std::function<void(const QString &token)> selfTested = {};   //!< our own call came back; may be empty. Must not destroy the receiver
};

//! Takes in everything that M-PESA posts. What comes to a path of ours is stored whole and then acknowledged with 200
//! {"ResultCode":0,"ResultDesc":"Success"}, whatever it says: it is interpreted later (InboxReader). 503 when it could not be stored,
//! so that a sender who repeats, repeats. A validation is answered by the shop's rule, and stored too.
//!
//! A path that is nobody's, a source that is not allowed, a direct payment for another short code: kept as strays, counted, answered
//! 200 as well, never in the inbox proper. It tells a prober nothing. Our own self-test is told and not kept; it may come from anywhere.
class PathReceiver final : public Receiver
{
public:
    //! What is longer can be no direct payment: a real one has about 500 bytes.
    static constexpr qsizetype kMaxC2b = 8192;

    PathReceiver(CallbackInbox &inbox, ReceiverRules rules);
    Answer receive(const Incoming &incoming) override;

private:
    struct Post;
    Answer receiveC2b(const Post &post);
    Answer answerTo(ValidationReply reply, const QString &thirdPartyId) const;
    Answer store(const Post &post, const Answer &answer);
    Answer stray(const Post &post);

    CallbackInbox &m_inbox;
    ReceiverRules m_rules;
    qint64 m_wrongSources = 0;   //!< for the log
    qint64 m_notStored = 0;
};

} // namespace kaunta::callbacks
