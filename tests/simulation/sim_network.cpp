#include "tests/simulation/sim_network.h"

namespace kaunta::sim {

using net::Reply;
using net::Request;

namespace {

constexpr qint64 kMinute = 60'000;
const QString kQueryPath = u"/mpesa/stkpushquery/v1/query"_s;
const QString kMuvaPush = u"/api/v1/payments/initiateSTKpush"_s;

} // namespace

struct SimNetwork::Exchange {
    Request request;
    QPointer<QObject> context;
    DoneFn done;
    bool left = false;       //!< bytes are on the wire
    bool finished = false;
    qint64 endsAt = 0;
};

void SimNetwork::send(const Request &request, QObject *context, DoneFn done)
{
    if (m_door->shut)
        return;
    const auto exchange = std::make_shared<Exchange>(Exchange{request, context, std::move(done), false, false, m_world.now() + request.deadline.count()});
    m_world.note("send", [&]() -> QString { return m_till + u' ' + request.url.path(); });
    ++m_open;
    watchBudget(*exchange);
    const qint64 connects = m_world.fires(Fault::ConnectionSlow) ? m_world.chance.between(1000, 40'000) : m_world.chance.between(5, 150);
    m_world.after(std::min<qint64>(connects, request.deadline.count() - 1), [this, door = m_door, exchange, late = connects >= request.deadline.count()] {
        if (door->shut)   // the network object died with its process
            return;
        if (late || m_world.fires(Fault::ConnectionRefused))
            finish(exchange, {Reply::Reached::NotSent, 0, {}, {}, u"connection refused"_s});
        else
            connected(exchange);
    });
}

//! Where the provider says how many requests of this kind it takes.
bool SimNetwork::isLimited(const Exchange &exchange) const
{
    const QString path = exchange.request.url.path();
    return path == kQueryPath || path == kMuvaPush;
}

void SimNetwork::watchBudget(const Exchange &exchange)
{
    if (!isLimited(exchange) || m_mayAskAgain.remove(exchange.request.body))
        return;
    while (!m_asked.empty() && m_asked.front() <= m_world.now() - kMinute)
        m_asked.pop_front();
    m_asked.push_back(m_world.now());
    if (m_asked.size() > 60)
        m_world.violate(6, u"%1 requests in a minute"_s.arg(m_asked.size()), u"query"_s);
    if (m_world.now() < m_notBefore)
        m_world.violate(6, u"a request before the end of Retry-After"_s, u"query"_s);
}

void SimNetwork::connected(const Shared &exchange)
{
    if (exchange->request.mayStart && !exchange->request.mayStart())
        return finish(exchange, {Reply::Reached::NotSent, 0, {}, {}, u"not any more"_s});
    exchange->left = true;
    m_world.after(exchange->endsAt - m_world.now(), [this, door = m_door, exchange] {
        if (!door->shut)
            finish(exchange, {Reply::Reached::MaybeSent, 0, {}, {}, u"deadline"_s});
    });
    if (m_world.fires(Fault::RequestLost))
        return;
    // What is on the wire arrives even if its sender dies now.
    m_world.after(m_world.chance.between(5, 300), [this, door = m_door, exchange, mpesa = &m_mpesa] {
        if (door->shut)
            mpesa->api().handle(exchange->request);
        else
            arrived(exchange);
    });
}

//! The gateway's own refusals: M-PESA never saw the request.
std::optional<HttpAnswer> SimNetwork::gateway(const Exchange &exchange)
{
    if (m_world.fires(Fault::Firewall))
        return HttpAnswer{403, "<html><body>Incapsula incident</body></html>", "text/html"};
    if (exchange.request.url.path() != kQueryPath && m_world.fires(Fault::Storm429))
        return m_mpesa.api().tooMany();
    if (m_world.fires(Fault::Storm5xx)) {
        if (m_world.chance.perMille(500))
            return HttpAnswer{503, "<html><body>Service Unavailable</body></html>", "text/html"};
        return m_mpesa.api().busy();
    }
    return std::nullopt;
}

void SimNetwork::arrived(const Shared &exchange)
{
    const Request &request = exchange->request;
    if (const auto refused = gateway(*exchange))
        return answer(exchange, *refused);
    HttpAnswer carried = m_mpesa.api().handle(request);
    if (carried.status == 404 && request.url.path() == kQueryPath)
        m_mayAskAgain.insert(request.body);
    if (m_world.fires(Fault::ErrorAfterwards))
        carried = m_mpesa.api().failedAfterwards();
    else if (m_world.fires(Fault::AnswerHtml))
        carried = {200, "<html><body>Welcome to the network of this hotel</body></html>", "text/html"};
    answer(exchange, carried);
}

void SimNetwork::answer(const Shared &exchange, const HttpAnswer &answer)
{
    if (m_world.fires(Fault::AnswerLost))
        return;
    qint64 delay = m_world.chance.between(5, 800);
    if (m_world.fires(Fault::SlowAck))
        delay = m_world.chance.between(2000, 20'000);
    if (m_world.fires(Fault::AnswerLate))
        delay = m_world.chance.between(10'000, 60'000);
    const bool cut = m_world.fires(Fault::AnswerCut);
    m_world.after(delay, [this, door = m_door, exchange, answer, cut] {
        if (door->shut)
            return;
        if (cut && m_world.chance.perMille(500))
            return finish(exchange, {Reply::Reached::MaybeSent, 0, {}, {}, u"connection reset"_s});
        Reply reply{Reply::Reached::Answered, answer.status, {{"Content-Type", answer.type}}, answer.body, {}};
        if (cut)
            reply.body.truncate(m_world.chance.below(reply.body.size() + 1));
        if (!answer.retryAfter.isEmpty())
            reply.headers.append({"Retry-After", answer.retryAfter});
        if (!answer.requestsLeft.isEmpty())
            reply.headers += net::Headers{{"X-RateLimit-Limit", "60"}, {"X-RateLimit-Remaining", answer.requestsLeft}};
        const bool saysWait = !answer.retryAfter.isEmpty() || answer.requestsLeft == "0";
        if (saysWait && !exchange->finished && isLimited(*exchange) && !cut)
            m_notBefore = std::max(m_notBefore, m_world.now() + (answer.retryAfter.isEmpty() ? kMinute : answer.retryAfter.toLongLong() * 1000));
        finish(exchange, reply);
    });
}

void SimNetwork::finish(const Shared &exchange, const Reply &reply)
{
    if (std::exchange(exchange->finished, true))
        return;
    --m_open;
    if (m_door->shut || !exchange->context)
        return;
    m_world.note("answer", [&]() -> QString {
        const auto how = reply.reached == Reply::Reached::NotSent ? u"not sent"_s : reply.reached == Reply::Reached::MaybeSent ? u"no answer"_s : QString::number(reply.status);
        return m_till + u' ' + exchange->request.url.path() + u": "_s + how + u' ' + QString::fromUtf8(reply.body.left(100));
    });
    exchange->done(reply);
}

} // namespace kaunta::sim
