#include "core/providers/daraja_certificate.h"

#include "core/daraja/security_certificate.h"

#include <QFile>

namespace kaunta::providers {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLargest = 64 * 1024;

//! resources/certs in this program; empty: none is published.
QString publishedFor(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox: return u":/certs/sandbox-2014.cer"_s;
    case Environment::Production: return u":/certs/production-2017.cer"_s;
    case Environment::Practice:
    case Environment::Custom: return {};
    }
    Q_UNREACHABLE();
}

QString pathOf(const Profile &profile)
{
    if (!profile.certificate.isEmpty())
        return profile.certificate;
    return profile.traits().kenyanCertificate ? publishedFor(profile.environment) : QString();
}

} // namespace

QByteArray certificateFile(const Profile &profile)
{
    QFile file(pathOf(profile));
    return file.open(QIODevice::ReadOnly) ? file.read(kLargest) : QByteArray();
}

bool hasCertificate(const Profile &profile)
{
    return !pathOf(profile).isEmpty();
}

std::optional<CertificateFacts> certificateFacts(const Profile &profile)
{
    if (!hasCertificate(profile))
        return std::nullopt;
    CertificateFacts facts;
    facts.published = profile.certificate.isEmpty();
    if (const auto read = daraja::SecurityCertificate::read(certificateFile(profile))) {
        facts.fingerprint = read->fingerprint();
        facts.subject = read->subject();
        facts.validFrom = read->validFrom();
        facts.validUntil = read->validUntil();
    }
    return facts;
}

} // namespace kaunta::providers
