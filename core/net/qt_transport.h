#pragma once

#include "core/net/transport.h"

#include <QSslCertificate>
#include <memory>

namespace kaunta::net {

//! The network, through Qt. One send() is at most one request on the wire, in http and https, for GET and POST, also when
//! the server reads the request and closes (tests/core/net/tst_qt_transport.cpp counts at the server).
//!
//! - https only, http on loopback (127.0.0.0/8, ::1, localhost); certificates are checked and there is no switch for it.
//! - No redirects, no HTTP/2, no pipelining, no cookies, no cache, no answering of authentication challenges.
//! - The system's proxy is used, except for loopback.
//! - An answer is Answered only when all of it came; what is cut keeps its status and is MaybeSent.
//! - A request is refused as NotSent when its URL or its headers are not fit to be sent, with the reason in `detail`.
//! - Every exchange has a connection (and a thread inside Qt) of its own; none is used twice. See exchange.h for why.
//!
//! Threads: may be made on any thread; the thread of the first send() is the one it is used and destroyed on, and needs
//! an event loop. `context` must live on it as well.
//! Ends: when `context` or the transport is destroyed, the exchange is aborted and `done` is not called. `done` may
//! destroy either of them; `mayStart` must not.
class QtTransport final : public Transport
{
public:
    struct Options {
        QList<QSslCertificate> extraCas;   //!< trusted besides the system's; for tests, which make their own authority
    };

    QtTransport();
    explicit QtTransport(Options options);
    ~QtTransport() override;

    void send(const Request &request, QObject *context, DoneFn done) override;

private:
    class Hub;
    Options m_options;
    std::unique_ptr<Hub> m_hub;   //!< made by the first send(), on its thread
};

} // namespace kaunta::net
