#include "core/secrets/keychain_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::secrets;

//! A computer without a session bus: Kaunta says so and keeps the secret nowhere.
class TestNoKeyring : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void everyCallSaysThatThereIsNoKeyring()
    {
        KeychainStore store(m_dir.filePath(u"names.json"_s));
        QObject context;
        QList<SecretError> errors;
        store.save(u"kaunta/1/passkey"_s, "no-place-to-be", &context, [&errors](const Result<Done, SecretError> &saved) { errors << saved.error(); });
        store.load(u"kaunta/1/passkey"_s, &context, [&errors](const Result<QByteArray, SecretError> &loaded) { errors << loaded.error(); });
        store.remove(u"kaunta/1/passkey"_s, &context, [&errors](const Result<Done, SecretError> &removed) { errors << removed.error(); });
        QTRY_COMPARE_WITH_TIMEOUT(errors, QList<SecretError>(3, SecretError::NoKeyring), 30000);
        QVERIFY(!store.wasStored(u"kaunta/1/passkey"_s));
    }

    void nothingFallsBackToAFile()
    {
        QVERIFY(!QFile::exists(m_dir.filePath(u"names.json"_s)));
        QVERIFY(!QFile::exists(qEnvironmentVariable("XDG_CONFIG_HOME") + u"/kaunta.conf"_s));
    }
};

QTEST_GUILESS_MAIN(TestNoKeyring)
#include "tst_no_keyring.moc"
