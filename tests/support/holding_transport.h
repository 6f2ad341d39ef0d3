#pragma once

#include "core/net/transport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <utility>
#include <vector>

namespace kaunta::test {

//! Holds every request until the test answers it: the test is the network, and the scheduler too. Counts what would have
//! been on the wire.
class HoldingTransport final : public net::Transport
{
public:
    struct Held {
        net::Request request;
        QPointer<QObject> context;
        DoneFn done;
        QString path() const { return request.url.path(); }
        QJsonObject json() const { return QJsonDocument::fromJson(request.body).object(); }
    };

    void send(const net::Request &request, QObject *context, DoneFn done) override { m_held.push_back({request, context, std::move(done)}); }

    //! How many requests wait whose path ends so.
    int waiting(QLatin1StringView pathEnd) const
    {
        return static_cast<int>(std::count_if(m_held.begin(), m_held.end(), [&](const Held &held) { return held.path().endsWith(pathEnd); }));
    }
    //! The oldest such request; it must exist.
    const Held &peek(QLatin1StringView pathEnd) const
    {
        for (const Held &held : m_held)
            if (held.path().endsWith(pathEnd))
                return held;
        qFatal("no request for %s waits", pathEnd.data());
    }
    //! Answers the oldest request whose path ends so. mayStart is asked as a real network stack would.
    void answer(QLatin1StringView pathEnd, const net::Reply &reply)
    {
        const auto found = std::find_if(m_held.begin(), m_held.end(), [&](const Held &held) { return held.path().endsWith(pathEnd); });
        if (found == m_held.end())
            qFatal("no request for %s waits", pathEnd.data());
        const Held held = *found;
        m_held.erase(found);
        const bool starts = !held.request.mayStart || held.request.mayStart();
        if (starts && reply.reached != net::Reply::Reached::NotSent)
            m_onTheWire.push_back(held.path());
        if (held.context)
            held.done(starts ? reply : net::Reply{net::Reply::Reached::NotSent, 0, {}, {}, QStringLiteral("not allowed to start")});
    }
    void answer(QLatin1StringView pathEnd, int status, const QByteArray &body)
    {
        answer(pathEnd, net::Reply{net::Reply::Reached::Answered, status, {{"Content-Type", "application/json"}}, body, {}});
    }
    int onTheWire(QLatin1StringView pathEnd) const
    {
        return static_cast<int>(std::count_if(m_onTheWire.begin(), m_onTheWire.end(), [&](const QString &path) { return path.endsWith(pathEnd); }));
    }

private:
    std::vector<Held> m_held;
    std::vector<QString> m_onTheWire;
};

} // namespace kaunta::test
