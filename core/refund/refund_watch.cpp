#include "core/refund/refund_watch.h"

#include <algorithm>

namespace kaunta::refund {

namespace {

//! How long ago a wall time was. A clock that was set back must not hide a refund: never negative.
milliseconds agoByWallClock(const QDateTime &when, const Clock &clock)
{
    return when.isValid() ? milliseconds(std::max<qint64>(0, when.msecsTo(clock.nowUtc()))) : milliseconds{0};
}

} // namespace

void RefundWatch::watch(const ledger::RefundRecord &refund)
{
    if (!isOpen(refund.state.status)) {
        m_watched.remove(refund.id);
        return;
    }
    const milliseconds now = m_clock.sinceBoot();
    const bool isNew = !m_watched.contains(refund.id);
    Watched &watched = m_watched[refund.id];
    if (isNew) {
        watched.acceptedAt = now - agoByWallClock(refund.acceptedAt.isValid() ? refund.acceptedAt : refund.journaledAt, m_clock);
        // Of an earlier run: since when it is unknown is not on file, but not for longer than since it was accepted.
        watched.unknownAt = watched.acceptedAt;
        if (refund.state.status == Status::Unknown)
            watched.askedAt = now;
    } else if (watched.status != refund.state.status) {
        if (refund.state.status == Status::Accepted)
            watched.acceptedAt = now;
        if (refund.state.status == Status::Unknown) {
            watched.unknownAt = now;
            watched.askedAt.reset();
        }
    }
    watched.status = refund.state.status;
    watched.canAsk = !refund.conversationId.isEmpty() || !refund.originatorConversationId.isEmpty();
}

void RefundWatch::askSoon(const QString &refundId)
{
    if (const auto found = m_watched.find(refundId); found != m_watched.end())
        found->soon = true;
}

std::optional<milliseconds> RefundWatch::dueAt(const Watched &watched) const
{
    if (!watched.canAsk || watched.asking || watched.status == Status::Journaled)
        return std::nullopt;
    if (watched.soon)
        return m_clock.sinceBoot();
    if (watched.status != Status::Unknown)
        return std::nullopt;
    const auto asked = watched.askedAt ? std::optional(*watched.askedAt - watched.unknownAt) : std::nullopt;
    const auto moment = nextStatusQuestion(asked);
    return moment ? std::optional(watched.unknownAt + *moment) : std::nullopt;
}

std::optional<QString> RefundWatch::takeNext()
{
    const milliseconds now = m_clock.sinceBoot();
    std::optional<std::pair<milliseconds, QString>> best;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it) {
        const auto due = dueAt(*it);
        if (due && *due <= now && (!best || std::pair(*due, it.key()) < *best))
            best = std::pair(*due, it.key());
    }
    if (!best)
        return std::nullopt;
    Watched &watched = m_watched[best->second];
    watched.asking = true;
    watched.soon = false;
    watched.askedAt = now;
    return best->second;
}

void RefundWatch::answered(const QString &refundId)
{
    if (const auto found = m_watched.find(refundId); found != m_watched.end())
        found->asking = false;
}

QStringList RefundWatch::waitsOver() const
{
    QStringList over;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it)
        if (it->status == Status::Accepted && m_clock.sinceBoot() - it->acceptedAt >= kWaitForResult)
            over << it.key();
    return over;
}

std::optional<milliseconds> RefundWatch::nextWake() const
{
    std::optional<milliseconds> wake;
    const auto consider = [&wake](milliseconds at) { wake = wake ? std::min(*wake, at) : at; };
    for (const Watched &watched : m_watched) {
        if (const auto due = dueAt(watched))
            consider(*due);
        if (watched.status == Status::Accepted)
            consider(watched.acceptedAt + kWaitForResult);
    }
    return wake;
}

QDateTime RefundWatch::nextCheckAt(const QString &refundId) const
{
    const auto found = m_watched.find(refundId);
    const auto due = found == m_watched.end() ? std::nullopt : dueAt(*found);
    if (!due)
        return {};
    return m_clock.nowUtc().addMSecs(std::max(*due - m_clock.sinceBoot(), milliseconds{0}).count());
}

} // namespace kaunta::refund
