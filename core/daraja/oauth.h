#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/daraja/call_fault.h"
#include "core/net/transport.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <functional>
#include <memory>
#include <vector>

namespace kaunta::daraja {

struct Token {
    QByteArray value;            //!< printable ASCII, no blanks
    QDateTime serverTime;        //!< the Date header of the answer that brought it; may be invalid
    QDateTime receivedAt;        //!< our wall clock at that moment
};

//! Where access tokens come from. Transport and clock must outlive it.
class TokenSource
{
public:
    using DoneFn = std::function<void(const Result<Token, CallFault> &)>;
    virtual ~TokenSource() = default;
    //! `done` runs once, later than get() returns, and not at all if `context` is gone. A fault is CallFault::At::Token with
    //! Certainty::NotSent: whatever was to be sent with the token was not. Its code is the provider's, or "token".
    virtual void get(QObject *context, DoneFn done) = 0;
    //! The gateway refused this token. Forgotten only if it is still the current one: a newer one is left alone.
    virtual void invalidate(const QByteArray &token) = 0;
};

//! A token that a person pasted: there is nowhere to get another one from.
class FixedToken final : public TokenSource
{
public:
    //! `clock` tells when: a pasted token is as fresh as the question.
    FixedToken(const QByteArray &token, const Clock &clock);
    void get(QObject *context, DoneFn done) override;
    void invalidate(const QByteArray &) override {}

private:
    QByteArray m_token;
    const Clock &m_clock;
};

//! How an API gives out tokens. Key and secret go into the Authorization header, Basic.
struct TokenEndpoint {
    net::Verb verb = net::Verb::Get;
    QUrl url;                                    //!< whole, query included
    QByteArray contentType = {};                 //!< of an empty body, where the API wants one; empty: none is named
    static TokenEndpoint daraja(const QUrl &base);
};

//! The access token of one consumer key in one environment. Each request for a token may invalidate the one before, so there is
//! one cache for all who use the key, and however many ask at once, one request is on its way (single-flight). A token is given
//! out until 60 s before its end by Clock::sinceBoot(), counted from when it was asked for. Nothing is repeated here: a failure is
//! told to all who wait, and the next get() asks anew. Nobody waits longer than kDeadline.
class TokenCache final : public QObject, public TokenSource
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kDeadline{10'000};
    static constexpr std::chrono::seconds kEarly{60};

    TokenCache(net::Transport &transport, const Clock &clock, const TokenEndpoint &endpoint, const QByteArray &consumerKey, const QByteArray &consumerSecret);

    void get(QObject *context, DoneFn done) override;
    void invalidate(const QByteArray &token) override;
    //! Like get(), but never with a token from before the call: for a set-up test, and for a token that lacks a product which
    //! was added to the app after it was made.
    void renew(QObject *context, DoneFn done);

private:
    struct Waiter {
        QPointer<QObject> context;
        DoneFn done;
    };
    void fetch();
    void finish(std::chrono::milliseconds askedAt, const net::Reply &reply);

    net::Transport &m_transport;
    const Clock &m_clock;
    net::Request m_request;
    Token m_token;
    std::chrono::milliseconds m_goodUntil{0};   // by sinceBoot()
    bool m_inFlight = false;
    std::vector<Waiter> m_waiters;
};

//! The process's token caches: one for each endpoint, consumer key and secret. Transport and clock must outlive it.
class TokenCaches
{
public:
    TokenCaches(net::Transport &transport, const Clock &clock) : m_transport(transport), m_clock(clock) {}
    std::shared_ptr<TokenCache> get(const TokenEndpoint &endpoint, const QByteArray &consumerKey, const QByteArray &consumerSecret);
    std::shared_ptr<TokenCache> get(const QUrl &base, const QByteArray &consumerKey, const QByteArray &consumerSecret)
    {
        return get(TokenEndpoint::daraja(base), consumerKey, consumerSecret);
    }

private:
    net::Transport &m_transport;
    const Clock &m_clock;
    QMap<QByteArray, std::shared_ptr<TokenCache>> m_caches;   // by a digest of the three
};

} // namespace kaunta::daraja
