#pragma once

#include "core/base/certainty.h"
#include "core/base/money.h"
#include "core/base/msisdn.h"

#include <QFlags>
#include <QList>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <optional>
#include <variant>

namespace kaunta::providers {

enum class Capability { Push = 1, Query = 2, Pull = 4, Reversal = 8, Status = 16, Balance = 32 };
Q_DECLARE_FLAGS(Capabilities, Capability)

struct PushRequest {
    Msisdn phone;
    Money amount;            //!< whole units only where the provider says so
    QString reference;       //!< as it goes on the wire
    QString description;     //!< never empty
    QUrl callbackUrl;        //!< complete, with the attempt's secret path
    std::function<bool()> mayStart;   //!< see net::Request::mayStart
};

struct PushAccepted {
    QString merchantRequestId;
    QString checkoutRequestId;   //!< never empty
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
    enum class Item { Clock, Token, Passkey };
    enum class Verdict { Ok, Failed, Unknown };
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
    virtual void query(const QString &checkoutRequestId, std::chrono::seconds age, QObject *context, QueryDone done) = 0;
    //! Words for a code of a push answer, a query answer or a callback. Unknown codes explain themselves as unknown.
    virtual Explanation explain(const QString &code, const QString &text) const = 0;
    //! True for the codes that mean "declined, no money moved for this prompt"; false for everything not in the table.
    virtual bool meansDeclined(const QString &resultCode) const = 0;
    //! How long the subscriber is locked after such a refusal (0 for others): Daraja's code 1001 and its synchronous twin.
    virtual std::chrono::seconds lockAfter(const QString &code, const QString &text) const = 0;
    //! Tries the set-up without asking anyone for money: one line for each SetupLine::Item, in that order. Never pushes.
    virtual void checkSetup(QObject *context, SetupDone done) = 0;
};

} // namespace kaunta::providers

Q_DECLARE_OPERATORS_FOR_FLAGS(kaunta::providers::Capabilities)
