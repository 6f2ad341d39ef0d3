#pragma once

#include "core/net/transport.h"
#include "core/practice/simulator.h"

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
    //! Asks the shop's validation and hands its answer on: the body of a 200 that came within M-PESA's patience, else nothing.
    void ask(const QUrl &url, const QByteArray &body, practice::Simulator::Answered answered);

private:
    void send(const QUrl &url, const QByteArray &body, std::chrono::milliseconds deadline, std::function<void(const net::Reply &)> then);

    net::Transport &m_transport;
    QObject m_alive;
};

} // namespace kaunta::simulator
