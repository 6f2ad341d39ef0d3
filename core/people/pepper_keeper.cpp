#include "core/people/pepper_keeper.h"

#include "core/base/random.h"

namespace kaunta::people {

using namespace Qt::StringLiterals;
using secrets::SecretError;

namespace {

constexpr qsizetype kPepperBytes = 32;

//! As the store keeps it: hex, because some keychains take texts only.
Result<QByteArray, SecretError> pepperFrom(const QByteArray &stored)
{
    const QByteArray pepper = QByteArray::fromHex(stored);
    if (pepper.size() != kPepperBytes || stored != pepper.toHex())
        return Fail{SecretError::Other};
    return pepper;
}

void read(secrets::SecretStore &store, const QString &name, QObject *context, secrets::SecretStore::Loaded done)
{
    store.load(name, context, [done = std::move(done)](const Result<QByteArray, SecretError> &loaded) {
        loaded ? done(pepperFrom(*loaded)) : done(Fail{loaded.error()});
    });
}

} // namespace

QByteArray practicePepper()
{
    return QByteArrayLiteral("kaunta practice pepper, no secret");
}

PepperKeeper::PepperKeeper(secrets::SecretStore &store, RandomSource &random, const QString &profileId)
    : m_store(store), m_random(random), m_name(secrets::entryName(profileId, QString::fromLatin1(kPinPepper)))
{
}

void PepperKeeper::load(QObject *context, secrets::SecretStore::Loaded done)
{
    read(m_store, m_name, context, [&store = m_store, &random = m_random, name = m_name, context, done = std::move(done)](const Result<QByteArray, SecretError> &loaded) {
        if (loaded || loaded.error() != SecretError::NeverStored)
            return done(loaded);
        const secrets::SecretBytes fresh(random.bytes(kPepperBytes).toHex());
        store.save(name, fresh.bytes(), context, [&store, name, context, done](const Result<Done, SecretError> &saved) {
            if (!saved)
                return done(Fail{saved.error()});
            read(store, name, context, done);
        });
    });
}

} // namespace kaunta::people
