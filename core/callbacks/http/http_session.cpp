#include "core/callbacks/http/http_session.h"

#include "core/callbacks/receiver.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <sstream>
#include <utility>

namespace kaunta::callbacks {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kDrainLimit = 256 * 1024;
constexpr std::chrono::seconds kEndTime{2};

QByteArray bytesOf(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}
boost::beast::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::string wireOf(const HttpAnswer &answer)
{
    http::response<http::string_body> response;
    response.version(11);
    response.result(static_cast<unsigned>(answer.status));
    response.set(http::field::content_type, "application/json");
    for (const auto &[name, value] : answer.headers)
        response.set(viewOf(name), viewOf(value));
    response.body() = answer.body.toStdString();
    response.keep_alive(false);
    response.prepare_payload();
    std::ostringstream out;
    out << response;
    return out.str();
}

} // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, HttpSessions &all)
    : m_all(all), m_place(all.alive.insert(all.alive.end(), this)), m_stream(std::move(socket)), m_patience(m_stream.get_executor())
{
    Error gone;
    m_peer = QString::fromStdString(m_stream.socket().remote_endpoint(gone).address().to_string());
    m_parser.header_limit(kMaxHeader);
    m_parser.body_limit(static_cast<std::uint64_t>(kMaxBody));
}

HttpSession::~HttpSession()
{
    signOff();
}

void HttpSession::signOff()
{
    if (m_place != m_all.alive.end())
        m_all.alive.erase(std::exchange(m_place, m_all.alive.end()));
}

std::chrono::steady_clock::time_point HttpSession::idleSince() const
{
    return m_state == State::HandedOver ? std::chrono::steady_clock::time_point::max() : m_since;
}

void HttpSession::drop()
{
    signOff();
    Error ignored;
    m_stream.socket().close(ignored);   // what is under way fails, and takes the session with it
}

void HttpSession::read()
{
    m_stream.expires_after(m_all.limits.request);   // head and body together
    http::async_read_header(m_stream, m_buffer, m_parser, [self = shared_from_this()](Error error, std::size_t) { self->onHeader(error); });
}

void HttpSession::onHeader(Error error)
{
    if (error)
        return refuse(error);
    if (!boost::beast::iequals(m_parser.get()[http::field::expect], "100-continue"))
        return readBody();
    m_out = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(m_stream, asio::buffer(m_out), [self = shared_from_this()](Error failed, std::size_t) {
        if (!failed)
            self->readBody();
    });
}

void HttpSession::readBody()
{
    http::async_read(m_stream, m_buffer, m_parser, [self = shared_from_this()](Error error, std::size_t) {
        if (error)
            self->refuse(error);
        else
            self->handOver();
    });
}

void HttpSession::refuse(Error error)
{
    m_state = State::HandedOver;
    if (error == http::error::body_limit)
        return answer({413, {}});
    if (error == http::error::header_limit)
        return answer({431, {}});
    if (error.category() == http::make_error_code(http::error::bad_version).category() && error != http::error::partial_message && error != http::error::end_of_stream)
        return answer({400, {}});
    // Gone, or too slow: the stream has closed the socket already.
}

void HttpSession::handOver()
{
    const auto message = m_parser.release();
    HttpRequest request;
    request.method = bytesOf(message.method_string());
    request.target = bytesOf(message.target());
    request.body = bytesOf(message.body());
    const auto forwarded = message.equal_range("X-Forwarded-For");
    for (auto header = forwarded.first; header != forwarded.second; ++header)
        request.forwardedFor << QString::fromLatin1(bytesOf(header->value()));
    request.peer = m_peer;

    m_state = State::HandedOver;
    m_stream.expires_never();
    m_patience.expires_after(m_all.limits.patience);
    m_patience.async_wait([self = shared_from_this()](Error ended) {
        if (!ended)
            self->answer({503, {}});
    });
    // The timer keeps the session alive for as long as an answer can be of use.
    m_all.handle(std::move(request), [weak = weak_from_this()](HttpAnswer given) {
        if (auto self = weak.lock()) {
            const auto executor = self->m_stream.get_executor();
            asio::post(executor, [session = std::move(self), given = std::move(given)] { session->answer(given); });   // to end on its own thread
        }
    });
}

void HttpSession::answer(const HttpAnswer &answer)
{
    if (m_state != State::HandedOver)
        return;   // too late: it was answered 503
    m_state = State::Answering;
    m_since = std::chrono::steady_clock::now();
    m_patience.cancel();
    m_out = wireOf(answer);
    m_stream.expires_after(kEndTime);
    asio::async_write(m_stream, asio::buffer(m_out), [self = shared_from_this()](Error failed, std::size_t) {
        if (!failed)
            self->finish();
    });
}

void HttpSession::finish()
{
    Error failed;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
    if (failed)
        return;
    m_stream.expires_after(kEndTime);
    m_out.resize(16 * 1024);
    drain();
}

void HttpSession::drain()
{
    // A close with unread bytes would be a reset, and the peer might lose the answer that is on its way to it.
    m_stream.async_read_some(asio::buffer(m_out), [self = shared_from_this()](Error error, std::size_t count) {
        self->m_drained += count;
        if (!error && self->m_drained < kDrainLimit)
            self->drain();
    });
}

} // namespace kaunta::callbacks
