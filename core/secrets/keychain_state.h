#pragma once

#include "core/secrets/stored_names.h"

#include <QMutex>
#include <optional>

namespace kaunta::secrets {

//! What the jobs of one KeychainStore share; outlives the store while jobs run. Thread-safe.
class KeychainState
{
public:
    explicit KeychainState(const QString &namesFile) : names(namesFile) {}
    StoredNames names;

    //! Name of the service that answered; nothing before the first answer.
    std::optional<QString> ownerName() const
    {
        const QMutexLocker lock(&m_guard);
        return m_ownerName;
    }
    void setOwnerName(const QString &name)
    {
        const QMutexLocker lock(&m_guard);
        m_ownerName = name;
    }

private:
    mutable QMutex m_guard;
    std::optional<QString> m_ownerName;
};

} // namespace kaunta::secrets
