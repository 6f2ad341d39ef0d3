#include "app/simulator/http_session.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <sstream>

namespace kaunta::simulator {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace std::chrono_literals;
using boost::system::error_code;
using practice::HttpAnswer;
using practice::HttpRequest;
using practice::Misbehaviour;

namespace {

constexpr std::uint32_t kHeaderLimit = 8 * 1024;
constexpr std::uint64_t kBodyLimit = 64 * 1024;
constexpr std::chrono::seconds kRequestTime{10};
constexpr std::chrono::seconds kDripTime{120};
constexpr std::size_t kDripPadding = 3600;   // spaces after a short body: JSON does not mind, and they outlast every deadline
constexpr std::size_t kDrainLimit = 256 * 1024;

QByteArray bytesOf(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! The answer as it goes over the wire, and how many of its bytes are in front of the body.
std::pair<std::string, std::size_t> wireOf(const HttpAnswer &answer, unsigned version, bool keepAlive)
{
    http::response<http::string_body> response;
    response.version(version);
    response.result(static_cast<unsigned>(answer.status));
    for (const auto &[name, value] : answer.headers)
        response.set(boost::beast::string_view(name.constData(), static_cast<std::size_t>(name.size())),
                     boost::beast::string_view(value.constData(), static_cast<std::size_t>(value.size())));
    response.body() = answer.body.toStdString();
    response.keep_alive(keepAlive);
    response.prepare_payload();
    std::ostringstream out;
    out << response;
    std::string wire = out.str();
    const std::size_t head = wire.size() - response.body().size();
    return {std::move(wire), head};
}

} // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, const HttpServer::Handle &handle, std::atomic<int> &alive)
    : m_stream(std::move(socket)), m_handle(handle), m_alive(alive), m_dripTimer(m_stream.get_executor())
{
    ++m_alive;
}

HttpSession::~HttpSession()
{
    --m_alive;
}

void HttpSession::read()
{
    m_parser.emplace();
    m_parser->header_limit(kHeaderLimit);
    m_parser->body_limit(kBodyLimit);
    m_stream.expires_after(kRequestTime);   // for the whole request: a client that drips does not stretch it
    http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](error_code error, std::size_t) { self->onRead(error); });
}

void HttpSession::onRead(error_code error)
{
    if (!error)
        return handOver();
    if (error == http::error::body_limit)
        return refuse(http::status::payload_too_large);
    if (error == http::error::header_limit)
        return refuse(http::status::request_header_fields_too_large);
    if (error == http::error::end_of_stream)
        return finish();
    if (error.category() == http::make_error_code(http::error::bad_version).category() && error != http::error::partial_message)
        return refuse(http::status::bad_request);
    // Gone, or too slow: the stream has closed the socket already.
}

void HttpSession::handOver()
{
    const auto message = m_parser->release();
    m_keepAlive = message.keep_alive();
    m_version = message.version();
    m_stream.expires_never();
    HttpRequest request;
    request.method = bytesOf(message.method_string());
    request.target = bytesOf(message.target());
    request.body = bytesOf(message.body());
    for (const auto &field : message)
        request.headers.emplaceBack(bytesOf(field.name_string()), bytesOf(field.value()));
    // The session travels with the answer and comes home with it: it must end on its own thread.
    auto self = std::make_shared<std::shared_ptr<HttpSession>>(shared_from_this());
    m_handle(std::move(request), [self](HttpAnswer given) {
        const auto executor = (*self)->m_stream.get_executor();
        asio::post(executor, [session = std::move(*self), given = std::move(given)] { session->answer(given); });
    });
}

void HttpSession::refuse(http::status status)
{
    HttpAnswer answer;
    answer.status = static_cast<int>(status);
    m_out = wireOf(answer, 11, false).first;
    sendBytes(Then::Close);
}

void HttpSession::answer(const HttpAnswer &answer)
{
    using Kind = Misbehaviour::Kind;
    const Kind kind = answer.misbehaviour.kind;
    if (kind == Kind::RefuseConnection)
        return reset();
    if (kind == Kind::LoseRequest || kind == Kind::LoseAnswer)
        return finish();

    HttpAnswer padded = answer;
    if (kind == Kind::DripAnswer)
        padded.body.append(QByteArray(static_cast<qsizetype>(kDripPadding), ' '));
    auto [wire, head] = wireOf(padded, m_version, m_keepAlive && kind == Kind::None);
    const std::size_t wanted = static_cast<std::size_t>(std::max(0, answer.misbehaviour.atByte));
    const std::size_t atByte = std::min(wire.size(), head + wanted);
    m_out = std::move(wire);
    if (kind == Kind::CutAnswer) {
        m_out.resize(atByte);
        return sendBytes(Then::Close);
    }
    if (kind == Kind::DripAnswer) {
        m_rest = m_out.substr(atByte);
        m_out.resize(atByte);
        m_dripEnd = std::chrono::steady_clock::now() + kDripTime;
        return sendBytes(Then::Drip);
    }
    sendBytes(m_keepAlive ? Then::ReadOn : Then::Close);
}

void HttpSession::sendBytes(Then then)
{
    m_stream.expires_after(kRequestTime);
    asio::async_write(m_stream, asio::buffer(m_out), [self = shared_from_this(), then](error_code error, std::size_t) {
        if (error)
            return;
        switch (then) {
        case Then::ReadOn:
            return self->read();
        case Then::Close:
            return self->finish();
        case Then::Drip:
            return self->drip();
        }
    });
}

void HttpSession::drip()
{
    if (m_rest.empty() || std::chrono::steady_clock::now() >= m_dripEnd)
        return finish();
    m_dripTimer.expires_after(1s);
    m_dripTimer.async_wait([self = shared_from_this()](error_code error) {
        if (error)
            return;
        self->m_out.assign(1, self->m_rest.front());
        self->m_rest.erase(0, 1);
        self->sendBytes(Then::Drip);
    });
}

void HttpSession::reset()
{
    error_code ignored;
    m_stream.socket().set_option(asio::socket_base::linger(true, 0), ignored);   // close() then sends RST
    m_stream.socket().close(ignored);
}

void HttpSession::finish()
{
    error_code failed;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
    if (failed)
        return;
    m_stream.expires_after(2s);
    drain();
}

void HttpSession::drain()
{
    // A close with unread bytes would be a reset, and the peer might lose the answer that is on its way to it.
    m_out.resize(16 * 1024);
    m_stream.async_read_some(asio::buffer(m_out), [self = shared_from_this()](error_code error, std::size_t count) {
        self->m_drained += count;
        if (!error && self->m_drained < kDrainLimit)
            self->drain();
    });
}

} // namespace kaunta::simulator
