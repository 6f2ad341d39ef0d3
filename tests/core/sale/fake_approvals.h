#pragma once

#include "core/people/approvals.h"

#include <QHash>

namespace kaunta::test {

//! Grants as a test gives them: each for one purpose and subject, once.
class FakeApprovals final : public people::Approvals
{
public:
    QString give(people::Purpose purpose, const QString &subject, const QString &approver = QStringLiteral("boss"))
    {
        const QString id = QStringLiteral("grant-%1").arg(++m_given);
        m_grants.insert(id, {purpose, subject, {id, approver, false}});
        return id;
    }
    std::optional<people::Grant> take(const QString &grantId, people::Purpose purpose, const QString &subject) override
    {
        ++taken;
        const auto found = m_grants.constFind(grantId);
        if (found == m_grants.constEnd() || found->purpose != purpose || found->subject != subject)
            return std::nullopt;
        const people::Grant grant = found->grant;
        m_grants.erase(found);
        return grant;
    }
    bool allows(const QString &user, people::Permission) const override { return user != forbidden; }

    QString forbidden = QStringLiteral("auditor");   //!< who may nothing
    int taken = 0;

private:
    struct Given {
        people::Purpose purpose;
        QString subject;
        people::Grant grant;
    };
    QHash<QString, Given> m_grants;
    int m_given = 0;
};

} // namespace kaunta::test
