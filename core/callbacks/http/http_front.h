#pragma once

#include "core/callbacks/http/http_server.h"
#include "core/callbacks/receiver.h"

#include <QObject>
#include <atomic>
#include <memory>

namespace kaunta::callbacks {

struct FrontOptions {
    HttpLimits limits = {};
    int waiting = 32;   //!< requests that the receiver has not begun with yet; one more is answered 503 at once
};

//! Opens the receiver to the network: HTTP without TLS, which is for a proxy in front of it. Lives on the engine's thread, where
//! the receiver answers; the server's own thread never waits for it. What was answered 503 because the engine was slow still
//! reaches the receiver: stored late is better than not at all, and a repeat does no harm.
class HttpFront final : public QObject
{
public:
    //! The receiver must outlive it.
    explicit HttpFront(Receiver &receiver, const FrontOptions &options = {}, QObject *parent = nullptr);
    ~HttpFront() override;   //!< closes everything; what waits is dropped

    //! "127.0.0.1:8443", "[::]:8443", "localhost:8443": the profile's `listen`; a test may say port 0. Once. Returns the port.
    //! An error says what is wrong in words; nothing is open then.
    Result<quint16, QString> listen(const QString &hostAndPort);

private:
    void onRequest(HttpRequest request, const HttpServer::Respond &respond);   //!< on the server's thread

    Receiver &m_receiver;
    const int m_mayWait;
    std::atomic<int> m_waiting = 0;
    std::unique_ptr<HttpServer> m_server;
};

} // namespace kaunta::callbacks
