#include "core/practice/initiator_key.h"

#include <QVariant>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *pointer) const { Free(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr int kTenYears = 10 * 365;

Certificate certificateOf(EVP_PKEY *key)
{
    Certificate made(X509_new());
    X509_NAME *name = made ? X509_get_subject_name(made.get()) : nullptr;
    const auto *common = reinterpret_cast<const unsigned char *>("Kaunta practice M-PESA");
    const bool works = made && X509_set_version(made.get(), 2) == 1   // counts from zero: version 3
                       && ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1) == 1
                       && X509_gmtime_adj(X509_getm_notBefore(made.get()), -24L * 3600) != nullptr
                       && X509_time_adj_ex(X509_getm_notAfter(made.get()), kTenYears, 0, nullptr) != nullptr
                       && X509_set_pubkey(made.get(), key) == 1 && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0) == 1
                       && X509_set_issuer_name(made.get(), name) == 1 && X509_sign(made.get(), key, EVP_sha256()) > 0;
    return works ? std::move(made) : nullptr;
}

template <class Write>
QByteArray pem(const Write &write)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(memory.get())), Qt::Uninitialized);
    return BIO_read(memory.get(), text.data(), static_cast<int>(text.size())) == text.size() ? text : QByteArray();
}

} // namespace

bool InitiatorKey::load()
{
    if (!m_keyPem.isEmpty())
        return true;
    const bool kept = m_db.atomically([this] {   // two processes must not make two
        QSqlQuery found = m_db.rows(u"SELECT key_pem, certificate_pem FROM initiator_key"_s);
        if (found.next()) {
            m_keyPem = found.value(0).toByteArray();
            m_certificatePem = found.value(1).toByteArray();
            return true;
        }
        const Key key(EVP_RSA_gen(2048));
        const Certificate certificate = key ? certificateOf(key.get()) : nullptr;
        if (!certificate)
            return false;
        m_keyPem = pem([&](BIO *out) { return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
        m_certificatePem = pem([&](BIO *out) { return PEM_write_bio_X509(out, certificate.get()); });
        return m_db.run(u"INSERT INTO initiator_key VALUES(1, ?, ?)"_s, {m_keyPem, m_certificatePem});
    });
    if (!kept)
        m_keyPem.clear();
    return kept;
}

QByteArray InitiatorKey::certificatePem()
{
    return load() ? m_certificatePem : QByteArray();
}

std::optional<QByteArray> InitiatorKey::decrypt(const QString &credential)
{
    const auto cipher = QByteArray::fromBase64Encoding(credential.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!cipher || !load())
        return {};
    const Memory memory(BIO_new_mem_buf(m_keyPem.constData(), static_cast<int>(m_keyPem.size())));
    const Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>> context(key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_decrypt_init(context.get()) != 1 || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
        return {};
    const auto *in = reinterpret_cast<const unsigned char *>((*cipher).constData());
    const auto size = static_cast<size_t>((*cipher).size());
    size_t length = 0;
    if (EVP_PKEY_decrypt(context.get(), nullptr, &length, in, size) != 1)
        return {};
    QByteArray plain(static_cast<qsizetype>(length), Qt::Uninitialized);
    if (EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char *>(plain.data()), &length, in, size) != 1)
        return {};
    plain.truncate(static_cast<qsizetype>(length));
    return plain;
}

} // namespace kaunta::practice
