#pragma once

#include "tests/simulation/chance.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/provider.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace kaunta::sim {

//! What was broken. `invariant` is the number in the list of docs (1 to 6).
struct Violation {
    int invariant = 0;
    QString what;
    QString subject;   //!< what the timeline is searched for: a reference, a receipt, a till
};

//! Counted over all runs.
struct Tally {
    qint64 runs = 0;
    qint64 charges = 0;
    std::array<qint64, kProviders> chargesOf{};
    qint64 steps = 0;
    std::array<qint64, kFaults> faults{};
    QMap<QString, qint64> states;   //!< reached, by name
    void add(const Tally &other);
};

//! Time, chance and faults of one run. Everything that happens is a step of the agenda: same seed, same steps.
class World
{
public:
    explicit World(quint64 seed);

    qint64 now() const { return m_now; }   //!< milliseconds since the run began; never jumps
    void after(qint64 ms, std::function<void()> act);
    //! When the next step is due; nothing: none is.
    std::optional<qint64> nextAt() const;
    //! Takes the next step, or lets time pass up to `at`.
    void step();
    void passTo(qint64 at);

    bool fires(Fault fault);
    bool isOn(Fault fault) const { return !calm && plan[fault] > 0; }

    //! A line of the run. Its text is made only when somebody will read it; the hash covers time and `what` always.
    template <class Text>
    void note(const char *what, Text &&text)
    {
        mix(what);
        if (recording)
            record(what, text());
    }
    void violate(int invariant, const QString &what, const QString &subject);

    Chance chance;
    FaultPlan plan;
    bool calm = false;        //!< no more faults, no more customers
    bool recording = false;
    Tally tally;
    std::optional<Violation> violation;   //!< the first one
    QStringList lines;
    quint64 hash = 1469598103934665603ULL;

private:
    struct Step {
        qint64 at;
        quint64 order;
        std::function<void()> act;
        bool operator<(const Step &other) const { return at != other.at ? at > other.at : order > other.order; }
    };
    void drawPlan();
    void mix(const char *what);
    void record(const char *what, const QString &text);

    qint64 m_now = 0;
    quint64 m_order = 0;
    std::priority_queue<Step> m_agenda;
};

} // namespace kaunta::sim
