#pragma once

#include "core/net/transport.h"
#include "core/practice/simulator.h"

#include <QObject>

namespace kaunta::practice {

//! Answers from a Simulator in this process: no socket is opened, no firewall asks. Keeps the contract of net::Transport
//! and acts out what the simulator wants of the connection:
//! a refused connection is NotSent (and mayStart is not asked, as no byte was wanted), a lost request or answer is
//! MaybeSent at once, a cut answer is MaybeSent with its status and no body, a dripping one is MaybeSent at the request's deadline.
//! Lives on the simulator's thread.
class PracticeTransport final : public net::Transport
{
public:
    //! Runs `then` after a while, from the event loop, unless `context` is gone by then. A test drives its own.
    using After = std::function<void(std::chrono::milliseconds delay, QObject *context, std::function<void()> then)>;

    //! `simulator` must live longer. Without `after`, QTimer.
    explicit PracticeTransport(Simulator &simulator, After after = {});
    void send(const net::Request &request, QObject *context, DoneFn done) override;

private:
    void perform(const net::Request &request, QObject *context, const DoneFn &done);

    Simulator &m_simulator;
    After m_after;
    QObject m_alive;   //!< requests that were not looked at yet end with this transport
};

} // namespace kaunta::practice
