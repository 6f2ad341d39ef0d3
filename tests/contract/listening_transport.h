#pragma once

#include "core/net/qt_transport.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kaunta::test {

//! The real transport, with an ear at it.
class ListeningTransport final : public net::Transport
{
public:
    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        m_qt.send(request, context, [this, request, done = std::move(done)](const net::Reply &reply) {
            exchanges.append({request, reply});
            done(reply);
        });
    }
    QList<std::pair<net::Request, net::Reply>> exchanges;

private:
    net::QtTransport m_qt;
};

inline bool refusedByPrism(const net::Reply &reply) { return reply.body.contains("stoplight.io/prism/errors"); }

//! The same request with one field of its body changed, or removed for an undefined value.
inline net::Request changed(net::Request request, const QString &field, const QJsonValue &value)
{
    QJsonObject json = QJsonDocument::fromJson(request.body).object();
    if (value.isUndefined())
        json.remove(field);
    else
        json.insert(field, value);
    request.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace kaunta::test
