#include "core/sale/query_budget.h"

#include <QStringList>
#include <algorithm>

namespace kaunta::sale {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int kMost = 60;
constexpr int kLeast = 1;
constexpr milliseconds kShortestRest = 12s;
constexpr std::chrono::seconds kLongestRest = 15min;   // a Retry-After beyond it is a mistake, or not meant for us
}

void QueryBudget::asked(milliseconds now)
{
    m_notBefore = std::max(m_notBefore, now + interval());
}

void QueryBudget::answered()
{
    if (++m_goodAnswers < m_perMinute)
        return;
    m_goodAnswers = 0;
    m_perMinute = std::min(m_perMinute + 1, kMost);
}

void QueryBudget::limited(milliseconds now, std::optional<std::chrono::seconds> retryAfter)
{
    m_goodAnswers = 0;
    m_perMinute = std::max(m_perMinute / 2, kLeast);
    const milliseconds rest = retryAfter ? milliseconds(std::clamp(*retryAfter, 1s, kLongestRest)) : std::max(interval(), kShortestRest);
    m_notBefore = std::max(m_notBefore, now + rest);
}

QString QueryBudget::toText(const QString &bootId) const
{
    return u"%1 %2 %3"_s.arg(QString::number(m_perMinute), QString::number(m_notBefore.count()), bootId);
}

QueryBudget QueryBudget::fromText(const QString &text, const QString &bootId)
{
    QueryBudget budget;
    const QStringList parts = text.split(u' ');
    if (parts.size() != 3)
        return budget;
    const int perMinute = parts.at(0).toInt();
    if (perMinute >= kLeast && perMinute <= kMost)
        budget.m_perMinute = perMinute;
    if (!bootId.isEmpty() && parts.at(2) == bootId)   // the numbers of another boot mean nothing here
        budget.m_notBefore = milliseconds(std::max(0LL, parts.at(1).toLongLong()));
    return budget;
}

} // namespace kaunta::sale
