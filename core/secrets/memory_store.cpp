#include "core/secrets/memory_store.h"

#include "core/base/redaction.h"

namespace kaunta::secrets {

using namespace Qt::StringLiterals;

namespace {

template <class DoneFn, class Answer>
void answerLater(QObject *context, DoneFn done, Answer answer)
{
    QMetaObject::invokeMethod(context, [done = std::move(done), answer = std::move(answer)] { done(answer); }, Qt::QueuedConnection);
}

} // namespace

MemoryStore::~MemoryStore()
{
    for (QByteArray &value : m_values)
        wipe(value);
}

void MemoryStore::load(const QString &name, QObject *context, Loaded done)
{
    using Answer = Result<QByteArray, SecretError>;
    const QMutexLocker lock(&m_guard);
    const auto found = m_values.constFind(name);
    if (m_trouble)
        return answerLater(context, std::move(done), Answer(Fail{*m_trouble}));
    if (found == m_values.constEnd())
        return answerLater(context, std::move(done), Answer(Fail{m_names.contains(name) ? SecretError::LockedOrGone : SecretError::NeverStored}));
    neverLog(*found);
    // A copy of its own: whoever wipes it must not empty the store.
    answerLater(context, std::move(done), Answer(QByteArray(found->constData(), found->size())));
}

void MemoryStore::save(const QString &name, const QByteArray &secret, QObject *context, Saved done)
{
    using Answer = Result<Done, SecretError>;
    const QMutexLocker lock(&m_guard);
    neverLog(secret);
    if (m_trouble)
        return answerLater(context, std::move(done), Answer(Fail{*m_trouble}));
    wipe(m_values[name]);
    m_values[name] = QByteArray(secret.constData(), secret.size());
    m_names.insert(name);
    answerLater(context, std::move(done), Answer(Done{}));
}

void MemoryStore::remove(const QString &name, QObject *context, Saved done)
{
    using Answer = Result<Done, SecretError>;
    const QMutexLocker lock(&m_guard);
    if (m_trouble)
        return answerLater(context, std::move(done), Answer(Fail{*m_trouble}));
    if (const auto found = m_values.find(name); found != m_values.end()) {
        wipe(*found);
        m_values.erase(found);
    }
    m_names.remove(name);
    answerLater(context, std::move(done), Answer(Done{}));
}

bool MemoryStore::wasStored(const QString &name) const
{
    const QMutexLocker lock(&m_guard);
    return m_names.contains(name);
}

QString MemoryStore::displayName() const
{
    return u"memory (practice)"_s;
}

void MemoryStore::setTrouble(std::optional<SecretError> trouble)
{
    const QMutexLocker lock(&m_guard);
    m_trouble = trouble;
}

} // namespace kaunta::secrets
