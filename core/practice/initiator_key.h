#pragma once

#include "core/practice/database.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace kaunta::practice {

//! The key pair whose certificate a client encrypts its initiator's password with: RSA 2048, made when it is first needed
//! and kept in practice.sqlite. It guards nothing. Its numbers come from OpenSSL, not from the simulator's random source.
class InitiatorKey
{
public:
    explicit InitiatorKey(Database &database) : m_db(database) {}

    QByteArray certificatePem();   //!< self-signed; empty: could not be made or kept
    //! What base64 of an RSA PKCS#1 v1.5 block holds; nullopt: nothing that was made with the certificate.
    std::optional<QByteArray> decrypt(const QString &credential);

private:
    bool load();

    Database &m_db;
    QByteArray m_keyPem;
    QByteArray m_certificatePem;
};

} // namespace kaunta::practice
