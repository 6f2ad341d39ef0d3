#include "core/daraja/client.h"

#include <QJsonDocument>

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

Client::Client(net::Transport &transport, std::shared_ptr<TokenSource> tokens, const QUrl &base, Judge judge)
    : m_line{&transport, std::move(tokens), std::move(judge)}, m_base(base.adjusted(QUrl::StripTrailingSlash))
{
}

CallFault Client::fieldFault(const FieldFault &fault)
{
    CallFault call;
    call.at = CallFault::At::Field;
    call.certainty = Certainty::NotSent;
    call.code = u"field"_s;
    call.text = QLatin1StringView(fault.field) + ": "_L1 + problemName(fault.problem);
    return call;
}

CallFault Client::unusable(CallFault fault)
{
    fault.status = 200;   // only a success gets as far as having its fields read
    return fault;
}

net::Request Client::wire(const EndpointSpec &spec, const QJsonObject &body, const std::function<bool()> &mayStart) const
{
    net::Request request;
    request.verb = spec.verb;
    request.url = m_base;
    request.url.setPath(m_base.path() + QLatin1StringView(spec.path));
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.deadline = spec.deadline;
    request.mayStart = mayStart;
    return request;
}

void Client::run(const Line &line, const net::Request &request, Repeat repeat, QObject *context, AnsweredFn done)
{
    line.tokens->get(context, [line, request, repeat, context, done = std::move(done)](const Result<Token, CallFault> &token) {
        if (token)
            exchange(line, request, token->value, repeat, context, done);
        else
            done(Fail{token.error()});
    });
}

void Client::exchange(const Line &line, net::Request request, const QByteArray &token, Repeat repeat, QObject *context, AnsweredFn done)
{
    net::Request authorized = request;
    authorized.headers = net::Headers{{"Authorization", "Bearer " + token}, {"Accept", "application/json"}} + request.headers;
    line.transport->send(authorized, context, [line, request = std::move(request), token, repeat, context, done = std::move(done)](const net::Reply &reply) {
        const Answered answered = line.judge(reply);
        if (answered) {
            done(answered);
            return;
        }
        CallFault fault = answered.error();
        fault.text.replace(QString::fromLatin1(token), "***"_L1);   // "Invalid Access Token - <the token>"
        if (fault.tokenRejected)
            line.tokens->invalidate(token);
        if (fault.tokenRejected && repeat == Repeat::Safe)
            run(line, request, Repeat::Never, context, done);   // never a third time
        else
            done(Fail{fault});
    });
}

} // namespace kaunta::daraja
