#pragma once

#include "core/base/failure.h"

#include <QMetaMethod>
#include <QPointer>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace kaunta {

//! What stands between a window and an engine on another thread: calls of `Service` are queued to the engine, its signals come
//! back queued to the proxy. A window stands before its engine runs: until attach() calls are kept; after giveUp() each is refused
//! with the reason why there is no engine, kept ones too. Belongs to the window's thread and never waits.
template <class Engine, class Service>
class PostedCalls
{
public:
    using Call = std::function<void(Engine &)>;
    using Refuse = std::function<void(const Failure &failure)>;

    //! `proxy` owns this object.
    explicit PostedCalls(Service *proxy) : m_proxy(proxy) {}

    //! `engine` must outlive the proxy, or detach() must be called first.
    void attach(Engine &engine)
    {
        m_engine = &engine;
        const QMetaObject &service = Service::staticMetaObject;
        for (int i = service.methodOffset(); i < service.methodCount(); ++i)
            if (const QMetaMethod method = service.method(i); method.methodType() == QMetaMethod::Signal)
                QObject::connect(&engine, method, m_proxy, method);
        for (Waiting &waiting : std::exchange(m_early, {}))
            post(std::move(waiting.call));
    }
    void detach()
    {
        if (m_engine)
            QObject::disconnect(m_engine, nullptr, m_proxy, nullptr);
        m_engine.clear();
    }
    void giveUp(const Failure &failure)
    {
        m_failure = failure;
        for (const Waiting &waiting : std::exchange(m_early, {}))
            refuseLater(waiting.refuse);
    }
    //! `refuse` emits the signal that this call ends in; without one the caller waits for nothing.
    void post(Call call, Refuse refuse = {})
    {
        if (m_engine)
            QMetaObject::invokeMethod(m_engine, [engine = m_engine.data(), call = std::move(call)] { call(*engine); }, Qt::QueuedConnection);
        else if (m_failure)
            refuseLater(refuse);
        else
            m_early.push_back({std::move(call), std::move(refuse)});
    }

private:
    struct Waiting {
        Call call;
        Refuse refuse;
    };
    void refuseLater(const Refuse &refuse)
    {
        if (refuse)
            QMetaObject::invokeMethod(m_proxy, [refuse, failure = *m_failure] { refuse(failure); }, Qt::QueuedConnection);
    }

    Service *m_proxy;
    QPointer<Engine> m_engine;
    std::optional<Failure> m_failure;
    std::vector<Waiting> m_early;
};

} // namespace kaunta
