#pragma once

#include "core/callbacks/http/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>
#include <memory>
#include <string>

namespace kaunta::callbacks {

class HttpSession;

//! What the sessions of a server share. Only touched on the server's thread.
struct HttpSessions {
    HttpServer::Handle handle;
    HttpLimits limits;
    std::list<HttpSession *> alive = {};
};

//! One connection: one request, one answer, and the end. Lives as long as something is under way, on the server's thread.
class HttpSession final : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(boost::asio::ip::tcp::socket socket, HttpSessions &all);
    ~HttpSession();
    HttpSession(const HttpSession &) = delete;
    HttpSession &operator=(const HttpSession &) = delete;

    void read();
    //! Since when somebody else has kept us waiting; never while it is we who keep him waiting.
    std::chrono::steady_clock::time_point idleSince() const;
    void drop();

private:
    enum class State { Reading, HandedOver, Answering };
    using Error = boost::system::error_code;

    void onHeader(Error error);
    void readBody();
    void refuse(Error error);
    void handOver();
    void answer(const HttpAnswer &answer);
    void finish();   //!< tells the peer that nothing more comes, and reads what is on its way so that it can hear it
    void drain();
    void signOff();

    HttpSessions &m_all;
    std::list<HttpSession *>::iterator m_place;
    boost::beast::tcp_stream m_stream;
    boost::asio::steady_timer m_patience;
    boost::beast::flat_buffer m_buffer;
    boost::beast::http::request_parser<boost::beast::http::string_body> m_parser;
    State m_state = State::Reading;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
    QString m_peer;
    std::string m_out;
    std::size_t m_drained = 0;
};

} // namespace kaunta::callbacks
