#include "core/practice/practice_driver.h"

#include <algorithm>

namespace kaunta::practice {

namespace {

// What is still due right after a tick could not be done (a full disk): not again at once.
constexpr std::chrono::milliseconds kAgain{100};
// The wall clock may be set meanwhile, and another process may have left something behind: look now and then.
constexpr std::chrono::milliseconds kLongest{60'000};

} // namespace

PracticeDriver::PracticeDriver(Simulator &simulator, const Clock &clock, QObject *parent)
    : QObject(parent), m_simulator(simulator), m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_simulator.onChange([this] { onChange(); });
    m_simulator.onShopPaid([this](const QString &receipt) {
        if (receipt.isEmpty())
            Q_EMIT shopRefused();
        else
            Q_EMIT shopPaid(receipt);
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_simulator.tick();
        arm();
        if (m_timer.isActive() && m_timer.intervalAsDuration() < std::chrono::milliseconds{1})
            m_timer.start(kAgain);
    });
    arm();
}

PracticeDriver::~PracticeDriver()
{
    m_simulator.onChange({});
    m_simulator.onShopPaid({});
}

void PracticeDriver::answerPrompt(const QString &id, HandsetAnswer answer)
{
    m_simulator.answerPrompt(id, answer);
}

void PracticeDriver::payShop(const QString &phone, qint64 amount, const QString &reference)
{
    if (!m_simulator.payShop(phone, amount, reference))
        Q_EMIT shopRefused();
}

void PracticeDriver::tellPrompts()
{
    m_told = m_simulator.prompts();
    Q_EMIT promptsTold(m_told);
}

void PracticeDriver::onChange()
{
    arm();
    if (m_simulator.prompts() != m_told)
        tellPrompts();
}

void PracticeDriver::arm()
{
    std::chrono::milliseconds wait = kLongest;
    if (const std::optional<QDateTime> due = m_simulator.nextDue())
        wait = std::clamp(std::chrono::milliseconds{m_clock.nowUtc().msecsTo(*due)}, std::chrono::milliseconds{0}, kLongest);
    m_timer.start(wait);
}

} // namespace kaunta::practice
