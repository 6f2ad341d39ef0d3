#include "core/callbacks/http/http_server.h"

#include "core/callbacks/http/http_session.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <thread>
#include <utility>

namespace kaunta::callbacks {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds kAfterTrouble{100};   // the system is out of sockets: do not spin

} // namespace

struct HttpServer::Private {
    HttpSessions sessions;   // before the context: sessions that end with it sign off here
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::steady_timer pause{context};
    std::thread thread = {};

    void accept()
    {
        acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (error) {
                pause.expires_after(kAfterTrouble);
                pause.async_wait([this](error_code) { accept(); });
                return;
            }
            if (makeRoom())
                std::make_shared<HttpSession>(std::move(socket), sessions)->read();
            accept();   // the one without a place was closed by going out of scope
        });
    }
    bool makeRoom()
    {
        if (std::cmp_less(sessions.alive.size(), sessions.limits.connections))
            return true;
        const auto oldest = std::min_element(sessions.alive.begin(), sessions.alive.end(),
                                             [](const HttpSession *left, const HttpSession *right) { return left->idleSince() < right->idleSince(); });
        if (oldest == sessions.alive.end() || (*oldest)->idleSince() == std::chrono::steady_clock::time_point::max())
            return false;
        (*oldest)->drop();
        return true;
    }
};

HttpServer::HttpServer(Handle handle, const HttpLimits &limits) : d(new Private{{std::move(handle), limits}}) {}

HttpServer::~HttpServer()
{
    d->context.stop();
    if (d->thread.joinable())
        d->thread.join();
}

Result<quint16, QString> HttpServer::listen(const QString &address, quint16 port)
{
    error_code error;
    const auto ip = asio::ip::make_address(address.toStdString(), error);
    const tcp::endpoint endpoint(ip, port);
    if (!error)
        d->acceptor.open(endpoint.protocol(), error);
#ifndef Q_OS_WIN   // there it would let two programs share a port
    if (!error)
        d->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error)
        d->acceptor.bind(endpoint, error);
    if (!error)
        d->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Fail{QString::fromStdString(error.message())};
    const quint16 chosen = d->acceptor.local_endpoint(error).port();   // asked here: an acceptor is for one thread at a time
    d->accept();
    d->thread = std::thread([this] { d->context.run(); });
    return chosen;
}

} // namespace kaunta::callbacks
