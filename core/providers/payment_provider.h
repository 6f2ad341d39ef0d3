#pragma once

#include "core/base/certainty.h"
#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/providers/traits/capability.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <optional>
#include <variant>

namespace kaunta::providers {

struct PushRequest {
    Msisdn phone;
    Money amount;            //!< whole units only where the provider says so
    QString reference;       //!< as it goes on the wire
    QString description;     //!< never empty
    QString attemptId = {};  //!< ours, 1 to 32 of [A-Z0-9], another one for every attempt; begins with the charge's id, so that a
                             //!< lost answer can be traced. For providers that let the caller name the request
    QUrl callbackUrl;        //!< complete, with the attempt's secret path: its last segment, 32 hex digits, is nobody else's
    std::function<bool()> mayStart;   //!< see net::Request::mayStart
};

struct PushAccepted {
    QString merchantRequestId;
    QString checkoutRequestId;   //!< empty only where the provider gives none: nothing can be asked about the prompt then
};
struct PushFailed {
    Certainty certainty = Certainty::Unknown;
    bool tokenRejected = false;   //!< Refused because of the access token: one journaled second attempt is allowed
    QString code;                 //!< provider's code, verbatim ("500.001.1001"), or "token" when no token could be had (NotSent
                                  //!< then), "field" when a field breaks the provider's rules (NotSent); empty when there was none
    QString text;                 //!< provider's words, verbatim, for the log and small print
};
using PushAnswer = std::variant<PushAccepted, PushFailed>;

struct QueryAnswer {
    enum class Kind {
        Paid,       //!< ResultCode 0: paid, receipt not told
        Declined,   //!< a code that is known to mean "no money moved for this prompt"
        Pending,    //!< the provider says that it is still running
        UnknownCode,   //!< a ResultCode that is in no table: the charge is unknown, the code is shown verbatim
        Unclear,    //!< no answer, an error, an unreadable answer: nothing was learned
        Limited,    //!< refused for asking too often; retryAfter may be set
    };
    Kind kind = Kind::Unclear;
    QString code;
    QString text;
    std::optional<std::chrono::seconds> retryAfter;
};

// ---- questions that are answered later, by a call to resultUrl ----

struct ReversalRequest {
    QString receipt;
    Money amount;
    QString remarks;                  //!< 2 to 100 characters
    QUrl resultUrl;                   //!< complete, with the attempt's secret path
    QUrl timeoutUrl;
    std::function<bool()> mayStart;   //!< see net::Request::mayStart
};
struct StatusRequest {
    QString receipt;                  //!< one of the two is set
    QString conversationId;           //!< of the acknowledgement that is asked about
    QUrl resultUrl;
    QUrl timeoutUrl;
};
struct BalanceRequest {
    QUrl resultUrl;
    QUrl timeoutUrl;
};
//! The request was taken. It has not been carried out yet.
struct AskAccepted {
    QString conversationId;
    QString originatorConversationId;   //!< at least one of the two is not empty
};
//! As PushFailed. Codes of our own: "token", "field", "credential" (the initiator's password or certificate could not be had or
//! used: NotSent), "unsupported" (NotSent).
using AskFailed = PushFailed;
using AskAnswer = std::variant<AskAccepted, AskFailed>;

//! What the code of an authentic result proves, by kind of request: the same code means different things.
enum class ResultKind { Reversal, Status, Balance };
enum class ResultMeaning {
    Done,              //!< 0
    Refused,           //!< known to mean that nothing was carried out
    AlreadyReversed,   //!< R000001
    Unclear,           //!< in no table, or known to prove nothing
};

// ---- questions that are answered at once ----

//! One payment of the provider's own list.
struct PulledPayment {
    QString receipt;
    QDateTime at;              //!< UTC; invalid when it could not be read
    Money amount;
    QString phone;             //!< as it came: full, masked, hashed or empty. Never to be logged
    QString name;
    QString billReference;
};
struct PullRequest {
    QDateTime from;            //!< at most 48 h ago
    QDateTime to;
    int offset = 0;
};
struct PullAnswer {
    enum class Kind {
        Records,      //!< maybe empty only together with records of an earlier page
        NoData,       //!< 1001: none in the period, or this short code may not ask. Never "0 payments"
        Failed,       //!< not asked, refused, unreadable
    };
    Kind kind = Kind::Failed;
    QList<PulledPayment> records;
    QString code;
    QString text;
    Certainty certainty = Certainty::Unknown;
};

struct RegisterUrls {
    QUrl confirmation;
    QUrl validation;
    bool acceptWhenSilent = true;   //!< what M-PESA does when validation is not answered: "Completed" or "Cancelled"
};
//! A call that is answered with yes or no.
struct PlainAnswer {
    bool done = false;
    bool wasDoneBefore = false;   //!< "already registered": fine as well
    Certainty certainty = Certainty::Unknown;
    QString code;
    QString text;
};
struct SimulatedPayment {
    Msisdn phone;
    Money amount;
    QString billReference;   //!< empty for tills
};
struct QrRequest {
    Money amount;
    QString reference;       //!< 1 to 12 characters
    QString merchant;        //!< shown in the payer's app
    int pixels = 300;
};
struct QrAnswer {
    QByteArray png;          //!< empty: none
    QString code;
    QString text;
};
struct OrganisationAnswer {
    QString name;            //!< empty: not found or no answer
    QString code;
    QString text;
};

//! What a person reads about a provider's code, and what follows from it. Source strings for tr(), context "Codes".
struct Explanation {
    enum class Remedy { None, CustomerCanFix, WaitAndSendAgain, ShopMustFix, DoNotAskAgain };
    enum class Moved { No, ThisOneNo_EarlierMaybe, Unknown, Yes };
    const char *says = "";   //!< one sentence for the cashier
    const char *next = "";   //!< what to do now
    Moved moved = Moved::Unknown;
    Remedy remedy = Remedy::DoNotAskAgain;
};

//! One line of a set-up test: what was tried and how it ended. `says` is a source string for tr(), context "Setup".
struct SetupLine {
    enum class Item { Clock, Token, Passkey, Callback };   //!< Callback: the till tests that itself
    enum class Verdict { Ok, Failed, Unknown, Untried };   //!< Untried: there is no way to try it without asking somebody for money
    Item item = Item::Clock;
    Verdict verdict = Verdict::Unknown;
    const char *says = "";   //!< one sentence: what was found, and what to do if it is not well
    QString detail;          //!< provider's code and words, or the numbers behind the sentence; small print, may be empty
};

//! One way to reach M-PESA. Each call is one question on the wire, with the one exception that reads may refresh a stale
//! token and ask again. `done` runs exactly once, later than the call returns, and not at all if `context` is gone.
class PaymentProvider
{
public:
    using PushDone = std::function<void(const PushAnswer &)>;
    using QueryDone = std::function<void(const QueryAnswer &)>;
    using SetupDone = std::function<void(const QList<SetupLine> &)>;
    virtual ~PaymentProvider() = default;
    virtual Capabilities capabilities() const = 0;
    //! Sends one prompt, once. Gets a token first if there is none; a token that cannot be had is NotSent.
    virtual void push(const PushRequest &request, QObject *context, PushDone done) = 0;
    //! `age`: how long ago the prompt was accepted; some early answers mean "not yet" only while it is young.
    //! Without the capability the answer is Unclear, "unsupported".
    virtual void query(const QString &checkoutRequestId, std::chrono::seconds age, QObject *context, QueryDone done);
    //! Words for a code of a push answer, a query answer or a callback. Unknown codes explain themselves as unknown.
    virtual Explanation explain(const QString &code, const QString &text) const = 0;
    //! True for the codes that mean "declined, no money moved for this prompt"; false for everything not in the table.
    virtual bool meansDeclined(const QString &resultCode) const = 0;
    //! How long the subscriber is locked after such a refusal (0 for others): Daraja's code 1001 and its synchronous twin.
    virtual std::chrono::seconds lockAfter(const QString &code, const QString &text) const = 0;
    //! Tries the set-up without asking anyone for money: one line for each of Clock, Token and Passkey, in that order. Never pushes.
    virtual void checkSetup(QObject *context, SetupDone done) = 0;

