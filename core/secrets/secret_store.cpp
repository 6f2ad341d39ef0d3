#include "core/secrets/secret_store.h"

#include <memory>

namespace kaunta::secrets {

using namespace Qt::StringLiterals;

QString entryName(const QString &profileId, const QString &key)
{
    return u"kaunta/"_s + profileId + u'/' + key;
}

void wipe(QByteArray &secret)
{
    if (secret.capacity() > 0) {   // 0: a literal or foreign memory, which is not ours to write to
        // volatile, so that the compiler cannot drop writes to memory that is freed next; constData(), so that nothing detaches
        volatile char *bytes = const_cast<char *>(secret.constData());
        for (qsizetype i = 0; i < secret.size(); ++i)
            bytes[i] = 0;
    }
    secret.clear();
}

namespace {

struct Batch {
    SecretStore *store = nullptr;
    QStringList names;
    QObject *context = nullptr;
    LoadedAll done;
    QList<QByteArray> values;
};

//! The context outlives every callback that runs, so the raw pointer in the batch is good whenever it is used.
void loadNext(const std::shared_ptr<Batch> &batch)
{
    const QString name = batch->names.at(batch->values.size());
    batch->store->load(name, batch->context, [batch, name](const Result<QByteArray, SecretError> &loaded) {
        if (!loaded)
            return batch->done(Fail{LoadFault{name, loaded.error()}});
        batch->values << *loaded;
        if (batch->values.size() == batch->names.size())
            return batch->done(batch->values);
        loadNext(batch);
    });
}

} // namespace

void loadAll(SecretStore &store, const QStringList &names, QObject *context, LoadedAll done)
{
    if (names.isEmpty()) {
        QMetaObject::invokeMethod(context, [done = std::move(done)] { done(QList<QByteArray>()); }, Qt::QueuedConnection);
        return;
    }
    loadNext(std::make_shared<Batch>(Batch{&store, names, context, std::move(done), {}}));
}

} // namespace kaunta::secrets
