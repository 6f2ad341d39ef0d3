#pragma once

#include "core/net/qt_transport.h"
#include "tests/support/rude_server.h"
#include "tests/support/test_authority.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

namespace kaunta::test {

using namespace std::chrono_literals;

inline net::QtTransport::Options trusting()
{
    net::QtTransport::Options options;
    options.extraCas = {TestAuthority::trusted().root()};
    return options;
}

inline net::Request post(const QUrl &url, const QByteArray &body = R"({"Amount":100})")
{
    net::Request request;
    request.verb = net::Verb::Post;
    request.url = url;
    request.body = body;
    request.deadline = 10s;
    return request;
}

inline net::Request get(const QUrl &url)
{
    net::Request request;
    request.url = url;
    request.deadline = 10s;
    return request;
}

//! Sends and waits; counts how often it was answered.
class Caller final : public QObject
{
public:
    explicit Caller(net::Transport &transport) : m_transport(transport) {}

    net::Reply call(const net::Request &request)
    {
        const qsizetype before = replies.size();
        QEventLoop loop;
        m_loop = &loop;
        begin(request);
        QTimer::singleShot(20'000, &loop, [&loop] { loop.exit(1); });
        const bool answered = loop.exec() == 0;
        m_loop = nullptr;
        if (answered && replies.size() == before + 1)
            return replies.last();
        net::Reply none;
        none.status = -1;   // fits no expectation
        return none;
    }
    void begin(const net::Request &request)
    {
        m_transport.send(request, this, [this](const net::Reply &reply) {
            replies << reply;
            if (m_loop)
                m_loop->quit();
        });
    }

    QList<net::Reply> replies;

private:
    net::Transport &m_transport;
    QEventLoop *m_loop = nullptr;
};

} // namespace kaunta::test

Q_DECLARE_METATYPE(kaunta::test::Manners)
Q_DECLARE_METATYPE(kaunta::test::RudeServer::Wire)