    // What not every provider has: see capabilities(). Without the capability the answer is "unsupported", and nothing was sent.
    using AskDone = std::function<void(const AskAnswer &)>;
    using PullDone = std::function<void(const PullAnswer &)>;
    using PlainDone = std::function<void(const PlainAnswer &)>;
    using QrDone = std::function<void(const QrAnswer &)>;
    using OrganisationDone = std::function<void(const OrganisationAnswer &)>;
    //! Asks to send one payment back, once. Like a push it is never repeated, and only a Refused or NotSent proves that it was not
    //! carried out.
    virtual void reverse(const ReversalRequest &request, QObject *context, AskDone done);
    virtual void askStatus(const StatusRequest &request, QObject *context, AskDone done);
    virtual void askBalance(const BalanceRequest &request, QObject *context, AskDone done);
    virtual void pull(const PullRequest &request, QObject *context, PullDone done);
    //! Once for a short code. `nominated`: a number of the organisation.
    virtual void registerPull(const Msisdn &nominated, const QUrl &callback, QObject *context, PlainDone done);
    virtual void registerUrls(const RegisterUrls &urls, QObject *context, PlainDone done);
    virtual void simulatePayment(const SimulatedPayment &payment, QObject *context, PlainDone done);   //!< never in production
    virtual void makeQr(const QrRequest &request, QObject *context, QrDone done);
    virtual void askOrganisation(QObject *context, OrganisationDone done);
    virtual ResultMeaning meaningOf(ResultKind kind, const QString &code, const QString &text) const;
    //! Words for the code of a result or of a failed request of this kind.
    virtual Explanation explainResult(ResultKind kind, const QString &code, const QString &text) const;
};

} // namespace kaunta::providers
