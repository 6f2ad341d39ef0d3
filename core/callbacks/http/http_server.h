#pragma once

#include "core/base/result.h"
#include "core/callbacks/http/http_message.h"

#include <QString>
#include <chrono>
#include <functional>
#include <memory>

namespace kaunta::callbacks {

struct HttpLimits {
    //! One more drops the connection whose request has been coming for the longest: somebody who does nothing but hold
    //! connections must not keep M-PESA out, and a request of its own is here within one round trip. A connection that waits for
    //! our answer is never dropped; if all do, the new one is refused.
    int connections = 64;
    std::chrono::milliseconds request{10'000};   //!< for a whole request to arrive: a byte now and then does not stretch it
    std::chrono::milliseconds patience{1'000};   //!< for the answer; then it is 503
};

inline constexpr quint32 kMaxHeader = 8192;   //!< request line and headers; longer is answered 431

//! A small HTTP/1.1 server on Boost.Beast for one request a connection: M-PESA posts seldom, and a proxy that kept a connection
//! would one day post into it while we close it. Bodies beyond kMaxBody are answered 413 before they come. Its one thread only
//! parses and hands over.
class HttpServer
{
public:
    //! Gives the answer of one request, from any thread, as long as the server lives. Late ones go nowhere.
    using Respond = std::function<void(HttpAnswer answer)>;
    //! Called on the server's thread for each whole request. Must not block.
    using Handle = std::function<void(HttpRequest request, Respond respond)>;

    HttpServer(Handle handle, const HttpLimits &limits);
    ~HttpServer();   //!< ends the thread and closes everything
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    //! Once. Port 0 picks a free one; the port that it is. An error says why in the system's words.
    Result<quint16, QString> listen(const QString &address, quint16 port);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunta::callbacks
