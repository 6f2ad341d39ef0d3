#include "core/practice/practice_transport.h"

#include <QPointer>
#include <QTimer>

namespace kaunta::practice {

using namespace Qt::StringLiterals;
using Reached = net::Reply::Reached;

namespace {

HttpRequest toBytes(const net::Request &request)
{
    HttpRequest bytes;
    bytes.method = request.verb == net::Verb::Post ? "POST" : "GET";
    bytes.target = request.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    bytes.headers = request.headers;
    if (request.verb == net::Verb::Post) {
        bytes.headers.emplaceBack("Content-Type", "application/json");
        bytes.body = request.body;
    }
    return bytes;
}

net::Reply broken(const QString &detail, int status = 0)
{
    net::Reply reply;
    reply.reached = Reached::MaybeSent;
    reply.status = status;
    reply.detail = detail;
    return reply;
}

net::Reply notSent(const QString &detail)
{
    net::Reply reply;
    reply.reached = Reached::NotSent;
    reply.detail = detail;
    return reply;
}

net::Reply toReply(const HttpAnswer &answer)
{
    switch (answer.misbehaviour.kind) {
    case Misbehaviour::Kind::RefuseConnection:
        return notSent(u"practice: connection refused"_s);
    case Misbehaviour::Kind::LoseRequest:
        return broken(u"practice: connection closed before the request was read"_s);
    case Misbehaviour::Kind::LoseAnswer:
        return broken(u"practice: connection closed before the answer"_s);
    case Misbehaviour::Kind::CutAnswer:
        if (answer.misbehaviour.atByte < answer.body.size())
            return broken(u"practice: answer cut"_s, answer.status);
        break;   // cut after its end
    case Misbehaviour::Kind::DripAnswer:
        return broken(u"practice: deadline passed while the answer dripped"_s, answer.status);
    case Misbehaviour::Kind::None:
        break;
    }
    if (answer.body.size() > net::kMaxBody)
        return broken(u"practice: answer too large"_s, answer.status);
    net::Reply reply;
    reply.reached = Reached::Answered;
    reply.status = answer.status;
    reply.headers = answer.headers;
    reply.body = answer.body;
    return reply;
}

} // namespace

PracticeTransport::PracticeTransport(Simulator &simulator, After after) : m_simulator(simulator), m_after(std::move(after))
{
    if (!m_after)
        m_after = [](std::chrono::milliseconds delay, QObject *context, const std::function<void()> &then) { QTimer::singleShot(delay, context, then); };
}

void PracticeTransport::send(const net::Request &request, QObject *context, DoneFn done)
{
    m_after(std::chrono::milliseconds{0}, &m_alive, [this, request, caller = QPointer<QObject>(context), done = std::move(done)] {
        if (caller)
            perform(request, caller, done);
    });
}

void PracticeTransport::perform(const net::Request &request, QObject *context, const DoneFn &done)
{
    const HttpRequest bytes = toBytes(request);
    const bool asksFirst = !request.body.isEmpty() && request.mayStart && !m_simulator.refuses(bytes);
    if (asksFirst && !request.mayStart()) {
        done(notSent(u"held back before the first byte"_s));
        return;
    }
    const HttpAnswer answer = m_simulator.handle(bytes);
    const net::Reply reply = toReply(answer);
    if (answer.misbehaviour.kind == Misbehaviour::Kind::DripAnswer || answer.delay >= request.deadline)
        m_after(request.deadline, context, [done, reply = answer.delay >= request.deadline ? broken(u"practice: deadline passed before the answer"_s) : reply] { done(reply); });
    else if (answer.delay.count() > 0)
        m_after(answer.delay, context, [done, reply] { done(reply); });
    else
        done(reply);
}

} // namespace kaunta::practice
