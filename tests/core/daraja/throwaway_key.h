#pragma once

#include <QByteArray>
#include <QString>

namespace kaunta::test {

//! A key pair of this run and a self-signed certificate for it, as Safaricom has one for the passwords of API operators.
class ThrowawayKey
{
public:
    enum class Kind { Rsa, Ec };
    //! Valid from 2014-11-12 07:12:45 to 2016-11-11 07:12:45 UTC: long over, as the published ones are.
    explicit ThrowawayKey(Kind kind = Kind::Rsa);

    QByteArray pem() const { return m_pem; }
    QByteArray der() const { return m_der; }
    //! What base64 text holds; empty when it was not made for this key with PKCS#1 v1.5. OpenSSL makes up bytes for a wrong
    //! padding (implicit rejection), so a test compares with the text that it expects.
    QByteArray opened(const QByteArray &credential) const;

private:
    QByteArray m_pem;
    QByteArray m_der;
    QByteArray m_privateDer;
};

} // namespace kaunta::test
