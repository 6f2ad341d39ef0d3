#pragma once

#include "core/secrets/secret_store.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <optional>

namespace kaunta::secrets {

//! For practice and tests: keeps values in memory and wipes them at its end. Same manners as the keychain: answers come
//! later, and it can be told to be locked.
class MemoryStore final : public SecretStore
{
public:
    MemoryStore() = default;
    ~MemoryStore() override;
    void load(const QString &name, QObject *context, Loaded done) override;
    void save(const QString &name, const QByteArray &secret, QObject *context, Saved done) override;
    void remove(const QString &name, QObject *context, Saved done) override;
    bool wasStored(const QString &name) const override;
    QString displayName() const override;

    //! From now on every call fails with `trouble`, as a locked or missing keyring would. Nothing: works again.
    void setTrouble(std::optional<SecretError> trouble);

private:
    mutable QMutex m_guard;
    QHash<QString, QByteArray> m_values;
    QSet<QString> m_names;
    std::optional<SecretError> m_trouble;
};

} // namespace kaunta::secrets
