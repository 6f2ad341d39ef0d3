#pragma once

#include "core/practice/behaviour.h"

#include <QString>
#include <optional>
#include <vector>

namespace kaunta::practice {

enum class Endpoint {
    OAuth, Push, Query, Reversal, Status, Balance, C2bRegister, C2bSimulate, Payout, Transfer, PullRegister, Pull, Qr, OrgInfo
};
//! Is its outcome told by a later post? C2bSimulate stands for every customer's own payment, its posts are confirmations.
bool endsLater(Endpoint endpoint);

//! One rule of a script; docs/simulator.md has the words.
struct Rule {
    QString phone;                                 //!< 2547…; "*" fits any, also a request without one
    std::optional<Endpoint> endpoint;              //!< empty: all
    int timesLeft = -1;                            //!< -1: no limit. Counts from when the script was loaded
    std::optional<Behaviour> behaviour;            //!< what becomes of a push
    std::optional<Outcome> outcome;                //!< what becomes of a request whose result comes later
    std::optional<Misbehaviour> misbehaviour;      //!< how the connection breaks
    std::optional<HttpAnswer> answer;              //!< given instead of looking at the request
    std::chrono::milliseconds answerAfter{0};

    bool fits(Endpoint asked, const QString &askedPhone) const;
};

//! The rules of a run, in order: the first one that fits a request counts.
class Script
{
public:
    static std::optional<Script> parse(const QByteArray &json, QString *problem);

    const Rule *peek(Endpoint endpoint, const QString &phone) const;
    //! The same, and uses up one of its times.
    std::optional<Rule> take(Endpoint endpoint, const QString &phone);

private:
    std::vector<Rule> m_rules;
};

} // namespace kaunta::practice
