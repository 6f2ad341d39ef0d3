#include "core/people/grants.h"

#include <algorithm>

namespace kaunta::people {

namespace {

constexpr milliseconds kGood = 60s;
constexpr milliseconds kPause = 10s;

} // namespace

void GrantBook::give(const Grant &grant, Purpose purpose, const QString &subject, milliseconds now)
{
    m_given.removeIf([now](const Given &old) { return old.until < now; });
    m_given << Given{grant, purpose, subject, now + kGood};
}

std::optional<Grant> GrantBook::take(const QString &id, Purpose purpose, const QString &subject, milliseconds now)
{
    const auto found = std::find_if(m_given.cbegin(), m_given.cend(), [&id](const Given &given) { return given.grant.id == id; });
    if (id.isEmpty() || found == m_given.cend())
        return std::nullopt;
    const Given given = *found;
    m_given.erase(found);
    if (given.purpose != purpose || given.subject != subject || given.until < now)
        return std::nullopt;
    return given.grant;
}

std::chrono::seconds SecondLook::waitFor(Purpose purpose, const QString &subject, milliseconds now)
{
    const bool known = m_since && m_purpose == purpose && m_subject == subject && now <= *m_since + kPause + kGood;
    if (!known) {
        m_purpose = purpose;
        m_subject = subject;
        m_since = now;
    }
    const milliseconds left = *m_since + kPause - now;
    if (left > 0ms)
        return std::chrono::ceil<std::chrono::seconds>(left);
    m_since.reset();
    return 0s;
}

} // namespace kaunta::people
