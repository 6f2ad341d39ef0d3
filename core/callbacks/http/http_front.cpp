#include "core/callbacks/http/http_front.h"

#include <QRegularExpression>
#include <QUrl>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

const HttpAnswer kPostOnly{405, R"({"ResultCode":1,"ResultDesc":"POST only"})", {{"Allow", "POST"}}};
const HttpAnswer kBusy{503, R"({"ResultCode":1,"ResultDesc":"Busy"})"};

//! The decoded path of "/results/0123…?query".
QString pathOf(const QByteArray &target)
{
    return QUrl::fromPercentEncoding(target.split('?').constFirst());
}

} // namespace

HttpFront::HttpFront(Receiver &receiver, const FrontOptions &options, QObject *parent)
    : QObject(parent), m_receiver(receiver), m_mayWait(options.waiting),
      m_server(std::make_unique<HttpServer>([this](HttpRequest request, const HttpServer::Respond &respond) { onRequest(std::move(request), respond); },
                                            options.limits))
{
}

HttpFront::~HttpFront() = default;

Result<quint16, QString> HttpFront::listen(const QString &hostAndPort)
{
    static const QRegularExpression shape(uR"(\A(?:\[([0-9A-Fa-f:.%]+)\]|([^:\[\]/]+)):([0-9]{1,5})\z)"_s);
    const auto match = shape.match(hostAndPort);
    bool inRange = false;
    const quint16 port = match.captured(3).toUShort(&inRange);
    if (!inRange)
        return Fail{QString(u"listen: “"_s + hostAndPort + u"” is not an address and a port, like 127.0.0.1:8443."_s)};
    const QString host = match.captured(1) + match.captured(2);
    const auto opened = m_server->listen(host == "localhost"_L1 ? u"127.0.0.1"_s : host, port);
    if (!opened)
        return Fail{QString(u"listen: “"_s + hostAndPort + u"” cannot be opened: "_s + opened.error())};
    return opened;
}

void HttpFront::onRequest(HttpRequest request, const HttpServer::Respond &respond)
{
    if (request.method != "POST")
        return respond(kPostOnly);
    if (m_waiting >= m_mayWait)
        return respond(kBusy);
    ++m_waiting;
    QMetaObject::invokeMethod(this, [this, request = std::move(request), respond] {
        --m_waiting;
        Answer answer = m_receiver.receive({pathOf(request.target), request.body, request.peer, request.forwardedFor});
        respond({answer.status, std::move(answer.body)});
    }, Qt::QueuedConnection);
}

} // namespace kaunta::callbacks
