#include "tests/simulation/world.h"

namespace kaunta::sim {

using namespace Qt::StringLiterals;

void Tally::add(const Tally &other)
{
    runs += other.runs;
    charges += other.charges;
    for (std::size_t i = 0; i < kProviders; ++i)
        chargesOf[i] += other.chargesOf[i];
    steps += other.steps;
    for (std::size_t i = 0; i < kFaults; ++i)
        faults[i] += other.faults[i];
    for (auto it = other.states.cbegin(); it != other.states.cend(); ++it)
        states[it.key()] += it.value();
}

World::World(quint64 seed) : chance(seed)
{
    tally.runs = 1;
    drawPlan();
}

void World::drawPlan()
{
    const bool perfect = chance.perMille(50);
    const qint64 on = chance.between(100, 500);   // how many of the faults take part
    for (std::size_t i = 0; i < kFaults; ++i) {
        const bool takesPart = chance.perMille(on);
        const int rare = static_cast<int>(chance.between(1, 50));
        const int often = static_cast<int>(chance.between(50, 700));
        plan.perMille[i] = perfect || !takesPart ? 0 : chance.perMille(600) ? rare : often;
    }
    // These stop the shop altogether; more of them would only make it idle.
    for (const Fault fault : {Fault::KilledAtWrite, Fault::Killed, Fault::PowerCut, Fault::WriteFails, Fault::DiskFull, Fault::DiskReadOnly})
        plan[fault] = std::min(plan[fault], 60);
    if (!chance.perMille(100))
        plan[Fault::QueryClaimsPaid] = 0;
}

void World::after(qint64 ms, std::function<void()> act)
{
    m_agenda.push({m_now + ms, m_order++, std::move(act)});
}

std::optional<qint64> World::nextAt() const
{
    return m_agenda.empty() ? std::nullopt : std::optional(m_agenda.top().at);
}

void World::step()
{
    // priority_queue gives its top out as const; it is popped before it could be looked at again
    const auto act = std::move(const_cast<Step &>(m_agenda.top()).act);
    m_now = std::max(m_now, m_agenda.top().at);
    m_agenda.pop();
    ++tally.steps;
    act();
}

void World::passTo(qint64 at)
{
    m_now = std::max(m_now, at);
    ++tally.steps;
}

bool World::fires(Fault fault)
{
    if (calm || plan[fault] == 0 || !chance.perMille(plan[fault]))
        return false;
    ++tally.faults[static_cast<std::size_t>(fault)];
    note("fault", [&]() -> QString { return QString::fromLatin1(kFaultNames[static_cast<std::size_t>(fault)]); });
    return true;
}

void World::mix(const char *what)
{
    const auto add = [this](quint64 byte) { hash = (hash ^ byte) * 1099511628211ULL; };
    for (const char *c = what; *c != '\0'; ++c)
        add(static_cast<unsigned char>(*c));
    add(static_cast<quint64>(m_now));
}

void World::record(const char *what, const QString &text)
{
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 1099511628211ULL;
    const qint64 ms = m_now;
    lines << u"%1:%2:%3.%4  %5  %6"_s.arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
                 .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
                 .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
                 .arg(ms % 1000, 3, 10, QLatin1Char('0'))
                 .arg(QString::fromLatin1(what), -10)
                 .arg(text);
}

void World::violate(int invariant, const QString &what, const QString &subject)
{
    if (violation)
        return;
    violation = Violation{invariant, what, subject};
    note("VIOLATION", [&]() -> QString { return u"%1: %2 (%3)"_s.arg(invariant).arg(what, subject); });
}

} // namespace kaunta::sim
