#include "app/simulator/http_server.h"

#include "app/simulator/http_session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <thread>

namespace kaunta::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int kMaxConnections = 64;
constexpr std::chrono::milliseconds kAfterTrouble{100};   // the system is out of sockets: do not spin

} // namespace

struct HttpServer::Private {
    Handle handle;
    std::function<void()> onSignal;
    std::atomic<int> alive{0};   // before the context: sessions that end with it count down here
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::steady_timer pause{context};
    asio::signal_set signalSet{context};
    std::thread thread;
    quint16 port = 0;

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
            if (alive < kMaxConnections)
                std::make_shared<HttpSession>(std::move(socket), handle, alive)->read();
            accept();   // one too many was closed by going out of scope
        });
    }
};

HttpServer::HttpServer(Handle handle, std::function<void()> onSignal) : d(std::make_unique<Private>())
{
    d->handle = std::move(handle);
    d->onSignal = std::move(onSignal);
}

HttpServer::~HttpServer()
{
    stop();
}

void HttpServer::stop()
{
    d->context.stop();
    if (d->thread.joinable())
        d->thread.join();
}

bool HttpServer::listen(const QString &address, quint16 port, QString *problem)
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
    if (error) {
        *problem = QString::fromStdString(error.message());
        return false;
    }
    d->port = d->acceptor.local_endpoint(error).port();   // asked here: an acceptor is for one thread at a time
    d->accept();
    d->thread = std::thread([this] { d->context.run(); });
    return true;
}

quint16 HttpServer::port() const
{
    return d->port;
}

void HttpServer::watchSignals()
{
    error_code ignored;
    d->signalSet.add(SIGINT, ignored);
    d->signalSet.add(SIGTERM, ignored);
    d->signalSet.async_wait([this](error_code error, int) {
        if (!error)
            d->onSignal();
    });
}

} // namespace kaunta::simulator
