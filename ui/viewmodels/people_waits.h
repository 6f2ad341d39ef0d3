#pragma once

#include "core/base/clock.h"
#include "core/people/people_service.h"

#include <QHash>
#include <algorithm>

namespace kaunta::ui {

//! For each person, until when no PIN is looked at; what a screen counts down. The engine is the judge, this is its echo.
class PeopleWaits
{
public:
    explicit PeopleWaits(const Clock &clock) : m_clock(clock) {}
    //! A wait is never shortened by news: it may have another reason than the one that was told last.
    void note(const QString &name, std::chrono::seconds wait)
    {
        m_until.insert(name, std::max<milliseconds>(m_until.value(name), m_clock.sinceBoot() + wait));
    }
    void note(const QList<people::UserLine> &users)
    {
        for (const people::UserLine &user : users)
            note(user.name, user.locked);
    }
    //! Whole seconds, rounded up; 0: a PIN is looked at.
    std::chrono::seconds left(const QString &name) const
    {
        return std::chrono::ceil<std::chrono::seconds>(std::max(milliseconds{0}, m_until.value(name) - m_clock.sinceBoot()));
    }

private:
    const Clock &m_clock;
    QHash<QString, milliseconds> m_until;
};

} // namespace kaunta::ui
