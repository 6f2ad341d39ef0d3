#pragma once

#include "core/practice/http.h"

#include <QString>
#include <functional>
#include <memory>

namespace kaunta::simulator {

//! A small HTTP/1.1 server on Boost.Beast. Its one thread only parses and hands over.
//! Limits: 64 KiB of body, 8 KiB of headers, 10 s for a request to arrive, 64 connections; one more is closed at once.
class HttpServer
{
public:
    //! Gives the answer of one request, once, from any thread. Must not outlive the server.
    using Respond = std::function<void(practice::HttpAnswer answer)>;
    //! Called on the server's thread for each whole request.
    using Handle = std::function<void(practice::HttpRequest request, Respond respond)>;

    HttpServer(Handle handle, std::function<void()> onSignal);
    ~HttpServer();   //!< closes everything
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    //! Port 0 picks a free one. False: the problem says why.
    bool listen(const QString &address, quint16 port, QString *problem);
    quint16 port() const;
    //! Ends the server's thread: neither function is called any more. What was handed over may still be answered, to nobody.
    void stop();
    //! SIGINT and SIGTERM call onSignal on the server's thread from now on.
    void watchSignals();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunta::simulator
