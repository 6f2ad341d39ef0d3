#pragma once

#include "core/daraja/oauth.h"

#include <QJsonObject>
#include <chrono>
#include <deque>

namespace kaunta::providers::muvatech {

//! The pasted token, given out no more often than MuvaTech takes requests: 60 in a minute, or what its X-RateLimit-Limit says, and not
//! at all for a while after it said that none are left. A request that would be too many is NotSent, code "429".
class Access final : public daraja::TokenSource
{
public:
    Access(const QByteArray &token, const Clock &clock);
    void get(QObject *context, DoneFn done) override;
    void invalidate(const QByteArray &) override {}   // there is nowhere to get another one from
    //! Reads the limit out of every answer.
    void learn(const net::Reply &reply);

private:
    bool mayAsk();

    daraja::FixedToken m_token;
    const Clock &m_clock;
    int m_limit = 60;
    std::deque<std::chrono::milliseconds> m_asked;   // by sinceBoot(), of the last minute
    std::chrono::milliseconds m_notBefore{0};
};

//! Reads one HTTP reply. MuvaTech's errors are documented nowhere: what was sent and is not answered with 2xx and an object is Unknown,
//! with the one exception of its rate limit, a 429 with X-RateLimit-Limit.
Result<QJsonObject, daraja::CallFault> judge(const net::Reply &reply);

} // namespace kaunta::providers::muvatech
