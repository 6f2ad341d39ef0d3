#pragma once

#include <QtGlobal>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kaunta::test {

//! Threads that answer what a door handed over, as an engine would, only more of them.
class Answerers
{
public:
    explicit Answerers(int threads);
    ~Answerers() { finish(); }
    Answerers(const Answerers &) = delete;
    Answerers &operator=(const Answerers &) = delete;

    void give(std::function<void()> task);
    //! Does what is left, and ends.
    void finish();

private:
    void work();

    std::mutex m_guard;
    std::condition_variable m_something;
    std::deque<std::function<void()>> m_tasks;
    bool m_over = false;
    std::vector<std::thread> m_threads;
};

//! A client that sends so many requests, each on a connection of its own; some leave before their answer. Blocking; a door that
//! closes is not its concern.
void knock(quint16 port, int times, const char *method, int seed);

} // namespace kaunta::test
