#include "tests/core/daraja/throwaway_key.h"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace kaunta::test {

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *pointer) const { Free(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

QByteArray taken(BIO *memory)
{
    QByteArray bytes(static_cast<qsizetype>(BIO_ctrl_pending(memory)), Qt::Uninitialized);
    BIO_read(memory, bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

template <class Write>
QByteArray written(Write &&write)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    write(memory.get());
    return taken(memory.get());
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace

ThrowawayKey::ThrowawayKey(Kind kind)
{
    const Key key(kind == Kind::Rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(2048)) : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);   // counts from zero: version 3
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    ASN1_TIME_set_string(X509_getm_notBefore(certificate.get()), "141112071245Z");
    ASN1_TIME_set_string(X509_getm_notAfter(certificate.get()), "161111071245Z");
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto add = [&](const char *field, const char *value) { X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(value), -1, -1, 0); };
    add("C", "KE");
    add("O", "Duka la Mûgûa");
    add("CN", "apicrypt.kaunta.test");
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    m_pem = written([&](BIO *out) { PEM_write_bio_X509(out, certificate.get()); });
    m_der = written([&](BIO *out) { i2d_X509_bio(out, certificate.get()); });
    m_privateDer = written([&](BIO *out) { i2d_PrivateKey_bio(out, key.get()); });
}

QByteArray ThrowawayKey::opened(const QByteArray &credential) const
{
    const unsigned char *at = bytesOf(m_privateDer);
    const Key key(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(m_privateDer.size())));
    const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
    const QByteArray sealed = QByteArray::fromBase64(credential);
    QByteArray clear(sealed.size() + 256, Qt::Uninitialized);
    auto length = static_cast<size_t>(clear.size());
    const bool done = EVP_PKEY_decrypt_init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1
        && EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char *>(clear.data()), &length, bytesOf(sealed), static_cast<size_t>(sealed.size())) == 1;
    return done ? clear.left(static_cast<qsizetype>(length)) : QByteArray();
}

} // namespace kaunta::test
