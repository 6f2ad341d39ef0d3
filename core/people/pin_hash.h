#pragma once

#include <QByteArray>

namespace kaunta::people {

//! Turns a PIN into what the ledger keeps of it. Takes a noticeable time on purpose, so it is called on a worker thread; must be
//! safe to call from any. A PIN is never part of a text, so it is wiped and not given to neverLog(), which would remember it.
class PinHasher
{
public:
    virtual ~PinHasher() = default;
    //! 32 bytes; empty: this computer has not enough memory for it now.
    virtual QByteArray hash(const QByteArray &pin, const QByteArray &salt) const = 0;
};

//! scrypt (RFC 7914; N = 2^15, r = 8, p = 1: 32 MiB) over HMAC-SHA-256(pepper, PIN). The pepper stands in the keychain and not
//! beside the hashes: a copied ledger alone does not allow to try the ten thousand PINs. HMAC and not a prefix, so that every
//! pair of pepper and PIN is a different password whatever their lengths.
class ScryptHasher final : public PinHasher
{
public:
    explicit ScryptHasher(const QByteArray &pepper);
    ~ScryptHasher() override;
    ScryptHasher(const ScryptHasher &) = delete;
    ScryptHasher &operator=(const ScryptHasher &) = delete;
    QByteArray hash(const QByteArray &pin, const QByteArray &salt) const override;

private:
    QByteArray m_pepper;
};

//! Compares in the same time wherever the two differ. Never true for an empty hash.
bool samePinHash(const QByteArray &a, const QByteArray &b);

} // namespace kaunta::people
