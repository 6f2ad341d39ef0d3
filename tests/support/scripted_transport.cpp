#include "tests/support/scripted_transport.h"

#include <QFile>
#include <QTest>
#include <QTimer>

namespace kaunta::test {

using namespace Qt::StringLiterals;
using Reached = net::Reply::Reached;

namespace {

struct Message {
    QByteArray firstLine;
    net::Headers headers;
    QByteArray body;
};

Message readMessage(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    const QByteArray text = file.readAll();
    const qsizetype headEnd = text.indexOf("\n\n");
    if (headEnd < 0)
        qFatal("%s has no empty line after its headers", qPrintable(path));
    QList<QByteArray> lines = text.left(headEnd).split('\n');
    Message message;
    message.firstLine = lines.takeFirst();
    for (const QByteArray &line : lines)
        message.headers.emplaceBack(line.left(line.indexOf(": ")), line.mid(line.indexOf(": ") + 2));
    message.body = text.mid(headEnd + 2);
    if (message.body.endsWith('\n'))
        message.body.chop(1);
    return message;
}

QByteArray flat(const net::Headers &headers)
{
    QByteArray text;
    for (const auto &[name, value] : headers)
        text += name + ": " + value + '\n';
    return text;
}

void deliver(QObject *context, const net::Transport::DoneFn &done, const net::Reply &reply)
{
    QTimer::singleShot(0, context, [done, reply] { done(reply); });
}

} // namespace

ScriptedTransport::Exchange ScriptedTransport::recorded(const QString &stem)
{
    const Message response = readMessage(stem + u".response.txt"_s);
    net::Reply reply;
    reply.reached = Reached::Answered;
    reply.status = response.firstLine.mid(9, 3).toInt();
    reply.headers = response.headers;
    reply.body = response.body;
    return recorded(stem, reply);
}

ScriptedTransport::Exchange ScriptedTransport::recorded(const QString &stem, const net::Reply &reply)
{
    const Message request = readMessage(stem + u".request.txt"_s);
    return {request.firstLine, request.headers, request.body, reply, false};
}

void ScriptedTransport::releaseHeld()
{
    if (m_held.isEmpty()) {
        QTest::qFail("nothing is held", __FILE__, __LINE__);
        return;
    }
    const Held held = m_held.dequeue();
    if (held.context)
        deliver(held.context, held.done, held.reply);
}

void ScriptedTransport::send(const net::Request &request, QObject *context, DoneFn done)
{
    if (request.mayStart && !request.mayStart()) {
        deliver(context, done, notSent());
        return;
    }
    m_sent.append(request);
    const QByteArray line = (request.verb == net::Verb::Post ? "POST " : "GET ") + request.url.toEncoded();
    if (m_script.isEmpty()) {
        QTest::qFail(QByteArray("a request that the script does not expect: " + line).constData(), __FILE__, __LINE__);
        return;
    }
    const Exchange exchange = m_script.dequeue();
    if (!QTest::qCompare(line, exchange.requestLine, "request line", "recorded", __FILE__, __LINE__)
        || !QTest::qCompare(flat(request.headers), flat(exchange.requestHeaders), "headers", "recorded", __FILE__, __LINE__)
        || !QTest::qCompare(request.body, exchange.requestBody, "body", "recorded", __FILE__, __LINE__))
        return;
    if (exchange.hold)
        m_held.enqueue({context, std::move(done), exchange.reply});
    else
        deliver(context, done, exchange.reply);
}

net::Reply answered(int status, const QByteArray &body, const QByteArray &type, const net::Headers &more)
{
    net::Reply reply;
    reply.reached = Reached::Answered;
    reply.status = status;
    reply.headers = net::Headers{{"Content-Type", type}, {"Date", "Sun, 22 Nov 2026 08:00:00 GMT"}} + more;
    reply.body = body;
    return reply;
}

net::Reply notSent()
{
    net::Reply reply;
    reply.reached = Reached::NotSent;
    reply.detail = u"connection refused"_s;
    return reply;
}

net::Reply maybeSent()
{
    net::Reply reply;
    reply.reached = Reached::MaybeSent;
    reply.detail = u"deadline"_s;
    return reply;
}

} // namespace kaunta::test
