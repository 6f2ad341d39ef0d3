#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <functional>

namespace kaunta::secrets {

enum class SecretError {
    NeverStored,    //!< nobody ever stored it here
    LockedOrGone,   //!< it was stored once; the keyring is locked, or someone deleted it
    NoKeyring,      //!< this system has no keychain service
    Denied,         //!< the user or the system said no
    Other,
};

//! Names a secret inside one profile, as the command line spells them.
inline constexpr const char *kKeys[] = {"consumer-key", "consumer-secret", "passkey", "initiator-password", "bearer-token"};

//! The OS keychain, or memory for practice and tests. Asynchronous: `done` runs exactly once, later than the call returns,
//! on the caller's thread, and not at all if `context` is gone. `name` is a full key: see entryName().
class SecretStore
{
public:
    using Loaded = std::function<void(const Result<QByteArray, SecretError> &)>;
    using Saved = std::function<void(const Result<Done, SecretError> &)>;
    virtual ~SecretStore() = default;
    virtual void load(const QString &name, QObject *context, Loaded done) = 0;
    virtual void save(const QString &name, const QByteArray &secret, QObject *context, Saved done) = 0;
    virtual void remove(const QString &name, QObject *context, Saved done) = 0;
    //! True if the name was stored here once (names are remembered, values never): tells locked from never set.
    virtual bool wasStored(const QString &name) const = 0;
    //! What to call it on a screen: "GNOME Keyring", "KWallet", "Windows Credential Manager", "memory (practice)".
    virtual QString displayName() const = 0;
};

//! "kaunta/<random profile id>/<key>", the account under the service "kaunta".
QString entryName(const QString &profileId, const QString &key);

} // namespace kaunta::secrets
