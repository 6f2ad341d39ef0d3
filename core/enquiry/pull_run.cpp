#include "core/enquiry/pull_run.h"

namespace kaunta::enquiry {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! M-PESA refuses a period that is longer than it keeps; its clock and ours differ.
constexpr auto kMargin = 60s;

} // namespace

void PullRun::start(const QDateTime &now, int hours)
{
    m_shot = {};
    m_shot.to = now;
    m_shot.from = now.addSecs(-3600LL * hours + (hours == kMostHours ? kMargin.count() : 0));
    m_seen.clear();
    m_offset = 0;
    m_pages = 0;
    m_running = true;
    askPage();
    Q_EMIT changed();
}

void PullRun::askPage()
{
    m_provider.pull({m_shot.from, m_shot.to, m_offset}, this, [this](const providers::PullAnswer &answer) { onPage(answer); });
}

void PullRun::onPage(const providers::PullAnswer &answer)
{
    using Kind = providers::PullAnswer::Kind;
    m_shot.code = answer.code;
    m_shot.text = answer.text;
    switch (answer.kind) {
    case Kind::Failed:
        return finish(PullSnapshot::Outcome::Failed);
    case Kind::NoData:   // after a page it is the list's end; as the first word it may also mean "not permitted"
        return finish(m_offset == 0 ? PullSnapshot::Outcome::NoData : PullSnapshot::Outcome::Done);
    case Kind::Records:
        break;
    }
    QList<providers::PulledPayment> fresh;
    for (const providers::PulledPayment &record : answer.records) {
        if (m_seen.contains(record.receipt))
            continue;
        m_seen.insert(record.receipt);
        fresh << record;
    }
    if (fresh.isEmpty())
        return finish(m_offset == 0 ? PullSnapshot::Outcome::NoData : PullSnapshot::Outcome::Done);
    const PullOutcome outcome = m_found.takePulled(fresh);
    m_shot.records += static_cast<int>(fresh.size());
    m_shot.newDirectPayments += outcome.newDirectPayments;
    m_shot.receiptsFound += outcome.receiptsFound;
    m_offset += static_cast<int>(answer.records.size());
    if (++m_pages == kMostPages) {
        m_shot.code = u"no-end"_s;
        return finish(PullSnapshot::Outcome::Failed);
    }
    askPage();
    Q_EMIT changed();
}

void PullRun::finish(PullSnapshot::Outcome outcome)
{
    m_running = false;
    m_shot.outcome = outcome;
    Q_EMIT changed();
}

} // namespace kaunta::enquiry
