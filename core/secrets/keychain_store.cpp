#include "core/secrets/keychain_store.h"

#include "core/base/redaction.h"
#include "core/secrets/keychain_job.h"
#include "core/secrets/keychain_state.h"
#include "core/secrets/keyring_probe.h"

namespace kaunta::secrets {

namespace {

void ask(KeychainJob::Kind kind, const QString &name, const QByteArray &value, const std::shared_ptr<KeychainState> &state, QObject *context,
         std::function<void(const KeychainAnswer &)> done)
{
    auto *job = new KeychainJob(kind, name, value, state);
    QObject::connect(job, &KeychainJob::finished, context, std::move(done), Qt::QueuedConnection);
    job->start();
}

void tell(const SecretStore::Saved &done, const KeychainAnswer &answer)
{
    answer.error ? done(Fail{*answer.error}) : done(Done{});
}

} // namespace

KeychainStore::KeychainStore(const QString &namesFile) : m_state(std::make_shared<KeychainState>(namesFile)) {}

KeychainStore::~KeychainStore() = default;

void KeychainStore::load(const QString &name, QObject *context, Loaded done)
{
    ask(KeychainJob::Kind::Read, name, {}, m_state, context, [done = std::move(done)](const KeychainAnswer &answer) {
        answer.error ? done(Fail{*answer.error}) : done(answer.value);
    });
}

void KeychainStore::save(const QString &name, const QByteArray &secret, QObject *context, Saved done)
{
    neverLog(secret);
    const QByteArray own(secret.constData(), secret.size());   // wiped after use, the caller's is not ours to wipe
    ask(KeychainJob::Kind::Write, name, own, m_state, context, [done = std::move(done)](const KeychainAnswer &answer) { tell(done, answer); });
}

void KeychainStore::remove(const QString &name, QObject *context, Saved done)
{
    ask(KeychainJob::Kind::Remove, name, {}, m_state, context, [done = std::move(done)](const KeychainAnswer &answer) { tell(done, answer); });
}

bool KeychainStore::wasStored(const QString &name) const
{
    return m_state->names.contains(name);
}

QString KeychainStore::displayName() const
{
    const QString owner = m_state->ownerName().value_or(QString());
    return owner.isEmpty() ? keyringUsualName() : owner;
}

} // namespace kaunta::secrets
