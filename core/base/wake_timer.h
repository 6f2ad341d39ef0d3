#pragma once

#include "core/base/clock.h"

#include <QTimer>
#include <algorithm>
#include <functional>
#include <optional>

namespace kaunta {

//! Wakes an engine that holds no timer of its own when it has something to do: calls `tick` at `nextWake` (on
//! Clock::sinceBoot(); nothing: sleep). arm() is to be called whenever nextWake may have changed. A child of the engine, on its thread.
class WakeTimer final : public QObject
{
public:
    using NextWake = std::function<std::optional<milliseconds>()>;
    WakeTimer(QObject *engine, const Clock &clock, NextWake nextWake, std::function<void()> tick)
        : QObject(engine), m_clock(clock), m_nextWake(std::move(nextWake))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::CoarseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this, tick = std::move(tick)] {
            tick();
            arm();
        });
        arm();
    }

    void arm()
    {
        const auto wake = m_nextWake();
        if (!wake)
            return m_timer.stop();
        // Never longer than a minute: after a suspended night the timer is late, but not for another night.
        m_timer.start(std::clamp(*wake - m_clock.sinceBoot(), milliseconds{1}, milliseconds{60'000}));
    }

private:
    const Clock &m_clock;
    NextWake m_nextWake;
    QTimer m_timer;
};

} // namespace kaunta
