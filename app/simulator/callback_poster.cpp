#include "app/simulator/callback_poster.h"

#include <QDebug>

namespace kaunta::simulator {

void CallbackPoster::post(const QUrl &url, const QByteArray &body)
{
    net::Request request;
    request.verb = net::Verb::Post;
    request.url = url;
    request.body = body;
    request.deadline = std::chrono::seconds{10};
    const QString where = url.host();   // the path is a secret
    m_transport.send(request, &m_alive, [where](const net::Reply &reply) {
        if (reply.reached == net::Reply::Reached::Answered)
            qInfo("callback to %s: HTTP %d", qUtf8Printable(where), reply.status);
        else
            qWarning("callback to %s did not arrive: %s", qUtf8Printable(where), qUtf8Printable(reply.detail));
    });
}

} // namespace kaunta::simulator
