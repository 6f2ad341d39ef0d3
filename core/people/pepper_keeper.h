#pragma once

#include "core/secrets/secret_store.h"

namespace kaunta {
class RandomSource;
}

namespace kaunta::people {

//! Name of the pepper inside a profile's secrets. Made by the till, so it is none of secrets::kKeys that people type.
inline constexpr const char *kPinPepper = "pin-pepper";

//! Practice: fixed and published, because its PINs are too and it has no keychain.
QByteArray practicePepper();

//! Gets a profile's pepper from the keychain: 32 random bytes, made the first time and never again. Lives on one thread; `store`
//! and `random` must outlive it.
class PepperKeeper
{
public:
    PepperKeeper(secrets::SecretStore &store, RandomSource &random, const QString &profileId);

    //! `done` runs once, later than the call returns, on `context`'s thread, and not at all when `context` or the keeper's store
    //! is gone. LockedOrGone: it was made once; a new one would make every PIN wrong, so none is made. What is given out was
    //! read back from the store: a keychain that forgets what it confirmed is found before a PIN depends on it.
    void load(QObject *context, secrets::SecretStore::Loaded done);

private:
    secrets::SecretStore &m_store;
    RandomSource &m_random;
    QString m_name;
};

} // namespace kaunta::people
