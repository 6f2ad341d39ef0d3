#include "app/simulator/callback_poster.h"

#include <QDebug>

namespace kaunta::simulator {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kPatienceWithValidation{8};

} // namespace

void CallbackPoster::post(const QUrl &url, const QByteArray &body)
{
    send(url, body, kPatience, [](const net::Reply &) {});
}

void CallbackPoster::ask(const QUrl &url, const QByteArray &body, practice::Simulator::Answered answered)
{
    send(url, body, kPatienceWithValidation, [answered = std::move(answered)](const net::Reply &reply) {
        const bool says = reply.reached == net::Reply::Reached::Answered && reply.status == 200;
        answered(says ? std::optional(reply.body) : std::nullopt);
    });
}

void CallbackPoster::send(const QUrl &url, const QByteArray &body, std::chrono::milliseconds deadline, std::function<void(const net::Reply &)> then)
{
    net::Request request;
    request.verb = net::Verb::Post;
    request.url = url;
    request.body = body;
    request.deadline = deadline;
    const QString where = url.host();   // the path is a secret
    m_transport.send(request, &m_alive, [where, then = std::move(then)](const net::Reply &reply) {
        if (reply.reached == net::Reply::Reached::Answered)
            qInfo("callback to %s: HTTP %d", qUtf8Printable(where), reply.status);
        else
            qWarning("callback to %s did not arrive: %s", qUtf8Printable(where), qUtf8Printable(reply.detail));
        then(reply);
    });
}

} // namespace kaunta::simulator
