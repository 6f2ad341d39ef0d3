#pragma once

#include "core/daraja/endpoint.h"
#include "core/daraja/oauth.h"
#include "core/daraja/sync_error.h"

namespace kaunta::daraja {

//! Asks Daraja: one call() is a token (from the cache, or one request for it) and then one request. A refused token is forgotten;
//! an endpoint with Repeat::Safe is then asked once more with a fresh one, one with Repeat::Never is not: its caller journals a
//! second attempt first. Nothing else is ever repeated. A plain value: calls under way go on when it is destroyed.
class Client
{
public:
    template <Endpoint R>
    using Outcome = Result<typename R::Response, CallFault>;

    //! Reads one HTTP reply: the object of a success, or what went wrong and whether the request can have been executed. Each API
    //! has errors of its own.
    using Judge = std::function<Result<QJsonObject, CallFault>(const net::Reply &reply)>;

    Client(net::Transport &transport, std::shared_ptr<TokenSource> tokens, const QUrl &base, Judge judge = daraja::judge);

    //! `done` runs exactly once, later than call() returns, and not at all if `context` is gone. A field that breaks the
    //! provider's rules is CallFault::At::Field: nothing was sent. `mayStart`: see net::Request. A request may have headers() of its
    //! own, and a url(base) where the path is not the spec's.
    template <Endpoint R>
    void call(const R &request, QObject *context, std::function<void(const Outcome<R> &)> done, const std::function<bool()> &mayStart = {}) const
    {
        if (const auto valid = request.validate(); !valid) {
            const Outcome<R> outcome = Fail{fieldFault(valid.error())};
            QMetaObject::invokeMethod(context, [outcome, done = std::move(done)] { done(outcome); }, Qt::QueuedConnection);
            return;
        }
        net::Request wired = wire(R::spec, request.toJson(), mayStart);
        if constexpr (requires { request.url(m_base); })
            wired.url = request.url(m_base);
        if constexpr (requires { request.headers(); })
            wired.headers = request.headers();
        run(m_line, wired, R::spec.repeat, context, [done = std::move(done)](const Answered &answered) {
            if (!answered) {
                done(Outcome<R>(Fail{answered.error()}));
                return;
            }
            const Outcome<R> outcome = R::Response::fromJson(answered.value());
            done(outcome ? outcome : Outcome<R>(Fail{unusable(outcome.error())}));
        });
    }

private:
    using Answered = Result<QJsonObject, CallFault>;
    using AnsweredFn = std::function<void(const Answered &)>;
    //! What a call under way needs; copied into it, so that it does not need the client.
    struct Line {
        net::Transport *transport;
        std::shared_ptr<TokenSource> tokens;
        Judge judge;
    };

    static CallFault fieldFault(const FieldFault &fault);
    static CallFault unusable(CallFault fault);
    net::Request wire(const EndpointSpec &spec, const QJsonObject &body, const std::function<bool()> &mayStart) const;
    static void run(const Line &line, const net::Request &request, Repeat repeat, QObject *context, AnsweredFn done);
    static void exchange(const Line &line, net::Request request, const QByteArray &token, Repeat repeat, QObject *context, AnsweredFn done);

    Line m_line;
    QUrl m_base;
};

} // namespace kaunta::daraja
