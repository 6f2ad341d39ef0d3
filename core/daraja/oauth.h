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

//! The access token of one consumer key in one environment. Each request for a token may invalidate the one before, so there is
//! one cache for all who use the key, and however many ask at once, one request is on its way (single-flight). A token is given
//! out until 60 s before its end by Clock::sinceBoot(), counted from when it was asked for. Nothing is repeated here: a failure is
//! told to all who wait, and the next get() asks anew. Nobody waits longer than kDeadline.
class TokenCache final : public QObject
{
    Q_OBJECT
public:
    using DoneFn = std::function<void(const Result<Token, CallFault> &)>;
    static constexpr std::chrono::milliseconds kDeadline{10'000};
    static constexpr std::chrono::seconds kEarly{60};

    TokenCache(net::Transport &transport, const Clock &clock, const QUrl &base, const QByteArray &consumerKey, const QByteArray &consumerSecret);

    //! `done` runs once, later than get() returns, and not at all if `context` is gone. A fault is CallFault::At::Token with
    //! Certainty::NotSent: whatever was to be sent with the token was not. Its code is the provider's, or "token".
    void get(QObject *context, DoneFn done);
    //! The gateway refused this token. Forgotten only if it is still the current one: a newer one is left alone.
    void invalidate(const QByteArray &token);
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

//! The process's token caches: one for each base URL, consumer key and secret. Transport and clock must outlive it.
class TokenCaches
{
public:
    TokenCaches(net::Transport &transport, const Clock &clock) : m_transport(transport), m_clock(clock) {}
    std::shared_ptr<TokenCache> get(const QUrl &base, const QByteArray &consumerKey, const QByteArray &consumerSecret);

private:
    net::Transport &m_transport;
    const Clock &m_clock;
    QMap<QByteArray, std::shared_ptr<TokenCache>> m_caches;   // by a digest of the three
};

} // namespace kaunta::daraja
