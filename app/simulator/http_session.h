#pragma once

#include "app/simulator/http_server.h"

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace kaunta::simulator {

//! One connection: reads a request, hands it over, acts its answer out, and again. Lives as long as something is under way;
//! everything but its end runs on the server's thread.
class HttpSession final : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(boost::asio::ip::tcp::socket socket, const HttpServer::Handle &handle, std::atomic<int> &alive);
    ~HttpSession();
    HttpSession(const HttpSession &) = delete;
    HttpSession &operator=(const HttpSession &) = delete;

    void read();

private:
    enum class Then { ReadOn, Close, Drip };

    void onRead(boost::system::error_code error);
    void handOver();
    void refuse(boost::beast::http::status status);
    void answer(const practice::HttpAnswer &answer);
    void sendBytes(Then then);
    void drip();
    void reset();
    void finish();   //!< tells the peer that nothing more comes, and reads what is on its way so that it can hear it
    void drain();

    boost::beast::tcp_stream m_stream;
    const HttpServer::Handle &m_handle;
    std::atomic<int> &m_alive;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;
    unsigned m_version = 11;
    bool m_keepAlive = false;
    std::string m_out;
    std::string m_rest;   //!< what is still to drip
    boost::asio::steady_timer m_dripTimer;
    std::chrono::steady_clock::time_point m_dripEnd;
    std::size_t m_drained = 0;
};

} // namespace kaunta::simulator
