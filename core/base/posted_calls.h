#pragma once

#include <QMetaMethod>
#include <QObject>
#include <functional>
#include <utility>
#include <vector>

namespace kaunta {

//! Every signal that `service` declares itself goes from the engine to the proxy, queued where the two live on different threads.
inline void forwardSignals(const QMetaObject &service, QObject *engine, QObject *proxy)
{
    for (int i = service.methodOffset(); i < service.methodCount(); ++i)
        if (const QMetaMethod method = service.method(i); method.methodType() == QMetaMethod::Signal)
            QObject::connect(engine, method, proxy, method);
}

//! The calls of a service on their way to an engine on another thread. A window stands before its engine runs: until attach()
//! calls are kept; after giveUp() they are dropped. Belongs to the window's thread and never waits.
template <class Engine>
class PostedCalls
{
public:
    using Call = std::function<void(Engine &)>;
    //! `engine` must outlive the proxy, or detach() must be called first.
    void attach(Engine &engine)
    {
        m_engine = &engine;
        for (Call &call : std::exchange(m_early, {}))
            post(std::move(call));
    }
    void detach() { m_engine = nullptr; }
    void giveUp()
    {
        m_lost = true;
        m_early.clear();
    }
    bool isLost() const { return m_lost; }
    void post(Call call)
    {
        if (m_engine)
            QMetaObject::invokeMethod(m_engine, [engine = m_engine, call = std::move(call)] { call(*engine); }, Qt::QueuedConnection);
        else if (!m_lost)
            m_early.push_back(std::move(call));
    }

private:
    Engine *m_engine = nullptr;
    bool m_lost = false;
    std::vector<Call> m_early;
};

} // namespace kaunta
