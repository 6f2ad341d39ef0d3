#pragma once

#include "core/secrets/secret_store.h"

#include <memory>

namespace kaunta::secrets {

class KeychainState;

//! The operating system's keychain through QtKeychain, service "kaunta". No fallback file: without a keychain every call
//! ends in NoKeyring. A locked keyring may ask its user to unlock it, so an answer can take as long as a person does.
class KeychainStore final : public SecretStore
{
public:
    //! `namesFile` remembers names (never values) that were stored; made when needed, mode 0600.
    explicit KeychainStore(const QString &namesFile);
    ~KeychainStore() override;
    void load(const QString &name, QObject *context, Loaded done) override;
    void save(const QString &name, const QByteArray &secret, QObject *context, Saved done) override;
    void remove(const QString &name, QObject *context, Saved done) override;
    bool wasStored(const QString &name) const override;
    QString displayName() const override;

private:
    std::shared_ptr<KeychainState> m_state;
};

} // namespace kaunta::secrets
