#include "core/daraja/security_certificate.h"

#include <QCryptographicHash>
#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace kaunta::daraja {

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *pointer) const { Free(pointer); }
};
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

Certificate fromDer(const QByteArray &der)
{
    const unsigned char *at = bytesOf(der);
    return Certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

Certificate fromFile(const QByteArray &file)
{
    constexpr qsizetype kLargest = 64 * 1024;
    if (file.isEmpty() || file.size() > kLargest)
        return nullptr;
    const Memory memory(BIO_new_mem_buf(file.constData(), static_cast<int>(file.size())));
    Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!certificate)
        certificate = fromDer(file);
    ERR_clear_error();   // the failed attempt's: nobody else shall take it for his own
    return certificate;
}

QByteArray toDer(X509 *certificate)
{
    QByteArray der(i2d_X509(certificate, nullptr), Qt::Uninitialized);
    auto *at = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(certificate, &at);
    return der;
}

QString subjectOf(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(memory.get(), X509_get_subject_name(certificate), 0,
                       (XN_FLAG_ONELINE | ASN1_STRFLGS_UTF8_CONVERT) & ~(ASN1_STRFLGS_ESC_MSB | XN_FLAG_SPC_EQ));
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(memory.get())), Qt::Uninitialized);
    BIO_read(memory.get(), text.data(), static_cast<int>(text.size()));
    return QString::fromUtf8(text);
}

QDateTime toUtc(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday), QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

} // namespace

Result<SecurityCertificate, CertificateFault> SecurityCertificate::read(const QByteArray &file)
{
    const Certificate certificate = fromFile(file);
    if (!certificate)
        return Fail{CertificateFault::Unreadable};
    EVP_PKEY *key = X509_get0_pubkey(certificate.get());   // nullptr for a kind of key that OpenSSL does not know
    ERR_clear_error();
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        return Fail{CertificateFault::NotRsa};
    SecurityCertificate read;
    read.m_key = {X509_get_pubkey(certificate.get()), EVP_PKEY_free};
    read.m_fingerprint = QString::fromLatin1(QCryptographicHash::hash(toDer(certificate.get()), QCryptographicHash::Sha256).toHex(':').toUpper());
    read.m_subject = subjectOf(certificate.get());
    read.m_validFrom = toUtc(X509_get0_notBefore(certificate.get()));
    read.m_validUntil = toUtc(X509_get0_notAfter(certificate.get()));
    return read;
}

std::optional<QByteArray> SecurityCertificate::credential(const QByteArray &password) const
{
    if (password.isEmpty())
        return std::nullopt;
    const KeyContext context(EVP_PKEY_CTX_new(m_key.get(), nullptr));
    const auto length = static_cast<size_t>(password.size());
    size_t room = 0;
    QByteArray secret;
    bool done = context && EVP_PKEY_encrypt_init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1
        && EVP_PKEY_encrypt(context.get(), nullptr, &room, bytesOf(password), length) == 1;
    if (done) {
        secret.resize(static_cast<qsizetype>(room));
        done = EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char *>(secret.data()), &room, bytesOf(password), length) == 1;
        secret.resize(static_cast<qsizetype>(room));
    }
    ERR_clear_error();
    return done ? std::optional(secret.toBase64()) : std::nullopt;
}

} // namespace kaunta::daraja
