#pragma once

#include "core/net/transport.h"

#include <QObject>
#include <QUrl>

namespace kaunta::simulator {

//! POSTs callbacks, each one once: what does not arrive is logged and gone, as with Daraja. The transport decides which
//! URLs may be reached: https, and http on this machine.
class CallbackPoster
{
public:
    explicit CallbackPoster(net::Transport &transport) : m_transport(transport) {}
    void post(const QUrl &url, const QByteArray &body);

private:
    net::Transport &m_transport;
    QObject m_alive;
};

} // namespace kaunta::simulator
