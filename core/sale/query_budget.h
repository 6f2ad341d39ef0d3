#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace kaunta::sale {

using std::chrono::milliseconds;

//! How often M-PESA may be asked, one budget for the whole app. Starts at 5 a minute with no burst (what the sandbox allows),
//! grows by one with each minute's worth of answers while no 429 comes, up to 60, halves on a 429, honours Retry-After.
//! Times are Clock::sinceBoot(), so that processes that run one after another share it through toText()/fromText().
class QueryBudget
{
public:
    bool mayAsk(milliseconds now) const { return now >= m_notBefore; }
    milliseconds notBefore() const { return m_notBefore; }
    //! A question goes out now.
    void asked(milliseconds now);
    //! The provider answered it without a word about limits.
    void answered();
    //! The provider said 429. Without Retry-After: one full interval of the halved rate, at least 12 s.
    void limited(milliseconds now, std::optional<std::chrono::seconds> retryAfter);
    int perMinute() const { return m_perMinute; }
    bool bearsMore() const { return m_perMinute >= 20; }   //!< enough for the denser plan of the first 90 s

    QString toText(const QString &bootId) const;
    static QueryBudget fromText(const QString &text, const QString &bootId);

private:
    milliseconds interval() const { return milliseconds(60'000 / m_perMinute); }
    int m_perMinute = 5;
    int m_goodAnswers = 0;
    milliseconds m_notBefore{0};
};

} // namespace kaunta::sale
