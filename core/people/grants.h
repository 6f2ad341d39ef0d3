#pragma once

#include "core/base/clock.h"
#include "core/people/purposes.h"

#include <optional>

namespace kaunta::people {

//! The permissions that were given and not used yet. Time is Clock::sinceBoot().
class GrantBook
{
public:
    void give(const Grant &grant, Purpose purpose, const QString &subject, milliseconds now);
    //! The grant, if it fits and is not older than a minute. Whatever the answer, a grant of this id is gone after it.
    std::optional<Grant> take(const QString &id, Purpose purpose, const QString &subject, milliseconds now);

private:
    struct Given {
        Grant grant;
        Purpose purpose = Purpose::Refund;
        QString subject;
        milliseconds until{0};
    };
    QList<Given> m_given;
};

//! The pause that stands for the second person where a shop has one: the same request, approved twice, ten seconds apart and
//! not more than a minute after that.
class SecondLook
{
public:
    //! Called for each right PIN. 0: the pause is over, this approval counts. Else how long to wait before the PIN is typed again.
    std::chrono::seconds waitFor(Purpose purpose, const QString &subject, milliseconds now);

private:
    Purpose m_purpose = Purpose::Refund;
    QString m_subject;
    std::optional<milliseconds> m_since;
};

} // namespace kaunta::people
