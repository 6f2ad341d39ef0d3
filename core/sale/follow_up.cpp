#include "core/sale/follow_up.h"

#include <algorithm>
#include <tuple>

namespace kaunta::sale {

namespace {

//! How long ago a wall time was. A clock that was set back or far ahead must not hide a charge: the result is never negative.
milliseconds agoByWallClock(const QDateTime &when, const Clock &clock)
{
    return when.isValid() ? milliseconds(std::max<qint64>(0, when.msecsTo(clock.nowUtc()))) : milliseconds{0};
}

} // namespace

void FollowUp::watch(const ledger::ChargeRecord &record)
{
    const auto found = m_watched.find(record.id);
    if (!wantsQuery(record.state) && record.state.status != Status::Journaled) {
        if (found != m_watched.end())
            m_watched.erase(found);
        return;
    }
    const milliseconds now = m_clock.sinceBoot();
    if (found == m_watched.end()) {
        Watched fresh;
        fresh.state = record.state;
        fresh.acceptedAt = now - agoByWallClock(record.acceptedAt.isValid() ? record.acceptedAt : record.journaledAt, m_clock);
        fresh.settledAt = now - agoByWallClock(record.settledAt, m_clock);
        if (record.lastAskedAt.isValid())
            fresh.askedAt = now - agoByWallClock(record.lastAskedAt, m_clock);
        fresh.canAsk = canAskAbout(record);
        m_watched.insert(record.id, fresh);
        return;
    }
    if (found->state.status != Status::Prompted && record.state.status == Status::Prompted)
        found->acceptedAt = now;
    if (found->state.status != record.state.status)
        found->settledAt = now;
    found->state = record.state;
    found->canAsk = canAskAbout(record);
}

void FollowUp::askSoon(const QString &chargeId)
{
    if (const auto found = m_watched.find(chargeId); found != m_watched.end())
        found->soon = true;
}

std::optional<Question> FollowUp::question(const Watched &watched) const
{
    if (!watched.canAsk || watched.asking || !wantsQuery(watched.state))
        return std::nullopt;
    const milliseconds now = m_clock.sinceBoot();
    Ages ages{now - watched.acceptedAt, now - watched.settledAt, std::nullopt};
    if (watched.askedAt)
        ages.sinceAsked = now - *watched.askedAt;
    auto planned = nextQuestion(watched.state, ages, m_budget.bearsMore());
    if (watched.soon)
        planned = Question{milliseconds{0}, planned && planned->decisive};
    return planned;
}

std::optional<QString> FollowUp::takeNext()
{
    const milliseconds now = m_clock.sinceBoot();
    if (!m_budget.mayAsk(now))
        return std::nullopt;
    // The question just after a prompt's end goes first, then what a person asked for, then confirmations, then the oldest.
    using Rank = std::tuple<bool, bool, bool, milliseconds, QString>;
    std::optional<Rank> best;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it) {
        const auto due = question(*it);
        if (!due || due->in > milliseconds{0})
            continue;
        const Rank rank{!due->decisive, !it->soon, it->state.check != Check::Confirm, it->acceptedAt, it.key()};
        if (!best || rank < *best)
            best = rank;
    }
    if (!best)
        return std::nullopt;
    const QString chosen = std::get<QString>(*best);
    Watched &watched = m_watched[chosen];
    watched.asking = true;
    watched.soon = false;
    watched.askedAt = now;
    m_budget.asked(now);
    return chosen;
}

void FollowUp::answered(const QString &chargeId)
{
    m_budget.answered();
    if (const auto found = m_watched.find(chargeId); found != m_watched.end())
        found->asking = false;
}

void FollowUp::limited(const QString &chargeId, std::optional<std::chrono::seconds> retryAfter)
{
    m_budget.limited(m_clock.sinceBoot(), retryAfter);
    if (const auto found = m_watched.find(chargeId); found != m_watched.end()) {
        found->asking = false;
        found->soon = true;   // this question was not heard: it is asked again when asking is allowed
    }
}

QStringList FollowUp::windowsOver() const
{
    QStringList over;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it)
        if (it->state.status == Status::Prompted && m_clock.sinceBoot() - it->acceptedAt >= kPromptWindow)
            over << it.key();
    return over;
}

bool FollowUp::askedAMinuteAfterSettling(const QString &chargeId) const
{
    const auto found = m_watched.find(chargeId);
    return found != m_watched.end() && found->askedAt && *found->askedAt - found->settledAt >= kSecondLook;
}

std::chrono::seconds FollowUp::sinceAccepted(const QString &chargeId) const
{
    const auto found = m_watched.find(chargeId);
    if (found == m_watched.end())
        return {};
    return std::chrono::floor<std::chrono::seconds>(m_clock.sinceBoot() - found->acceptedAt);
}

std::optional<milliseconds> FollowUp::nextWake() const
{
    const milliseconds now = m_clock.sinceBoot();
    std::optional<milliseconds> wake;
    const auto consider = [&wake](milliseconds at) { wake = wake ? std::min(*wake, at) : at; };
    for (const Watched &watched : m_watched) {
        if (const auto due = question(watched))
            consider(std::max(now + due->in, m_budget.notBefore()));
        if (watched.state.status == Status::Prompted)
            consider(watched.acceptedAt + kPromptWindow);
    }
    return wake;
}

QDateTime FollowUp::nextCheckAt(const QString &chargeId) const
{
    const auto found = m_watched.find(chargeId);
    if (found == m_watched.end())
        return {};
    const auto due = question(*found);
    if (!due)
        return {};
    const milliseconds wait = std::max(due->in, m_budget.notBefore() - m_clock.sinceBoot());
    return m_clock.nowUtc().addMSecs(wait.count());
}

} // namespace kaunta::sale
