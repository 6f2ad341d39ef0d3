#include "core/providers/daraja_initiator.h"

#include "core/daraja/security_certificate.h"
#include "core/secrets/secret_store.h"

#include <QPointer>
#include <memory>
#include <utility>

namespace kaunta::providers {

using namespace Qt::StringLiterals;
using Made = Result<QByteArray, QString>;
using daraja::SecurityCertificate;

namespace {

Made encrypted(const SecurityCertificate &certificate, const secrets::SecretBytes &password)
{
    if (password.isEmpty())
        return Fail{u"the initiator's password could not be had"_s};
    const auto credential = certificate.credential(password.bytes());
    return credential ? Made(*credential) : Made(Fail{u"the initiator's password is too long for the certificate"_s});
}

} // namespace

void makeCredential(const DarajaInitiator &initiator, QObject *context, std::function<void(const Made &)> done)
{
    const auto answer = [context, done = std::move(done)](const Made &made) {
        QMetaObject::invokeMethod(context, [done, made] { done(made); }, Qt::QueuedConnection);
    };
    const QByteArray file = initiator.certificate ? initiator.certificate() : QByteArray();
    const auto certificate = SecurityCertificate::read(file);
    if (initiator.name.isEmpty())
        return answer(Fail{u"no initiator is set"_s});
    if (!certificate)
        return answer(Fail{file.isEmpty() ? u"no certificate is set"_s : u"the certificate cannot be used"_s});
    if (!initiator.password)
        return answer(Fail{u"no initiator password is set"_s});
    // A source that answers twice must not send a request twice.
    initiator.password(context, [certificate = *certificate, alive = QPointer<QObject>(context), answered = std::make_shared<bool>(false), answer](std::optional<QByteArray> password) {
        const secrets::SecretBytes secret(std::move(password).value_or(QByteArray()));
        if (!std::exchange(*answered, true) && alive)
            answer(encrypted(certificate, secret));
    });
}

} // namespace kaunta::providers
