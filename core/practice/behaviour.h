#pragma once

#include "core/practice/http.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

namespace kaunta::practice {

//! What becomes of a request whose result comes later, as data. All times count from the request.
struct Outcome {
    QString result = {};   //!< the truth; empty or "0": what the practice world makes of the request
    std::chrono::milliseconds after{2000};                              //!< from when it is true
    QList<std::chrono::milliseconds> results{std::chrono::milliseconds{2000}};   //!< posts to ResultURL
    QList<std::chrono::milliseconds> timeouts = {};                     //!< posts to QueueTimeOutURL
    QStringList claims = {};   //!< what the posts say, in their order; the last one goes on; empty: the truth
};

//! What becomes of one push, as data. All times count from the push.
struct Behaviour {
    enum class Push {
        Accept,        //!< a prompt goes out
        NoTrace,       //!< the same answer, but no prompt, no callback, ever
        Locked,        //!< "Unable to lock subscriber": no prompt
        ExpireToken,   //!< every second push: all tokens die before this one is looked at
        Firewall,      //!< an HTML page from in front of Daraja; nothing was looked at
    };
    //! What a query is told until the result is there. All four were seen on the live sandbox.
    enum class Pending { BeingProcessed, EmptyText, Code4999, InvalidId };

    QString name = {};
    Push push = Push::Accept;
    bool asksHandset = false;                      //!< where there is one; else it ends by itself
    QString result = QStringLiteral("0");          //!< Daraja's ResultCode
    std::chrono::milliseconds resultAfter{2000};
    QList<std::chrono::milliseconds> callbacks{std::chrono::milliseconds{2000}};
    Pending pending = Pending::BeingProcessed;
    QString earlyResult = {};                      //!< what a query claims from earlyFrom until the result; empty: nothing
    std::chrono::milliseconds earlyFrom{0};
    int limitedQueries = 0;                        //!< so many queries are answered 429 first
    Misbehaviour onPush = {};                           //!< acted out when the push was accepted (a refused connection: always)
    Outcome reversal = {};                         //!< when what the push brought is taken back
};

//! The behaviour that 0722 0000 NN plays; 0 to 26. Source: design's "Practice numbers", docs/practice-numbers.md.
const Behaviour *practiceBehaviour(int number);
//! By name ("cancelled") or by number ("01").
const Behaviour *behaviourNamed(const QString &nameOrNumber);
//! What a phone (2547…) plays without a script: its practice number's, or the plain success that the handset asks for.
const Behaviour &behaviourOfPhone(const QString &phone);
inline constexpr int kPracticeNumbers = 27;

} // namespace kaunta::practice
