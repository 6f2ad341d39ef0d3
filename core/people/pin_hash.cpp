#include "core/people/pin_hash.h"

#include "core/secrets/secret_store.h"

#include <array>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace kaunta::people {

namespace {

constexpr quint64 kCost = 1U << 15U;
constexpr quint64 kBlock = 8;
constexpr quint64 kLanes = 1;
constexpr quint64 kMostMemory = 64ULL * 1024 * 1024;   // twice what these numbers need
constexpr qsizetype kHashBytes = 32;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace

ScryptHasher::ScryptHasher(const QByteArray &pepper) : m_pepper(pepper.constData(), pepper.size()) {}

ScryptHasher::~ScryptHasher()
{
    secrets::wipe(m_pepper);
}

QByteArray ScryptHasher::hash(const QByteArray &pin, const QByteArray &salt) const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> peppered{};
    unsigned int length = 0;
    QByteArray hash(kHashBytes, '\0');
    const bool done = HMAC(EVP_sha256(), m_pepper.constData(), static_cast<int>(m_pepper.size()), bytesOf(pin), static_cast<std::size_t>(pin.size()),
                           peppered.data(), &length) != nullptr
                      && EVP_PBE_scrypt(reinterpret_cast<const char *>(peppered.data()), length, bytesOf(salt), static_cast<std::size_t>(salt.size()), kCost,
                                        kBlock, kLanes, kMostMemory, reinterpret_cast<unsigned char *>(hash.data()), kHashBytes) == 1;
    OPENSSL_cleanse(peppered.data(), peppered.size());
    return done ? hash : QByteArray();
}

bool samePinHash(const QByteArray &a, const QByteArray &b)
{
    return !a.isEmpty() && a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), static_cast<std::size_t>(a.size())) == 0;
}

} // namespace kaunta::people
