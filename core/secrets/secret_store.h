#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
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
//! on the caller's thread (where `context` lives; it needs an event loop), and not at all if `context` is gone. The store
//! itself may be used from any thread. `name` is a full key: see entryName(). Every value that passes through is given to
//! neverLog().
class SecretStore
{
public:
    using Loaded = std::function<void(const Result<QByteArray, SecretError> &)>;
    using Saved = std::function<void(const Result<Done, SecretError> &)>;
    virtual ~SecretStore() = default;
    virtual void load(const QString &name, QObject *context, Loaded done) = 0;
    virtual void save(const QString &name, const QByteArray &secret, QObject *context, Saved done) = 0;
    //! Removing what is not there works. LockedOrGone: it is still there, the keyring is locked.
    virtual void remove(const QString &name, QObject *context, Saved done) = 0;
    //! True if the name was stored here once (names are remembered, values never): tells locked from never set.
    virtual bool wasStored(const QString &name) const = 0;
    //! What to call it on a screen: "GNOME Keyring", "KWallet", "Windows Credential Manager", "memory (practice)".
    //! Never blocks; on Linux it is a guess from the desktop until the first answer came, and the true name after.
    virtual QString displayName() const = 0;
};

//! "kaunta/<random profile id>/<key>", the account under the service "kaunta".
QString entryName(const QString &profileId, const QString &key);

struct LoadFault {
    QString name;   //!< the first name that could not be had
    SecretError error = SecretError::Other;
};
using LoadedAll = std::function<void(const Result<QList<QByteArray>, LoadFault> &)>;

//! Loads one after the other (so that a locked keyring asks once) and stops at the first that cannot be had. Values come in
//! the order of `names`. `done` as in SecretStore; `store` must live until then.
void loadAll(SecretStore &store, const QStringList &names, QObject *context, LoadedAll done);

//! Overwrites the bytes with zeros and empties the array. Copies that still share the buffer are zeroed with it: that is the
//! point, there is one secret. Copies that were changed since are beyond reach.
void wipe(QByteArray &secret);

//! Holds a secret for as long as it is needed and wipes it when it goes out of scope.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(QByteArray secret) : m_secret(std::move(secret)) {}
    SecretBytes(SecretBytes &&other) noexcept : m_secret(std::exchange(other.m_secret, {})) {}
    SecretBytes &operator=(SecretBytes &&other) noexcept
    {
        m_secret.swap(other.m_secret);
        return *this;
    }
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes() { wipe(m_secret); }

    const QByteArray &bytes() const { return m_secret; }
    bool isEmpty() const { return m_secret.isEmpty(); }

private:
    QByteArray m_secret;
};

} // namespace kaunta::secrets
