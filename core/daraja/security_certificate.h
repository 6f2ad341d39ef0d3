#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <memory>
#include <optional>

struct evp_pkey_st;   // OpenSSL's EVP_PKEY

namespace kaunta::daraja {

enum class CertificateFault { Unreadable, NotRsa };

//! The certificate that M-PESA publishes for the passwords of API operators (Daraja portal, Getting Started). It carries a key and
//! no more: the published ones expired long ago and are in use, so dates are told and never enforced. A plain value.
class SecurityCertificate
{
public:
    //! From a file's bytes, PEM or DER.
    static Result<SecurityCertificate, CertificateFault> read(const QByteArray &file);

    QString fingerprint() const { return m_fingerprint; }   //!< SHA-256, "A5:42:…", as browsers and openssl show it
    QString subject() const { return m_subject; }           //!< "C=KE, O=Safaricom Limited, CN=…"
    QDateTime validFrom() const { return m_validFrom; }     //!< UTC
    QDateTime validUntil() const { return m_validUntil; }   //!< UTC

    //! SecurityCredential: base64 of the password under RSA with PKCS#1 v1.5 padding. Another text each time, all of them good.
    //! Nothing for an empty password or one that is too long for the key. Keeps no copy of the password.
    std::optional<QByteArray> credential(const QByteArray &password) const;

private:
    std::shared_ptr<evp_pkey_st> m_key;   //!< read only
    QString m_fingerprint;
    QString m_subject;
    QDateTime m_validFrom;
    QDateTime m_validUntil;
};

} // namespace kaunta::daraja
