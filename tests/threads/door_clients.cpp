#include "tests/threads/door_clients.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <string>

namespace kaunta::test {

namespace asio = boost::asio;
using asio::ip::tcp;

Answerers::Answerers(int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

void Answerers::give(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_guard);
        m_tasks.push_back(std::move(task));
    }
    m_something.notify_one();
}

void Answerers::finish()
{
    {
        const std::lock_guard lock(m_guard);
        m_over = true;
    }
    m_something.notify_all();
    for (std::thread &thread : m_threads)
        if (thread.joinable())
            thread.join();
}

void Answerers::work()
{
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(m_guard);
            m_something.wait(lock, [this] { return m_over || !m_tasks.empty(); });
            if (m_tasks.empty())
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task();
    }
}

void knock(quint16 port, int times, const char *method, int seed)
{
    asio::io_context context;
    for (int i = 0; i < times; ++i) {
        boost::system::error_code error;
        tcp::socket socket(context);
        socket.connect({asio::ip::address_v4::loopback(), port}, error);
        if (error)
            return;
        const std::string body = "{\"n\":" + std::to_string(i) + "}";
        const std::string request = std::string(method) + " /results/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Forwarded-For: 10.0.0.1\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
        asio::write(socket, asio::buffer(request), error);
        if (error || (i + seed) % 9 == 0)
            continue;   // gone without waiting
        socket.shutdown(tcp::socket::shutdown_send, error);   // so that a door which keeps connections ends this one
        std::string answer;
        asio::read(socket, asio::dynamic_buffer(answer), error);
    }
}

} // namespace kaunta::test
