#include "tests/support/test_authority.h"

#include <QSslKey>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace kaunta::test {

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *pointer) const { Free(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

Key makeKey()
{
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

void extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate makeCertificate(const char *name, long serial, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate made(X509_new());
    X509_set_version(made.get(), 2);   // counts from zero: version 3
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), key);
    X509_NAME *subject = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509_set_issuer_name(made.get(), issuer ? X509_get_subject_name(issuer) : subject);
    if (!issuer) {
        extend(made.get(), made.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(made.get(), made.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        extend(made.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
        extend(made.get(), issuer, NID_ext_key_usage, "serverAuth");
        extend(made.get(), issuer, NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:kaunta.test");
    }
    X509_sign(made.get(), issuerKey, EVP_sha256());
    return made;
}

template <class Write>
QByteArray pem(Write &&write)
{
    const std::unique_ptr<BIO, Freed<BIO_free_all>> memory(BIO_new(BIO_s_mem()));
    write(memory.get());
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(memory.get())), Qt::Uninitialized);
    BIO_read(memory.get(), text.data(), static_cast<int>(text.size()));
    return text;
}

QSslCertificate toQt(X509 *certificate)
{
    return QSslCertificate(pem([&](BIO *out) { PEM_write_bio_X509(out, certificate); }), QSsl::Pem);
}

} // namespace

TestAuthority::TestAuthority()
{
    const Key rootKey = makeKey();
    const Certificate root = makeCertificate("Kaunta test authority", 1, rootKey.get(), nullptr, rootKey.get());
    const Key serverKey = makeKey();
    const Certificate server = makeCertificate("Kaunta test server", 2, serverKey.get(), root.get(), rootKey.get());
    m_root = toQt(root.get());
    m_server = QSslConfiguration::defaultConfiguration();
    m_server.setPeerVerifyMode(QSslSocket::VerifyNone);   // a server does not ask its customers for certificates
    m_server.setLocalCertificate(toQt(server.get()));
    m_server.setPrivateKey(QSslKey(pem([&](BIO *out) {
        PEM_write_bio_PrivateKey(out, serverKey.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }), QSsl::Ec));
}

const TestAuthority &TestAuthority::trusted()
{
    static const TestAuthority authority;
    return authority;
}

const TestAuthority &TestAuthority::stranger()
{
    static const TestAuthority authority;
    return authority;
}

} // namespace kaunta::test
