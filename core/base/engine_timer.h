#pragma once

#include "core/base/clock.h"

#include <QTimer>
#include <algorithm>

namespace kaunta {

//! Wakes an engine when it has something to do: nextWake(), tick() and the signal wakeChanged() are all that it needs. A child
//! of the engine, on its thread.
template <class Engine>
class EngineTimer final : public QObject
{
public:
    EngineTimer(Engine &engine, const Clock &clock) : QObject(&engine), m_engine(engine), m_clock(clock)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::CoarseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_engine.tick(); });
        connect(&m_engine, &Engine::wakeChanged, this, &EngineTimer::arm);
        arm();
    }

private:
    void arm()
    {
        const auto wake = m_engine.nextWake();
        if (!wake)
            return m_timer.stop();
        // Never longer than a minute: after a suspended night the timer is late, but not for another night.
        const milliseconds rest = std::clamp(*wake - m_clock.sinceBoot(), milliseconds{1}, milliseconds{60'000});
        m_timer.start(rest);
    }

    Engine &m_engine;
    const Clock &m_clock;
    QTimer m_timer;
};

} // namespace kaunta
