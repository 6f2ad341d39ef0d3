#include "core/daraja/oauth.h"

#include "core/base/redaction.h"
#include "core/daraja/json_text.h"
#include "core/daraja/sync_error.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

namespace {

//! What goes into a header as it is: a line break in it would be a second header.
bool isHeaderSafe(const QByteArray &token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::chrono::seconds lifetime(const QJsonObject &json)
{
    constexpr qint64 kLongest = 86'400;
    bool ok = false;
    const qint64 seconds = scalarText(json.value("expires_in"_L1)).toLongLong(&ok);
    return std::chrono::seconds(ok ? std::clamp<qint64>(seconds, 0, kLongest) : 0);   // not told: good for those who wait, then asked anew
}

CallFault tokenFault(CallFault fault)
{
    fault.at = CallFault::At::Token;
    fault.certainty = Certainty::NotSent;
    fault.tokenRejected = false;
    if (fault.code.isEmpty())
        fault.code = u"token"_s;
    return fault;
}

} // namespace

FixedToken::FixedToken(const QByteArray &token, const Clock &clock) : m_token(token.trimmed()), m_clock(clock)
{
    neverLog(m_token);
}

void FixedToken::get(QObject *context, DoneFn done)
{
    Result<Token, CallFault> outcome = Token{m_token, {}, m_clock.nowUtc()};
    if (!isHeaderSafe(m_token)) {
        CallFault fault;
        fault.detail = u"the stored token cannot be one"_s;
        outcome = Fail{tokenFault(fault)};
    }
    QMetaObject::invokeMethod(context, [done = std::move(done), outcome] { done(outcome); }, Qt::QueuedConnection);
}

TokenEndpoint TokenEndpoint::daraja(const QUrl &base)
{
    TokenEndpoint endpoint{net::Verb::Get, base.adjusted(QUrl::StripTrailingSlash)};
    endpoint.url.setPath(endpoint.url.path() + u"/oauth/v1/generate"_s);
    endpoint.url.setQuery(u"grant_type=client_credentials"_s);
    return endpoint;
}

TokenCache::TokenCache(net::Transport &transport, const Clock &clock, const TokenEndpoint &endpoint, const QByteArray &consumerKey,
                       const QByteArray &consumerSecret)
    : m_transport(transport), m_clock(clock)
{
    const QByteArray basic = QByteArray(consumerKey + ':' + consumerSecret).toBase64();
    neverLog(basic);
    m_request.verb = endpoint.verb;
    m_request.url = endpoint.url;
    m_request.headers = {{"Authorization", "Basic " + basic}, {"Accept", "application/json"}};
    if (!endpoint.contentType.isEmpty())
        m_request.headers.append({"Content-Type", endpoint.contentType});
    m_request.deadline = kDeadline;
}

void TokenCache::get(QObject *context, DoneFn done)
{
    if (!m_inFlight && !m_token.value.isEmpty() && m_clock.sinceBoot() < m_goodUntil) {
        QMetaObject::invokeMethod(context, [done = std::move(done), token = m_token] { done(token); }, Qt::QueuedConnection);
        return;
    }
    m_waiters.push_back({context, std::move(done)});
    if (!m_inFlight)
        fetch();
}

void TokenCache::renew(QObject *context, DoneFn done)
{
    invalidate(m_token.value);
    get(context, std::move(done));
}

void TokenCache::invalidate(const QByteArray &token)
{
    if (token == m_token.value)
        m_token = {};
}

void TokenCache::fetch()
{
    m_inFlight = true;
    const auto askedAt = m_clock.sinceBoot();
    m_transport.send(m_request, this, [this, askedAt](const net::Reply &reply) { finish(askedAt, reply); });
}

void TokenCache::finish(std::chrono::milliseconds askedAt, const net::Reply &reply)
{
    const auto answer = judge(reply).andThen([&](const QJsonObject &json) -> Result<Token, CallFault> {
        Token token{scalarText(json.value("access_token"_L1)).toUtf8(), serverTime(reply), m_clock.nowUtc()};
        if (!isHeaderSafe(token.value)) {
            CallFault fault;
            fault.status = reply.status;
            fault.serverTime = token.serverTime;
            fault.detail = u"the answer has no usable access_token"_s;
            return Fail{fault};
        }
        neverLog(token.value);
        m_token = token;
        m_goodUntil = askedAt + lifetime(json) - kEarly;
        return token;
    });
    CallFault refused;
    if (!answer) {
        refused = answer.error();
        if (refused.code.isEmpty()) {   // {resultCode, resultDesc}: M-PESA Ethiopia
            const QJsonObject told = QJsonDocument::fromJson(reply.body).object();
            refused.code = scalarText(told.value("resultCode"_L1));
            refused.text = refused.code.isEmpty() ? refused.text : scalarText(told.value("resultDesc"_L1));
        }
    }
    const Result<Token, CallFault> outcome = answer ? answer : Result<Token, CallFault>(Fail{tokenFault(refused)});
    m_inFlight = false;
    const auto waiters = std::exchange(m_waiters, {});   // one of them may ask again, or destroy this cache
    for (const Waiter &waiter : waiters)
        if (waiter.context)
            waiter.done(outcome);
}

std::shared_ptr<TokenCache> TokenCaches::get(const TokenEndpoint &endpoint, const QByteArray &consumerKey, const QByteArray &consumerSecret)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (const QByteArray &part : {endpoint.url.toEncoded(), consumerKey, consumerSecret})
        digest.addData(QByteArray(part.toBase64() + '|'));
    auto &cache = m_caches[digest.result()];
    if (!cache)
        cache = std::make_shared<TokenCache>(m_transport, m_clock, endpoint, consumerKey, consumerSecret);
    return cache;
}

} // namespace kaunta::daraja
