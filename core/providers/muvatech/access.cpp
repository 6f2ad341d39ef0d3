#include "core/providers/muvatech/access.h"

#include "core/daraja/sync_error.h"

#include <algorithm>

namespace kaunta::providers::muvatech {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using daraja::CallFault;

namespace {

constexpr std::chrono::milliseconds kWindow = 60s;
constexpr int kMostAMinute = 6000;

std::optional<int> number(const net::Reply &reply, QByteArrayView header)
{
    bool isNumber = false;
    const int value = reply.header(header).trimmed().toInt(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

} // namespace

Access::Access(const QByteArray &token, const Clock &clock) : m_token(token, clock), m_clock(clock) {}

bool Access::mayAsk()
{
    const auto now = m_clock.sinceBoot();
    while (!m_asked.empty() && now - m_asked.front() >= kWindow)
        m_asked.pop_front();
    if (now < m_notBefore || m_asked.size() >= static_cast<std::size_t>(m_limit))
        return false;
    m_asked.push_back(now);
    return true;
}

void Access::get(QObject *context, DoneFn done)
{
    if (mayAsk())
        return m_token.get(context, std::move(done));
    CallFault fault;
    fault.at = CallFault::At::Token;
    fault.certainty = Certainty::NotSent;
    fault.code = u"429"_s;
    fault.detail = u"MuvaTech takes no more requests in this minute"_s;
    QMetaObject::invokeMethod(context, [done = std::move(done), fault] { done(Fail{fault}); }, Qt::QueuedConnection);
}

void Access::learn(const net::Reply &reply)
{
    if (const auto limit = number(reply, "X-RateLimit-Limit"); limit && *limit > 0)
        m_limit = std::min(*limit, kMostAMinute);
    if (reply.status != 429 && number(reply, "X-RateLimit-Remaining") != 0)
        return;
    const auto wait = number(reply, "Retry-After");
    const auto rest = wait ? std::min<std::chrono::milliseconds>(std::chrono::seconds(*wait), 1h) : kWindow;
    m_notBefore = std::max(m_notBefore, m_clock.sinceBoot() + rest);   // an older answer that comes late takes nothing back
}

Result<QJsonObject, CallFault> judge(const net::Reply &reply)
{
    const auto common = daraja::judge(reply);   // transport, lies about types, Date and Retry-After are the same for every API
    if (common || reply.reached != net::Reply::Reached::Answered)
        return common;
    CallFault fault = common.error();
    const bool limited = reply.status == 429 && !reply.header("X-RateLimit-Limit").isEmpty();
    fault.certainty = limited ? Certainty::Refused : Certainty::Unknown;   // what is known of Safaricom's gateway proves nothing here
    fault.tokenRejected = false;
    fault.code = limited ? u"429"_s : u"answer HTTP %1"_s.arg(reply.status);
    return Fail{fault};
}

} // namespace kaunta::providers::muvatech
