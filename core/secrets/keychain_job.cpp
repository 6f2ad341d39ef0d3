#include "core/secrets/keychain_job.h"

#include "core/base/redaction.h"
#include "core/secrets/keychain_state.h"
#include "core/secrets/keyring_probe.h"

#include <QCoreApplication>
#include <QThread>
#include <qt6keychain/keychain.h>

namespace kaunta::secrets {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kService = "kaunta"_L1;

QThread *theThread = nullptr;

void stopThread()
{
    theThread->quit();
    theThread->wait();
    delete std::exchange(theThread, nullptr);
}

//! Null once the application is over.
QThread *keychainThread()
{
    static const bool started = [] {
        theThread = new QThread;
        theThread->setObjectName(u"keychain"_s);
        theThread->start();
        qAddPostRoutine(stopThread);
        return true;
    }();
    Q_UNUSED(started)
    return theThread;
}

} // namespace

KeychainJob::KeychainJob(Kind kind, QString name, QByteArray value, std::shared_ptr<KeychainState> state)
    : m_kind(kind), m_name(std::move(name)), m_value(std::move(value)), m_state(std::move(state))
{
}

KeychainJob::~KeychainJob() = default;

void KeychainJob::start()
{
    QThread *thread = keychainThread();
    if (thread == nullptr) {
        deleteLater();
        return;
    }
    moveToThread(thread);
    QMetaObject::invokeMethod(this, &KeychainJob::run, Qt::QueuedConnection);
}

void KeychainJob::run()
{
    keyringForgetSession();
    QKeychain::Job *job = nullptr;
    switch (m_kind) {
    case Kind::Read:
        job = new QKeychain::ReadPasswordJob(kService);
        break;
    case Kind::Write: {
        auto *write = new QKeychain::WritePasswordJob(kService);
        write->setBinaryData(m_value);
        job = write;
        break;
    }
    case Kind::Remove:
        job = new QKeychain::DeletePasswordJob(kService);
        break;
    }
    job->setInsecureFallback(false);
    job->setKey(m_name);
    connect(job, &QKeychain::Job::finished, this, &KeychainJob::onJobFinished);
    job->start();
}

void KeychainJob::onJobFinished(QKeychain::Job *job)
{
    const KeychainAnswer answer = judge(job);
    if (!answer.error && !m_state->ownerName())
        m_state->setOwnerName(keyringOwnerName());
    wipe(m_value);
    Q_EMIT finished(answer);
    deleteLater();
}

KeychainAnswer KeychainJob::judge(QKeychain::Job *job)
{
    const auto failed = [](SecretError error) { return KeychainAnswer{error, {}}; };
    switch (job->error()) {
    case QKeychain::NoError:
        break;
    case QKeychain::EntryNotFound:
        if (m_kind == Kind::Remove)
            break;
        m_state->names.refresh();
        return failed(m_state->names.contains(m_name) || keyringHolds(kService, m_name).value_or(false) ? SecretError::LockedOrGone : SecretError::NeverStored);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return failed(SecretError::Denied);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return failed(SecretError::NoKeyring);
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return failed(keyringReachable() ? SecretError::Other : SecretError::NoKeyring);
    }

    KeychainAnswer answer;
    switch (m_kind) {
    case Kind::Read:
        answer.value = static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData();
        neverLog(answer.value);
        m_state->names.add(m_name);
        break;
    case Kind::Write:
        m_state->names.add(m_name);
        break;
    case Kind::Remove:
        // A locked keyring deletes nothing and calls that success.
        if (keyringHolds(kService, m_name).value_or(false))
            return failed(SecretError::LockedOrGone);
        m_state->names.remove(m_name);
        break;
    }
    return answer;
}

} // namespace kaunta::secrets
