#pragma once

#include "core/profile/profile.h"

#include <QByteArray>
#include <QDateTime>
#include <optional>

namespace kaunta::providers {

//! What a profile's initiator password is encrypted with, as a screen tells it. Dates are told and never enforced: the published
//! certificates ended long ago, and their keys are in use.
struct CertificateFacts {
    bool published = false;   //!< Safaricom's published one, because the profile imports none
    QString fingerprint;      //!< SHA-256, "A5:42:…"; empty: the file cannot be read or holds no RSA key
    QString subject;
    QDateTime validFrom;      //!< UTC
    QDateTime validUntil;     //!< UTC
    bool operator==(const CertificateFacts &) const = default;
};

//! The bytes of the profile's certificate: the imported file's, read now, so that an exchanged one counts at once; without one, what
//! Safaricom publishes for the environment. Empty: there is none, or it cannot be read. A test server has a key of its own, so
//! nothing is published for a custom profile.
QByteArray certificateFile(const Profile &profile);
//! Is there a certificate, imported or published? The file itself is not looked at.
bool hasCertificate(const Profile &profile);
//! Nothing when hasCertificate() is false.
std::optional<CertificateFacts> certificateFacts(const Profile &profile);

} // namespace kaunta::providers
